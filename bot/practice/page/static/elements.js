// Block Kit's interactive elements: which function draws which, buttons, overflow menus and pictures.

import { boxes, dropdown, radios } from "./choices.js";
import { h } from "./dom.js";
import { dateField, fileField, textField } from "./inputs.js";
import { menuButton } from "./menu.js";
import { plain, plainWords } from "./mrkdwn.js";

const people = (ctx) => ctx.people.map(({ id, name }) => ({ value: id, words: name, raw: id }));
const channels = (ctx) => ctx.channels.map(({ id, name }) => ({ value: id, words: `#${name}`, raw: id }));

const DRAW = {
  button,
  overflow,
  image,
  static_select: dropdown,
  users_select: (element, ctx, where) => dropdown(element, ctx, where, people(ctx), "user"),
  channels_select: (element, ctx, where) => dropdown(element, ctx, where, channels(ctx), "channel"),
  conversations_select: (element, ctx, where) => dropdown(element, ctx, where, channels(ctx), "conversation"),
  multi_static_select: boxes,
  multi_users_select: (element, ctx, where) => boxes(element, ctx, where, people(ctx), "users"),
  checkboxes: boxes,
  radio_buttons: radios,
  plain_text_input: textField,
  email_text_input: textField,
  url_text_input: textField,
  number_input: textField,
  datepicker: dateField,
  timepicker: dateField,
  datetimepicker: dateField,
  file_input: fileField,
};
const GROUPS = new Set(["radio_buttons", "checkboxes", "multi_static_select", "multi_users_select"]);

/** Does this element consist of several inputs, so that its label is a legend? */
export const isGroup = (element) => GROUPS.has(element.type);

/** where: {block, name?} and, inside an input block, {id, labelledBy, describedBy, inInput, optional, dispatch}. */
export function drawElement(element, ctx, where) {
  const draw = DRAW[element.type];
  if (!draw) return h("span", { class: "unknown" }, `A control of the kind “${element.type}” stands here. This practice page cannot show it.`);
  const node = draw(element, ctx, where);
  if (element.action_id) node.dataset.action = element.action_id;
  return node;
}

function button(element, ctx, where) {
  const press = () => ctx.act(where.block, element, undefined, node);
  const props = { type: "button", class: `button ${element.style ?? ""}`, "aria-label": element.accessibility_label, on: { click: press } };
  const opensAlone = /^https?:\/\//i.test(element.url ?? "");
  const node = opensAlone
    ? h("a", { ...props, type: null, href: element.url, target: "_blank", rel: "noopener noreferrer" }, ...plain(element.text.text))
    : h("button", props, ...plain(element.text.text));
  return node;
}

function overflow(element, ctx, where) {
  const choose = (option) => () => ctx.act(where.block, element, { type: "overflow", selected_option: option }, node);
  const items = element.options.map((option) => ({ words: plainWords(option.text), run: choose(option), href: option.url }));
  const node = menuButton("More actions", "⋯", items, "button quiet");
  return node;
}

function image(element, ctx) {
  const source = ctx.image(element.image_url ?? element.slack_file?.url ?? "");
  const alt = element.alt_text ?? "";
  if (!source) return h("p", { class: "picture-words" }, `Picture: ${alt || "no description"}`);
  return h("img", { src: source, alt, loading: "lazy" });
}
