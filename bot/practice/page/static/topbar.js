// The top of the page: the practice clock, things that go wrong on request, and the panes on a small screen.

import { send } from "./api.js";
import { h } from "./dom.js";
import { Guide } from "./guide.js";
import { menuButton } from "./menu.js";
import { clockTime, dayName } from "./time.js";

const MOVES = [
  { words: "5 minutes", body: { advance_seconds: 300 } },
  { words: "1 hour", body: { advance_seconds: 3600 } },
  { words: "to 9 tomorrow", body: { tomorrow_at: "09:00" } },
];
const FAULTS = [
  { words: "X is slow to answer", note: "The next post gets through, but the answer does not come back", to: "/x/faults", body: { kind: "timeout_after_accept", times: 1 } },
  { words: "X answers 503", note: "X says it is over capacity, three times", to: "/x/faults", body: { kind: "status_503", times: 3 } },
  { words: "X logs the account out", note: "The account’s key stops working, once", to: "/x/faults", body: { kind: "unauthorised", times: 1 } },
  { words: "X says too many posts", note: "The account has to wait before it may post again", to: "/x/faults", body: { kind: "rate_limited", times: 1 } },
  { words: "X hangs up", note: "The connection breaks while posting, once", to: "/x/faults", body: { kind: "reset", times: 1 } },
  { words: "X says it has posted this before", note: "The next post is refused as a repeat", to: "/x/faults", body: { kind: "duplicate", times: 1 } },
  { words: "Slack is down for a minute", note: "The app cannot reach Slack; cards come late, none is lost", to: "/slack/faults", body: { fault: "down", seconds: 60 } },
  { words: "Slack delivers the last thing twice", note: "Nothing should happen twice because of it", to: "/slack/faults", body: { fault: "redeliver" } },
];
const RIGHT_AGAIN = { words: "Put everything right again", note: "What was switched on here and has not happened yet is taken back" };
const PANES = [["side", "People and places"], ["talk", "Conversation"], ["x", "On X"]];

export class TopBar {
  constructor(store, { become, say }) {
    this.store = store;
    this.say = say;
    this.clock = document.getElementById("clock");
    const moves = MOVES.map(({ words, body }) => h("button", { type: "button", class: "button small", "aria-label": `Move forward ${words}`, on: { click: () => this.move(words, body) } }, words));
    document.getElementById("clock-moves").append(h("span", { class: "moves-title", "aria-hidden": "true" }, "Move forward"), ...moves);
    const faults = FAULTS.map((fault) => ({ words: fault.words, note: fault.note, run: () => this.fault(fault) }));
    faults.push({ ...RIGHT_AGAIN, run: () => this.putRight() });
    const moveMenu = menuButton("Move forward", "Move forward", MOVES.map(({ words, body }) => ({ words, run: () => this.move(words, body) })), "button");
    moveMenu.classList.add("move-menu");
    document.getElementById("top-menus").append(moveMenu);
    document.getElementById("top-menus").append(menuButton("Things that go wrong", "Things that go wrong", faults, "button"), new Guide(store, become).opener);
    this.buildPanes();
    setInterval(() => this.drawClock(), 1000);
  }

  draw() {
    this.drawClock();
    const line = document.getElementById("connection");
    line.hidden = this.store.connected;
    line.textContent = this.store.connected ? "" : "The practice server is not answering. This page goes on by itself when it is back.";
  }

  drawClock() {
    const now = this.store.now();
    const words = `${clockTime(now)}, ${dayName(now)}`;
    if (this.clock.textContent === words) return;
    this.clock.dateTime = new Date(now).toISOString();
    this.clock.replaceChildren(h("strong", {}, clockTime(now)), h("span", { class: "hidden" }, ", "), h("span", { class: "day-words" }, dayName(now)));
  }

  async move(words, body) {
    const answer = await send("/clock", body);
    if (!answer.ok) return this.say(answer.message ?? "The clock did not move. Please try again.");
    this.store.setNow(answer.now);
    this.drawClock();
    this.say(`It is now ${clockTime(answer.now)}, ${dayName(answer.now)}, for everybody in practice.`);
  }

  async fault({ words, note, to, body }) {
    const answer = await send(to, body);
    this.say(answer.ok ? `${words}: ready. ${note}.` : answer.message ?? "That could not be switched on. Please try again.");
  }

  async putRight() {
    const answers = await Promise.all([send("/x/faults", { clear: true }), send("/slack/faults", { fault: "clear" })]);
    const failed = answers.find(({ ok }) => !ok);
    this.say(failed ? failed.message ?? "That did not work. Please try again." : "Everything works again.");
  }

  buildPanes() {
    const box = document.getElementById("panes");
    this.panes = PANES.map(([pane, words]) => h("button", { type: "button", "aria-pressed": "false", data: { pane }, on: { click: () => this.showPane(pane) } }, words));
    box.append(...this.panes);
    this.showPane("talk");
  }

  /** On a small screen, show one of the three columns. */
  showPane(pane) {
    document.body.dataset.pane = pane;
    for (const button of this.panes) button.setAttribute("aria-pressed", String(button.dataset.pane === pane));
  }
}
