// The middle of the page: the messages of a channel or direct message, or the app's Home; and what Slack itself says.

import { send } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { focusMark, h, reconcile, restoreFocus } from "./dom.js";
import { emoji } from "./emoji.js";
import { Form } from "./form.js";
import { menuButton } from "./menu.js";
import { mrkdwn } from "./mrkdwn.js";
import { avatar } from "./people.js";
import { HOME } from "./store.js";
import { namesOf, surface } from "./surface.js";
import { clockTime, dayName, fullTime } from "./time.js";

const NEAR_END = 120; // pixels

export class Conversation {
  constructor(store, reply) {
    this.store = store;
    this.reply = reply;
    this.box = document.getElementById("messages");
    this.list = null;
    this.shown = "";
    this.home = { signature: "", form: new Form() };
  }

  draw() {
    this.head();
    this.notice();
    const here = `${this.store.me} ${this.store.place}`;
    const moved = here !== this.shown;
    this.shown = here;
    if (this.store.place === HOME) this.drawHome(moved);
    else this.drawMessages(moved);
  }

  head() {
    const { channel, place, state } = this.store;
    const bot = state?.bot?.name ?? "The app";
    const title = place === HOME ? `${bot}: Home` : channel?.kind === "channel" ? `#${channel.name}` : channel?.name ?? "";
    document.getElementById("place-title").textContent = title;
    document.getElementById("place-note").textContent = this.note(channel, bot);
    document.title = `${title} · Countersign practice`;
  }

  note(channel, bot) {
    if (!this.store.state) return "";
    if (!this.store.state.bot.connected) return `${bot} is not connected just now.`;
    if (!channel) return "Your own page in the app";
    if (channel.archived) return "This channel is archived: it can be read, and nothing new can be written";
    return channel.kind === "channel" ? "Everybody in the channel sees this" : `Only you and ${bot} see this`;
  }

  notice() {
    const box = document.getElementById("notice");
    const words = this.store.notices.get(this.store.me);
    if (box.dataset.words === (words ?? "")) return;
    box.dataset.words = words ?? "";
    const away = () => {
      this.store.notices.delete(this.store.me);
      this.store.draw();
      document.getElementById("composer-text")?.focus();
    };
    box.replaceChildren(...(words ? [h("p", {}, words), h("button", { type: "button", class: "button quiet", on: { click: away } }, "Put away")] : []));
  }

  drawMessages(moved) {
    const messages = this.store.channel?.messages ?? [];
    if (moved || !this.list?.isConnected) {
      this.list = h("ol", { class: "message-list", "aria-label": `Messages in ${this.store.channel?.name ?? "this place"}` });
      this.box.replaceChildren(h("div", { role: "log", "aria-label": "New messages" }, this.list));
    }
    const atEnd = this.box.scrollHeight - this.box.scrollTop - this.box.clientHeight < NEAR_END;
    const items = messages.length ? inOrder(messages) : [{ kind: "empty", key: "empty" }];
    reconcile(this.list, items, ({ key }) => key, (item) => this.item(item));
    if (moved || atEnd) this.box.scrollTop = this.box.scrollHeight;
    this.store.markSeen();
  }

  item(item) {
    if (item.kind === "day") return h("li", { class: "day" }, h("span", {}, item.words));
    if (item.kind === "empty") return h("li", { class: "empty" }, "Nothing here yet.");
    return this.message(item.message, item.reply);
  }

  message(message, reply) {
    const name = this.author(message);
    const id = `m-${message.ts}`;
    const kind = ["message", message.is_bot && "is-bot", message.ephemeral && "ephemeral", reply && "reply"].filter(Boolean).join(" ");
    return h("li", { class: kind }, h("article", { "aria-labelledby": id },
      avatar(message.is_bot ? "bot" : message.user, name),
      h("div", { class: "message-main" },
        h("header", {}, h("h3", { id }, name), !message.is_bot && h("span", { class: "title" }, this.store.personTitle(message.user)),
          h("time", { title: fullTime(message.at), datetime: message.at }, clockTime(message.at)),
          message.edited && h("span", { class: "edited" }, "changed"),
          message.ephemeral && h("span", { class: "private" }, "Only visible to you")),
        ...this.body(message), this.files(message.files ?? []), reactions(message.reactions ?? [])),
      message.ephemeral ? null : this.tools(message, name)));
  }

  author(message) {
    if (message.is_bot) return message.username || this.store.state.bot.name;
    return this.store.personName(message.user) ?? message.username ?? message.user;
  }

  body(message) {
    const names = namesOf(this.store);
    if (!message.blocks?.length) return [h("div", { class: "text" }, ...mrkdwn(message.text ?? "", names))];
    const place = { type: "message", channel: this.store.place, ts: message.ts };
    const person = this.store.me;
    const failed = (words) => this.store.tell(person, words);
    return drawBlocks(message.blocks, surface(this.store, place, new Form(), { heading: 4, failed }));
  }

  files(files) {
    return files.map((file) => {
      const name = file.title || file.name;
      if (!file.mimetype?.startsWith("image/")) return h("p", { class: "picture-words" }, `File: ${name}`);
      return h("img", { class: "sent", src: `/slack/people/file/${encodeURIComponent(file.id)}`, alt: file.alt_txt || name });
    });
  }

  tools(message, name) {
    const { state, place, me } = this.store;
    const run = (shortcut) => async () => {
      const answer = await send("/slack/people/shortcut", { user: me, channel: place, ts: message.ts, callback_id: shortcut.callback_id });
      if (!answer.ok) this.store.tell(me, answer.message ?? "That did not work. Please try again.");
      await this.store.refresh(me);
    };
    const shortcuts = (state.shortcuts ?? []).filter(({ type }) => type.startsWith("message"));
    const reply = { words: "Reply in thread", run: () => this.reply(message.thread_ts ?? message.ts, name) };
    return h("div", { class: "tools" }, menuButton(`Actions on the message from ${name}`, "⋯",
      [reply, ...shortcuts.map((shortcut) => ({ words: shortcut.name, run: run(shortcut) }))], "button quiet"));
  }

  drawHome(moved) {
    const view = this.store.state?.home;
    const signature = JSON.stringify(view ?? null);
    if (!moved && signature === this.home.signature) return;
    const focus = focusMark(this.box);
    const form = new Form(moved ? {} : this.home.form.state());
    this.home = { signature, form };
    const person = this.store.me;
    const ctx = view && surface(this.store, { type: "home" }, form, { heading: 3, failed: (words) => this.store.tell(person, words) });
    this.box.replaceChildren(h("article", { class: "home", "aria-labelledby": "place-title" },
      ...(view ? drawBlocks(view.blocks, ctx) : [h("p", { class: "empty" }, "Nothing here yet. The app fills this page when it is ready.")])));
    if (moved) this.box.scrollTop = 0;
    restoreFocus(this.box, focus);
  }
}

function reactions(all) {
  const one = ({ name, count }) => h("li", {}, `${emoji(name)} ${count}`);
  return all.length > 0 && h("ul", { class: "reactions", "aria-label": "Reactions" }, ...all.map(one));
}

// Days between, and answers in a thread below what they answer.
function inOrder(messages) {
  const known = new Set(messages.map(({ ts }) => ts));
  const isReply = ({ ts, thread_ts: thread }) => Boolean(thread) && thread !== ts && known.has(thread);
  const replies = Map.groupBy(messages.filter(isReply), (message) => message.thread_ts);
  let day = "";
  return messages.filter((message) => !isReply(message)).flatMap((message) => {
    const words = dayName(message.at);
    const turn = words === day ? [] : [{ kind: "day", key: `day ${words}`, words }];
    day = words;
    const below = (replies.get(message.ts) ?? []).map((one) => ({ kind: "message", key: one.ts, message: one, reply: true }));
    return [...turn, { kind: "message", key: message.ts, message, reply: false }, ...below];
  });
}
