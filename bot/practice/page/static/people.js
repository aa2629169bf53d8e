// The left of the page: who you are, and where you can look, each with what is unread.

import { send } from "./api.js";
import { h, reconcile } from "./dom.js";
import { HOME } from "./store.js";

const TONES = 8;

/** A round picture made of initials; one colour per person. */
export function avatar(key, name) {
  const tone = [...key].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % TONES;
  const initials = name.split(/\s+/).map((word) => [...word][0] ?? "").filter((letter) => /\p{L}/u.test(letter));
  const words = [initials[0], initials.length > 1 ? initials.at(-1) : ""].join("").toUpperCase();
  return h("span", { class: key === "bot" ? "avatar bot" : `avatar tone-${tone}`, "aria-hidden": "true" }, key === "bot" ? "" : words);
}

const badge = (count) => count > 0 && h("span", { class: "badge" }, String(count), h("span", { class: "hidden" }, " unread"));

export class People {
  constructor(store) {
    this.store = store;
    this.box = document.getElementById("people");
    this.box.addEventListener("keydown", (event) => this.move(event));
  }

  draw() {
    const items = this.store.people.map((one) => ({ ...one, me: one.id === this.store.me, unread: one.id === this.store.me ? 0 : this.store.unreadOf(one.id) }));
    reconcile(this.box, items, ({ id }) => id, (item) => this.person(item));
  }

  person({ id, name, title, hint, me, unread }) {
    const words = h("span", { class: "person-words" }, h("strong", {}, name), h("span", { class: "title", title }, title), me && hint && h("span", { class: "person-hint" }, hint));
    const choose = () => this.store.become(id);
    return h("button", { type: "button", role: "radio", class: "person", "aria-checked": String(me), tabindex: me ? 0 : -1, data: { action: "be" }, on: { click: choose } },
      avatar(id, name), words, badge(unread));
  }

  move(event) {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const { people, me } = this.store;
    const at = people.findIndex(({ id }) => id === me);
    const next = people.at((at + step) % people.length).id;
    this.store.become(next);
    this.draw();
    [...this.box.children].find((node) => node.dataset.key === next)?.focus();
  }
}

export class Places {
  constructor(store, opened) {
    this.store = store;
    this.opened = opened;
    this.box = document.getElementById("places");
    this.lists = new Map();
  }

  draw() {
    const { state, place } = this.store;
    if (!state) return;
    const item = (channel) => ({ id: channel.id, name: channel.name, kind: channel.kind, here: channel.id === place, unread: channel.id === place ? 0 : channel.unread });
    const home = { id: HOME, name: `${state.bot.name}: Home`, kind: "home", here: place === HOME, unread: 0 };
    this.list("Channels", state.channels.filter(({ kind }) => kind === "channel").map(item));
    this.list("Direct messages", state.channels.filter(({ kind }) => kind !== "channel").map(item));
    this.list("App", [home]);
    this.groups(state.groups ?? []);
  }

  /** User groups with whoever is in them now: the one of the rota follows whoever is on. */
  groups(groups) {
    if (!groups.length) return;
    const items = groups.map(({ id, handle, name, users }) => ({ id, handle, name, members: users.map((user) => this.store.personName(user) ?? user) }));
    reconcile(this.boxOf("User groups"), items, ({ id }) => id, (item) => this.group(item));
  }

  group({ handle, name, members }) {
    const who = members.length ? members.join(", ") : "nobody";
    return h("li", { class: "group", title: name }, h("strong", {}, `@${handle}`), h("span", { class: "hidden" }, ": "), h("span", { class: "group-members" }, who));
  }

  boxOf(title) {
    if (!this.lists.has(title)) {
      const list = h("ul", { class: "places", "aria-label": title });
      this.lists.set(title, list);
      this.box.append(h("h3", {}, title), list);
    }
    return this.lists.get(title);
  }

  list(title, items) {
    reconcile(this.boxOf(title), items, ({ id }) => id, (item) => this.place(item));
  }

  place({ id, name, kind, here, unread }) {
    const mark = { channel: "#", home: "⌂" }[kind] ?? "@";
    const go = () => {
      this.store.go(id);
      if (kind === "home") this.openHome();
      this.opened();
    };
    return h("li", {}, h("button", { type: "button", class: "place", "aria-current": here ? "page" : null, data: { action: "go" }, on: { click: go } },
      h("span", { class: "place-mark", "aria-hidden": "true" }, mark), h("span", { class: "words" }, name), badge(unread)));
  }

  async openHome() {
    const user = this.store.me;
    const answer = await send("/slack/people/home", { user });
    if (!answer.ok) this.store.tell(user, answer.message ?? "Home could not be opened. Please try again.");
    await this.store.refresh(user);
  }
}
