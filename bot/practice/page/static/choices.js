// Elements that choose among options: drop-down lists, radio buttons and checkboxes (multi-selects are drawn as checkboxes).

import { h, freshId } from "./dom.js";
import { plainWords, textNodes } from "./mrkdwn.js";

// A choice: {value (key on this page), words, raw (what Slack sends: the option itself, or an id), option?}.
const choiceOf = (option) => ({ value: option.value, words: plainWords(option.text), raw: option, option });
const groupsOf = (element) => element.option_groups ?? [{ label: null, options: element.options ?? [] }];

/** static_select and its kin; `choices` and `what` for lists of people or channels ("user" → selected_user). */
export function dropdown(element, ctx, where, choices = null, what = "option") {
  const field = `selected_${what}`;
  const groups = choices ? [{ label: null, choices }] : groupsOf(element).map(({ label, options }) => ({ label, choices: options.map(choiceOf) }));
  const all = groups.flatMap((group) => group.choices);
  const kept = ctx.form.keptFor(where.block, element);
  const start = keyOf(kept ? kept[field] : element[`initial_${what}`]);
  const options = groups.map(({ label, choices: some }) => {
    const nodes = some.map((choice) => h("option", { value: choice.value, selected: choice.value === start }, choice.words));
    return label ? h("optgroup", { label: plainWords(label) }, ...nodes) : nodes;
  });
  const none = h("option", { value: "" }, plainWords(element.placeholder) || "Choose one");
  const node = h("select", { id: where.id, class: "input", ...named(element, where), ...described(where) }, none, ...options.flat());
  const read = () => ({ type: element.type, [field]: all.find(({ value }) => value === node.value)?.raw ?? null });
  ctx.form.register({ block: where.block, action: element.action_id, targets: [node], read });
  node.addEventListener("change", () => dispatch(element, ctx, where, read(), node));
  return node;
}

export function radios(element, ctx, where) {
  const kept = ctx.form.keptFor(where.block, element);
  const start = (kept ? kept.selected_option : element.initial_option)?.value;
  const name = freshId("choice");
  const choices = element.options.map(choiceOf);
  const inputs = choices.map(({ value }) => h("input", { type: "radio", name, data: { choice: value }, checked: value === start }));
  const read = () => ({ type: element.type, selected_option: picked(choices, inputs)[0] ?? null });
  return several(element, ctx, where, { choices, inputs, read, role: "radiogroup" });
}

/** checkboxes, multi_static_select, multi_users_select. */
export function boxes(element, ctx, where, list = null, what = "options") {
  const field = `selected_${what}`;
  const choices = list ?? groupsOf(element).flatMap(({ options }) => options).map(choiceOf);
  const kept = ctx.form.keptFor(where.block, element);
  const start = new Set((kept ? kept[field] : element[`initial_${what}`] ?? []).map(keyOf));
  const inputs = choices.map(({ value }) => h("input", { type: "checkbox", data: { choice: value }, checked: start.has(value) }));
  const read = () => ({ type: element.type, [field]: picked(choices, inputs) });
  const check = () => {
    const most = element.max_selected_items ?? Infinity;
    return picked(choices, inputs).length > most ? `Choose ${most} at most.` : null;
  };
  return several(element, ctx, where, { choices, inputs, read, check, role: "group" });
}

function several(element, ctx, where, { choices, inputs, read, check, role }) {
  const rows = choices.map(({ words, option }, at) => {
    const text = option ? textNodes(option.text, ctx.names) : [words];
    const more = option?.description && h("span", { class: "hint" }, ...textNodes(option.description, ctx.names));
    return h("label", { class: "choice" }, inputs[at], h("span", {}, ...text, more));
  });
  const node = h("div", { class: `choices ${choices.length > 8 ? "many" : ""}`, role, ...named(element, where, true), ...described(where) }, ...rows);
  ctx.form.register({ block: where.block, action: element.action_id, targets: inputs, read, check });
  node.addEventListener("change", () => dispatch(element, ctx, where, read(), node));
  return node;
}

const keyOf = (raw) => (raw && typeof raw === "object" ? raw.value : raw) ?? "";
const picked = (choices, inputs) => choices.filter((_choice, at) => inputs[at].checked).map(({ raw }) => raw);

/** Outside input blocks a choice is an action at once; inside, only with dispatch_action. */
export function dispatch(element, ctx, where, value, node) {
  if (!where.inInput || where.dispatch) ctx.act(where.block, element, value, node);
}

/** The accessible name where no label element gives one. */
export function named(element, where, group = false) {
  if (where.inInput) return group ? { "aria-labelledby": where.labelledBy } : {};
  return { "aria-label": element.accessibility_label || where.name || plainWords(element.placeholder) || "Choose" };
}

export const described = (where) => (where.describedBy ? { "aria-describedby": where.describedBy } : {});
