// The question that a button's `confirm` object asks before anything is sent.

import { h } from "./dom.js";
import { plainWords, textNodes } from "./mrkdwn.js";

/** Ask; true when the person said yes. */
export function confirmed(ask, names) {
  const dialog = document.getElementById("confirm");
  return new Promise((answer) => {
    const finish = (said) => {
      dialog.close();
      answer(said);
    };
    dialog.oncancel = (event) => {
      event.preventDefault();
      finish(false);
    };
    const no = h("button", { type: "button", class: "button", autofocus: true, on: { click: () => finish(false) } }, plainWords(ask.deny) || "Cancel");
    const look = ask.style === "danger" ? "danger" : "primary";
    const yes = h("button", { type: "button", class: `button ${look}`, on: { click: () => finish(true) } }, plainWords(ask.confirm) || "Yes");
    dialog.replaceChildren(
      h("h2", { id: "confirm-title" }, plainWords(ask.title)),
      h("div", { id: "confirm-text", class: "text" }, ...textNodes(ask.text, names)),
      h("div", { class: "dialog-foot" }, no, yes),
    );
    dialog.showModal();
  });
}
