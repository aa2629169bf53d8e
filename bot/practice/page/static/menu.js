// A button that opens a small menu: arrow keys move, Escape closes, the focus returns to the button.

import { h, freshId } from "./dom.js";

/** items: [{words, note?, run(), href?}]; `name` is the accessible name, `face` what is drawn on the button. */
export function menuButton(name, face, items, look = "button") {
  const menu = h("div", { class: "menu", role: "menu", popover: "auto", id: freshId("menu"), "aria-label": name });
  const button = h("button", { type: "button", class: look, "aria-haspopup": "menu", "aria-expanded": "false", "aria-controls": menu.id, "aria-label": face === name ? null : name, title: face === name ? null : name }, face);
  menu.append(...items.map((item) => menuItem(item, menu)));
  button.popoverTargetElement = menu;
  menu.addEventListener("toggle", (event) => {
    const open = event.newState === "open";
    button.setAttribute("aria-expanded", String(open));
    if (open) menu.firstElementChild?.focus();
  });
  menu.addEventListener("beforetoggle", (event) => event.newState === "open" && requestAnimationFrame(() => place(menu, button)));
  menu.addEventListener("keydown", (event) => move(event, menu));
  return h("span", { class: "menu-holder" }, button, menu);
}

function menuItem({ words, note, run, href }, menu) {
  const inside = [h("span", { class: "words" }, words), note && h("small", {}, note)];
  const opens = /^https?:\/\//i.test(href ?? "");
  const pick = () => {
    menu.hidePopover();
    run?.();
  };
  return opens
    ? h("a", { role: "menuitem", tabindex: -1, href, target: "_blank", rel: "noopener noreferrer", on: { click: pick } }, ...inside)
    : h("button", { type: "button", role: "menuitem", tabindex: -1, on: { click: pick } }, ...inside);
}

function place(menu, button) {
  const at = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = at.bottom + 4 + height <= innerHeight;
  menu.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
  menu.style.top = `${below ? at.bottom + 4 : Math.max(8, at.top - height - 4)}px`;
}

function move(event, menu) {
  const items = [...menu.children];
  const at = items.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (event.key === "Tab") menu.hidePopover();
  if (next === undefined) return;
  event.preventDefault();
  items.at(next % items.length).focus();
}
