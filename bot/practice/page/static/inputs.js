// Elements to type in, pick a time with, or attach a file to. Times are London wall-clock times.

import { described, dispatch, named } from "./choices.js";
import { h, freshId, soon } from "./dom.js";
import { plainWords } from "./mrkdwn.js";
import { fromLondonWall, londonWall } from "./time.js";

const HTML_TYPE = { plain_text_input: "text", email_text_input: "email", url_text_input: "url", number_input: "text" };

/** plain_text_input, email_text_input, url_text_input, number_input. */
export function textField(element, ctx, where) {
  const kept = ctx.form.keptFor(where.block, element);
  const value = (kept ? kept.value : element.initial_value) ?? "";
  const props = {
    id: where.id, class: "input", value, placeholder: plainWords(element.placeholder) || null, "data-focus": element.focus_on_load ?? false,
    ...named(element, where), ...described(where),
  };
  const node = element.multiline
    ? h("textarea", { ...props, rows: 5 })
    : h("input", { ...props, type: HTML_TYPE[element.type], inputmode: element.type === "number_input" ? "decimal" : null });
  const read = () => ({ type: element.type, value: node.value === "" ? null : node.value });
  ctx.form.register({ block: where.block, action: element.action_id, targets: [node], read, check: () => checkText(element, node) });
  if (where.dispatch) watchTyping(element, node, () => dispatch(element, ctx, where, read(), node));
  return element.max_length ? withCounter(element, node) : node;
}

function checkText(element, node) {
  const length = node.value.length;
  const { min_length: least = 0, max_length: most = Infinity } = element;
  if (length > most) return `Please shorten this to ${most} characters. It is ${length - most} over.`;
  if (length < least) return `Please write at least ${least} characters.`;
  if (element.type === "number_input") return checkNumber(element, node.value);
  if (["email", "url"].includes(node.type) && node.validity.typeMismatch) return HINTS[node.type];
  return null;
}

const HINTS = {
  email: "Please give an email address, such as name@example.org.",
  url: "Please give a web address, starting with https://",
};

function checkNumber(element, words) {
  const number = Number(words);
  if (!Number.isFinite(number)) return "Please give a number.";
  if (!element.is_decimal_allowed && !Number.isInteger(number)) return "Please give a whole number.";
  if (element.min_value !== undefined && number < Number(element.min_value)) return `Please give ${element.min_value} or more.`;
  if (element.max_value !== undefined && number > Number(element.max_value)) return `Please give ${element.max_value} or less.`;
  return null;
}

function watchTyping(element, node, act) {
  const on = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  if (on.includes("on_character_entered")) node.addEventListener("input", soon(act, 300));
  if (!on.includes("on_enter_pressed")) return;
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    act();
  });
}

// How near its end a field must be before the reader is told how much is left.
const NEARLY_FULL = 200;

function withCounter(element, node) {
  const counter = h("p", { class: "counter", id: freshId("counter") });
  const count = () => {
    const left = element.max_length - node.value.length;
    counter.textContent = left < 0 ? `${-left} characters too many` : left < NEARLY_FULL ? `${left} characters left` : "";
    counter.classList.toggle("over", left < 0);
  };
  node.addEventListener("input", count);
  count();
  node.setAttribute("aria-describedby", [node.getAttribute("aria-describedby"), counter.id].filter(Boolean).join(" "));
  return h("div", { class: "counted" }, node, counter);
}

const PICKERS = {
  datepicker: { type: "date", field: "selected_date", initial: "initial_date", shown: (raw) => raw, raw: (shown) => shown },
  timepicker: { type: "time", field: "selected_time", initial: "initial_time", shown: (raw) => raw, raw: (shown) => shown },
  datetimepicker: { type: "datetime-local", field: "selected_date_time", initial: "initial_date_time", shown: londonWall, raw: fromLondonWall },
};

export function dateField(element, ctx, where) {
  const { type, field, initial, shown, raw } = PICKERS[element.type];
  const kept = ctx.form.keptFor(where.block, element);
  const start = kept ? kept[field] : element[initial];
  const node = h("input", { id: where.id, class: "input", type, ...named(element, where), ...described(where), "data-focus": element.focus_on_load ?? false });
  node.value = start === null || start === undefined ? "" : shown(start);
  const read = () => ({ type: element.type, [field]: node.value ? raw(node.value) : null });
  ctx.form.register({ block: where.block, action: element.action_id, targets: [node], read });
  node.addEventListener("change", () => dispatch(element, ctx, where, read(), node));
  return h("div", { class: "picker" }, node, h("span", { class: "hint" }, type === "date" ? null : "London time"));
}

const previews = new Map();

/** file_input: uploads at once, shows what is attached, lets go of it again. */
export function fileField(element, ctx, where) {
  const files = [...(ctx.form.keptFor(where.block, element)?.files ?? [])];
  let uploads = Promise.resolve();
  const accept = (element.filetypes ?? []).map((kind) => `.${kind}`).join(",");
  const picker = h("input", { type: "file", id: where.id, class: "input", multiple: element.max_files !== 1, accept: accept || null, ...named(element, where), ...described(where) });
  const status = h("p", { class: "hint", role: "status" });
  const list = h("ul", { class: "attached" });
  const most = element.max_files ?? 10;
  const draw = () => list.replaceChildren(...files.map((file) => attached(file, () => {
    files.splice(files.indexOf(file), 1);
    draw();
    picker.focus();
  })));
  const add = async (chosen) => {
    status.textContent = `Sending ${chosen.name}…`;
    const answer = await ctx.upload(chosen);
    status.textContent = answer.ok ? `${chosen.name} is attached.` : answer.message ?? `${chosen.name} could not be attached.`;
    if (!answer.ok) return;
    if (chosen.type.startsWith("image/")) previews.set(answer.file.id, URL.createObjectURL(chosen));
    files.push(answer.file);
    draw();
  };
  picker.addEventListener("change", () => {
    for (const chosen of picker.files) uploads = uploads.then(() => add(chosen));
    picker.value = "";
  });
  draw();
  const read = () => ({ type: "file_input", files: [...files] });
  const check = () => (files.length > most ? `Attach ${most} at most.` : null);
  ctx.form.register({ block: where.block, action: element.action_id, targets: [picker], read, check, waiting: () => uploads });
  return h("div", { class: "files" }, picker, status, list);
}

function attached(file, remove) {
  const preview = previews.get(file.id);
  return h("li", {}, preview && h("img", { src: preview, alt: "" }), h("span", { class: "words" }, file.name),
    h("button", { type: "button", class: "button quiet", "aria-label": `Remove ${file.name}`, on: { click: remove } }, "Remove"));
}
