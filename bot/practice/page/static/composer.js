// The message box: plain messages, answers in a thread, and slash commands with suggestions. Each person keeps what they typed.

import { send } from "./api.js";
import { h } from "./dom.js";
import { HOME } from "./store.js";

export class Composer {
  constructor(store) {
    this.store = store;
    this.form = document.getElementById("composer");
    this.drafts = new Map();
    this.thread = null;
    this.at = "";
    this.picked = -1;
    this.build();
  }

  build() {
    const events = { input: () => this.typed(), keydown: (event) => this.keys(event), blur: () => this.close() };
    this.text = h("textarea", { id: "composer-text", rows: 1, role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": "suggestions", "aria-describedby": "composer-help", on: events });
    this.label = h("label", { for: "composer-text", class: "hidden" }, "Message");
    this.options = h("ul", { id: "suggestions", class: "suggestions", role: "listbox", "aria-label": "Commands", hidden: true });
    this.threadNote = h("p", { class: "thread-note", hidden: true });
    this.button = h("button", { type: "submit", class: "button primary" }, "Send");
    const help = h("p", { id: "composer-help", class: "hint" }, "Enter sends, Shift and Enter starts a new line, / lists the commands.");
    this.form.append(this.threadNote, this.options, h("div", { class: "composer-row" }, this.label, this.text, this.button), help);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
  }

  draw() {
    const { channel, place, me } = this.store;
    this.form.hidden = place === HOME || !channel;
    const here = `${me} ${place}`;
    if (here === this.at) return;
    this.drafts.set(this.at, this.text.value);
    this.at = here;
    this.thread = null;
    this.threadNote.hidden = true;
    this.put(this.drafts.get(here) ?? "");
    if (!channel) return;
    this.label.textContent = channel.kind === "channel" ? `Message to #${channel.name}` : `Message to ${channel.name}`;
    this.text.placeholder = this.label.textContent;
  }

  /** Put words into the box, ready to be sent or changed. */
  put(words) {
    this.text.value = words;
    this.close();
    this.grow();
  }

  focus() {
    this.text.focus();
    this.text.setSelectionRange(this.text.value.length, this.text.value.length);
  }

  /** From here on, answer in the thread of `ts`. */
  replyTo(ts, name) {
    this.thread = ts;
    this.threadNote.hidden = false;
    const stop = () => this.leaveThread();
    this.threadNote.replaceChildren(`Answering ${name} in a thread. `, h("button", { type: "button", class: "button quiet", on: { click: stop } }, "Leave the thread"));
    this.focus();
  }

  leaveThread() {
    this.thread = null;
    this.threadNote.hidden = true;
    this.focus();
  }

  typed() {
    this.grow();
    const typed = this.text.value;
    const found = /^\/\S*$/.test(typed) ? (this.store.state?.commands ?? []).filter(({ command }) => command.startsWith(typed)) : [];
    this.picked = found.length ? 0 : -1;
    this.options.replaceChildren(...found.map((one, at) => this.option(one, at)));
    this.options.hidden = !found.length;
    this.text.setAttribute("aria-expanded", String(found.length > 0));
    this.mark();
  }

  option({ command, description, usage_hint: usage }, at) {
    const take = (event) => {
      event.preventDefault(); // before the box loses the focus
      this.take(command);
    };
    return h("li", { id: `suggestion-${at}`, role: "option", "aria-selected": "false", data: { command }, on: { pointerdown: take } },
      h("strong", {}, command), usage && h("code", {}, usage), h("span", { class: "hint" }, description));
  }

  mark() {
    [...this.options.children].forEach((node, at) => node.setAttribute("aria-selected", String(at === this.picked)));
    if (this.picked >= 0) this.text.setAttribute("aria-activedescendant", `suggestion-${this.picked}`);
    else this.text.removeAttribute("aria-activedescendant");
  }

  take(command) {
    this.put(`${command} `);
    this.focus();
  }

  close() {
    this.options.hidden = true;
    this.picked = -1;
    this.text.setAttribute("aria-expanded", "false");
    this.mark();
  }

  grow() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight + 2, 200)}px`;
  }

  keys(event) {
    if (event.isComposing) return;
    if (!this.options.hidden && this.choose(event)) return event.preventDefault();
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    this.send();
  }

  // Keys for the open list; true when the key was one of them.
  choose({ key }) {
    const nodes = [...this.options.children];
    const chosen = nodes[this.picked]?.dataset.command;
    if (key === "ArrowDown" || key === "ArrowUp") {
      this.picked = (this.picked + (key === "ArrowDown" ? 1 : nodes.length - 1)) % nodes.length;
      this.mark();
    } else if (key === "Escape") this.close();
    else if (key === "Tab" || (key === "Enter" && chosen !== this.text.value)) this.take(chosen);
    else return false;
    return true;
  }

  async send() {
    const words = this.text.value.trim();
    if (!words || this.button.ariaBusy === "true") return;
    const { me: user, place: channel } = this.store;
    this.button.ariaBusy = "true";
    const answer = await this.deliver(user, channel, words);
    this.button.ariaBusy = "false";
    if (answer.ok) this.sent(`${user} ${channel}`);
    else this.store.tell(user, answer.message ?? "That was not sent. Please try again.");
    await this.store.refresh(user);
  }

  deliver(user, channel, words) {
    const [word, ...rest] = words.split(/\s/);
    if (!word.startsWith("/")) return send("/slack/people/message", { user, channel, text: words, ...(this.thread ? { thread_ts: this.thread } : {}) });
    const known = this.store.state.commands.map(({ command }) => command);
    if (known.includes(word)) return send("/slack/people/command", { user, channel, command: word, text: words.slice(word.length).trim() });
    const list = known.join(", ");
    return { ok: false, message: `${word}${rest.length ? " …" : ""} is not a command here. The commands are ${list}.` };
  }

  sent(where) {
    if (this.at === where) this.put("");
    this.drafts.delete(where);
  }
}
