// The forms an app opens: one dialog showing the top of the stack of views, with what was typed kept as Slack keeps it.

import { send } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { focusMark, h, restoreFocus } from "./dom.js";
import { Form } from "./form.js";
import { plainWords } from "./mrkdwn.js";
import { surface } from "./surface.js";

const WAITING = "Sending…";

export class Modal {
  constructor(store) {
    this.store = store;
    this.dialog = document.getElementById("modal");
    this.kept = new Map(); // view id → values typed so far
    this.shown = null; // {id, person, signature, form, errors}
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault(); // the app is told first; the dialog closes when the view is gone
      this.close(false);
    });
  }

  /** Show the state's top view, or nothing. */
  draw() {
    const views = this.store.state?.views ?? [];
    const top = views.at(-1);
    if (this.shown) this.kept.set(this.shown.id, this.shown.form.state());
    if (!top) return this.leave();
    const signature = JSON.stringify([top.view, views.length]);
    const same = this.shown?.id === top.id && this.shown.person === this.store.me;
    if (!same || this.shown.signature !== signature) this.build(top, views.length, signature, same);
    this.errors(top.errors ?? {});
    if (!this.dialog.open) this.dialog.showModal();
    if (!same) this.focusStart();
  }

  leave() {
    if (!this.shown) return;
    this.shown = null;
    this.kept.clear();
    this.dialog.close();
    this.dialog.replaceChildren();
    if (document.activeElement === document.body) document.getElementById("composer-text")?.focus();
  }

  build(top, depth, signature, same) {
    const focus = same ? focusMark(this.dialog) : null;
    const form = new Form(this.kept.get(top.id));
    this.shown = { id: top.id, person: this.store.me, signature, form, errors: "" };
    const place = { type: "view", view_id: top.id };
    const ctx = surface(this.store, place, form, { heading: 3, failed: (message) => this.warn(message) });
    this.alert = h("p", { class: "modal-alert", role: "alert" });
    const body = h("div", { class: "modal-body" }, this.alert, ...drawBlocks(top.view.blocks ?? [], ctx));
    const scrolled = this.dialog.querySelector(".modal-body")?.scrollTop ?? 0;
    const submit = (event) => {
      event.preventDefault();
      this.submit();
    };
    this.dialog.replaceChildren(h("form", { class: "modal", noValidate: true, on: { submit, keydown: (event) => this.keys(event) } },
      this.head(top.view, depth), body, this.foot(top.view, form)));
    if (same) body.scrollTop = scrolled;
    if (focus && this.dialog.open && !restoreFocus(this.dialog, focus)) this.focusStart();
  }

  head(view, depth) {
    const back = depth > 1 && h("button", { type: "button", class: "button quiet", on: { click: () => this.close(false) } }, "← Back");
    const title = h("h2", { id: "modal-title", tabindex: -1 }, plainWords(view.title));
    const close = h("button", { type: "button", class: "button quiet close", "aria-label": "Close this form", on: { click: () => this.close(true) } }, "✕");
    return h("header", { class: "modal-head" }, back, title, close);
  }

  foot(view, form) {
    const close = h("button", { type: "button", class: "button", on: { click: () => this.close(false) } }, plainWords(view.close) || "Cancel");
    const words = view.submit ? plainWords(view.submit) : form.fields.size ? "Submit" : "";
    this.button = words ? h("button", { type: "submit", class: "button primary" }, words) : null;
    this.waiting = h("p", { class: "waiting", role: "status" });
    return h("footer", { class: "dialog-foot" }, this.waiting, close, this.button);
  }

  keys(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea")) this.submit();
  }

  focusStart() {
    const body = this.dialog.querySelector(".modal-body");
    const first = body.querySelector('[data-focus="true"], [data-focus=""]') ?? body.querySelector("input, textarea, select");
    (first ?? this.dialog.querySelector("h2")).focus();
  }

  async submit() {
    if (!this.button || this.button.ariaBusy === "true") return;
    const { id, person, form } = this.shown;
    const missing = form.check();
    form.showErrors(missing);
    if (Object.keys(missing).length) return form.focusFirst(missing);
    await this.busy(async () => {
      await form.settle();
      const answer = await send("/slack/people/submit", { user: person, view_id: id, state: form.state() });
      await this.store.refresh(person);
      this.draw();
      if (!answer.ok && this.shown?.errors === "{}") this.warn(answer.message ?? "This form was not sent. Please try again.");
    });
    if (this.shown?.id === id && this.shown.errors !== "{}") this.shown.form.focusFirst(JSON.parse(this.shown.errors));
  }

  async busy(work) {
    const { button, waiting } = this;
    button.ariaBusy = "true";
    waiting.textContent = WAITING;
    this.alert.textContent = "";
    await work();
    button.ariaBusy = "false";
    waiting.textContent = "";
  }

  /** Errors from the app, shown once per change, so that a field the person is mending is left in peace. */
  errors(errors) {
    const signature = JSON.stringify(errors);
    if (signature === this.shown.errors) return;
    this.shown.errors = signature;
    if (!this.shown.form.showErrors(errors)) this.warn(Object.values(errors).join(" "));
  }

  warn(message) {
    this.alert.textContent = message;
  }

  async close(all) {
    const { id, person } = this.shown;
    const answer = await send("/slack/people/close", { user: person, view_id: id, all });
    if (!answer.ok) this.warn(answer.message ?? "This form could not be closed. Please try again.");
    this.kept.delete(id);
    await this.store.refresh(person);
  }
}
