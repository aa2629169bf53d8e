// The guide to the first minutes: one step at a time, all of them on request. What a step does to the page is `become`'s.

import { h } from "./dom.js";

const STEP = "countersign-practice-step";
const AWAY = "countersign-practice-guided";

export class Guide {
  constructor(store, become) {
    this.store = store;
    this.become = become;
    this.steps = store.setup.intro;
    this.box = document.getElementById("guide");
    this.opener = h("button", { type: "button", class: "button quiet", "aria-controls": "guide", "aria-expanded": "false", on: { click: () => this.show(this.box.hidden) } }, "Guide");
    this.opener.hidden = !this.steps.length;
    if (!this.steps.length) return;
    this.build();
    this.go(Math.min(Number(sessionStorage.getItem(STEP)) || 0, this.steps.length - 1));
    this.show(!sessionStorage.getItem(AWAY));
  }

  build() {
    this.where = h("p", { class: "guide-where" });
    this.text = h("p", { class: "guide-text" });
    this.act = h("button", { type: "button", class: "button small primary", on: { click: () => this.become(this.steps[this.at]) } });
    this.back = button("Back", () => this.turn(-1));
    this.next = button("Next step", () => this.turn(1));
    this.more = button("All steps", () => this.showAll(this.all.hidden));
    this.more.setAttribute("aria-controls", "guide-all");
    this.all = h("ol", { id: "guide-all", class: "guide-all", "aria-label": "All steps" }, this.steps.map((step, at) => this.listed(step, at)));
    // Said aloud when it changes: the keyboard stays on “Next step” meanwhile.
    const now = h("div", { class: "guide-now", role: "status" }, this.where, this.text);
    const away = button("Put away", () => this.putAway());
    this.box.append(h("h2", { id: "guide-title" }, "Your first minutes"), now, h("div", { class: "guide-moves" }, this.act, this.back, this.next, this.more, away), this.all);
    this.showAll(false);
  }

  listed(step, at) {
    const name = `Step ${at + 1}${step.title ? `: ${step.title}` : ""}`;
    return h("li", {}, h("button", { type: "button", class: "button small", on: { click: () => this.jump(at) } }, name), h("span", {}, step.text));
  }

  /** Show step `at`, counted from nought, and remember it while this tab is open. */
  go(at) {
    this.at = at;
    const step = this.steps[at];
    const left = this.steps.length - at - 1;
    this.where.textContent = `Step ${at + 1} of ${this.steps.length}${step.title ? `: ${step.title}` : ""} · ${left ? `${left} more after this` : "the last one"}`;
    this.text.textContent = step.text;
    this.act.hidden = !(step.person || step.type);
    this.act.textContent = stepWords(step, this.store);
    this.back.hidden = at === 0;
    this.next.textContent = left ? "Next step" : "Finish";
    [...this.all.children].forEach((item, nth) => {
      if (nth === at) item.setAttribute("aria-current", "step");
      else item.removeAttribute("aria-current");
    });
    sessionStorage.setItem(STEP, String(at));
  }

  turn(by) {
    if (this.at + by >= this.steps.length) return this.finish();
    this.go(this.at + by);
    if (this.back.hidden && by < 0) this.next.focus();
  }

  finish() {
    this.go(0);
    this.putAway();
  }

  jump(at) {
    this.go(at);
    this.showAll(false);
    (this.act.hidden ? this.next : this.act).focus();
  }

  putAway() {
    this.show(false);
    this.opener.focus();
  }

  show(open) {
    this.box.hidden = !open;
    this.opener.setAttribute("aria-expanded", String(open));
    if (!open) sessionStorage.setItem(AWAY, "yes");
  }

  showAll(open) {
    this.all.hidden = !open;
    this.more.setAttribute("aria-expanded", String(open));
  }
}

function button(words, click) {
  return h("button", { type: "button", class: "button small", on: { click } }, words);
}

function stepWords({ person, type }, store) {
  const words = type?.startsWith("/") ? type.split(" ")[0] : "it";
  if (person) return `Be ${store.personName(person).split(" ")[0]}${type ? ` and type ${words}` : ""}`;
  return type?.startsWith("/") ? `Type ${words} for me` : "Type it for me";
}
