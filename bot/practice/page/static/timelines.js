// The right of the page: each account's timeline on the practice X, in tabs, and a way to post by hand without the app.

import { send } from "./api.js";
import { h, reconcile } from "./dom.js";
import { link } from "./mrkdwn.js";
import { ownPicture } from "./surface.js";
import { fullTime, shortTime } from "./time.js";

export class Timelines {
  constructor(store) {
    this.store = store;
    this.handle = null;
    this.seen = new Map();
    this.tabs = h("div", { class: "tabs", role: "tablist", "aria-label": "Accounts", on: { keydown: (event) => this.move(event) } });
    this.profile = h("div", { class: "profile" });
    this.posts = h("ol", { class: "posts", "aria-label": "Posts, newest first" });
    this.panel = h("div", { id: "x-panel", role: "tabpanel", tabindex: 0, "aria-labelledby": "x-tab" }, this.profile, this.posts);
    this.byHand = this.handForm();
    document.getElementById("timelines").append(this.tabs, this.panel, this.byHand);
  }

  get account() {
    return this.store.timelines.find(({ handle }) => handle === this.handle) ?? this.store.timelines[0] ?? null;
  }

  draw() {
    const { account } = this;
    if (!account) return;
    this.handle = account.handle;
    for (const { handle, posts } of this.store.timelines) if (handle === account.handle || !this.seen.has(handle)) this.seen.set(handle, posts.length);
    const tabs = this.store.timelines.map(({ handle, posts }) => ({ handle, here: handle === account.handle, fresh: posts.length - this.seen.get(handle) }));
    reconcile(this.tabs, tabs, ({ handle }) => handle, (tab) => this.tab(tab));
    reconcile(this.profile, [{ ...account, posts: account.posts.length }], ({ handle }) => handle, (one) => profile(one));
    const posts = newestFirst(account.posts).map((post) => ({ ...post, handle: account.handle, name: account.name, colour: account.avatar_colour }));
    reconcile(this.posts, posts.length ? posts : [{ id: "none" }], ({ id }) => id, (post) => this.post(post));
    this.handLabel.textContent = `Words to post as @${account.handle}`;
  }

  tab({ handle, here, fresh }) {
    return h("button", { type: "button", role: "tab", id: here ? "x-tab" : null, "aria-selected": String(here), "aria-controls": "x-panel", tabindex: here ? 0 : -1, data: { action: "tab" }, on: { click: () => this.show(handle) } },
      `@${handle}`, fresh > 0 && h("span", { class: "badge" }, String(fresh), h("span", { class: "hidden" }, " new")));
  }

  show(handle) {
    this.handle = handle;
    this.draw();
    [...this.tabs.children].find((node) => node.dataset.key === handle)?.focus();
  }

  move(event) {
    const all = this.store.timelines.map(({ handle }) => handle);
    const at = all.indexOf(this.handle);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.show(all.at(next % all.length));
  }

  post(post) {
    if (post.id === "none") return h("li", { class: "empty" }, "Nothing posted yet.");
    const id = `post-${post.id}`;
    const context = post.reply_to ? `In answer to post ${post.reply_to}` : post.quote_of ? `Quoting post ${post.quote_of}` : "";
    return h("li", {}, h("article", { class: "post", id, tabindex: -1, "aria-labelledby": `${id}-by` },
      face(post.colour, post.name),
      h("div", { class: "post-main" },
        h("header", {}, h("h3", { id: `${id}-by` }, post.name, h("span", { class: "handle" }, ` @${post.handle}`)), h("time", { datetime: post.at, title: fullTime(post.at) }, shortTime(post.at))),
        context && h("p", { class: "post-context" }, context),
        h("p", { class: "post-text words" }, ...withLinks(post)),
        ...(post.media ?? []).map((one) => this.picture(one)))));
  }

  picture({ url, alt }) {
    const source = ownPicture(this.store.setup, url) ?? (url.startsWith("/") ? `/x${url}` : null);
    const words = h("span", { class: "alt" }, alt ? `Picture description: ${alt}` : "This picture has no description.");
    return h("figure", {}, source && h("img", { src: source, alt: alt ?? "" }), h("figcaption", {}, words));
  }

  /** Show the post with this id, whichever account it is on; true when there is one. */
  reveal(id) {
    const account = this.store.timelines.find(({ posts }) => posts.some((post) => post.id === id));
    if (!account) return false;
    this.handle = account.handle;
    this.draw();
    const node = document.getElementById(`post-${id}`);
    node.scrollIntoView({ block: "nearest" });
    node.focus();
    return true;
  }

  handForm() {
    const text = h("textarea", { id: "by-hand", class: "input", rows: 3 });
    const status = h("p", { class: "hint", role: "status" });
    this.handLabel = h("label", { for: "by-hand" }, "Words");
    const post = async (event) => {
      event.preventDefault();
      if (!text.value.trim()) return text.focus();
      const answer = await send("/x/people/post", { handle: this.handle, text: text.value });
      status.textContent = answer.ok ? "Posted." : answer.message ?? "That was not posted. Please try again.";
      if (answer.ok) text.value = "";
      await this.store.readX();
    };
    return h("details", { class: "by-hand" }, h("summary", {}, "Post by hand, past the app"),
      h("form", { on: { submit: post } }, h("p", { class: "hint" }, "As if somebody with the password had posted on X itself."), this.handLabel, text, h("button", { type: "submit", class: "button" }, "Post by hand"), status));
  }
}

function profile({ handle, name, bio, avatar_colour: colour, posts }) {
  const count = `${posts} ${posts === 1 ? "post" : "posts"}`;
  return h("header", {}, face(colour, name), h("div", {}, h("strong", {}, name), h("span", { class: "handle" }, `@${handle}`), h("p", {}, bio), h("p", { class: "hint" }, count)));
}

function face(colour, name) {
  const node = h("span", { class: "avatar account", "aria-hidden": "true" }, [...name][0] ?? "");
  if (CSS.supports("color", colour)) node.style.backgroundColor = colour;
  return node;
}

const newestFirst = (posts) => posts.toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at) || (BigInt(other.id) > BigInt(one.id) ? 1 : -1));

// X shows the address a link leads to, not its own short one.
function withLinks({ text, links = [] }) {
  let parts = [text];
  for (const [short, full] of links) {
    parts = parts.flatMap((part) => (typeof part === "string" ? part.split(short).flatMap((words, at) => (at ? [link(full, shown(full)), words] : [words])) : [part]));
  }
  return parts;
}

function shown(address) {
  const words = address.replace(/^https?:\/\/(?:www\.)?/, "");
  return words.length > 34 ? `${words.slice(0, 33)}…` : words;
}
