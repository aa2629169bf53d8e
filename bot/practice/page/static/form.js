// The fields of one rendered surface (a modal, Home or a message): their values, what is missing, and errors at the field.

import { h } from "./dom.js";

export class Form {
  /** `kept`: earlier values by block and action, as Slack keeps them when a view is updated. */
  constructor(kept = {}) {
    this.kept = kept;
    this.controls = [];
    this.fields = new Map();
  }

  /** control: {block, action, type, targets (focusable inputs), read() → state, check?() → message, waiting?() → Promise}. */
  register(control) {
    this.controls.push(control);
  }

  /** The place for a block's error: its own line, tied to the inputs by aria-describedby. */
  field(block, error, optional) {
    this.fields.set(block, { error, optional });
  }

  /** An earlier value for this element, if it was of the same type. */
  keptFor(block, element) {
    const kept = this.kept[block]?.[element.action_id];
    return kept?.type === element.type ? kept : undefined;
  }

  /** view.state.values, in Slack's shape. */
  state() {
    const values = {};
    for (const { block, action, read } of this.controls) (values[block] ??= {})[action] = read();
    return values;
  }

  /** What a Slack client refuses to send: {block: message}. */
  check() {
    const found = {};
    for (const control of this.controls) {
      const field = this.fields.get(control.block);
      const message = field && this.checkOne(control, field);
      if (message) found[control.block] = message;
    }
    return found;
  }

  checkOne(control, field) {
    if (isEmpty(control.read())) return field.optional ? null : "Please fill this in.";
    return control.check?.() ?? null;
  }

  /** Uploads still on their way. */
  async settle() {
    await Promise.all(this.controls.map((control) => control.waiting?.()));
  }

  /** Show errors at their fields and take the others away; true when every error found its field. */
  showErrors(errors) {
    for (const [block, { error }] of this.fields) {
      const message = errors[block] ?? "";
      error.replaceChildren(...(message ? [h("span", { "aria-hidden": "true", class: "error-mark" }, "!"), message] : []));
      for (const target of this.targets(block)) target.toggleAttribute("aria-invalid", false);
      if (message) for (const target of this.targets(block)) target.setAttribute("aria-invalid", "true");
    }
    return Object.keys(errors).every((block) => this.fields.has(block));
  }

  /** Move the focus to the first field, from the top, that has an error. */
  focusFirst(errors) {
    const first = this.controls.find(({ block }) => errors[block]);
    first?.targets[0]?.focus();
  }

  targets(block) {
    return this.controls.filter((control) => control.block === block).flatMap((control) => control.targets);
  }
}

function isEmpty(state) {
  const value = "value" in state ? state.value : Object.entries(state).find(([name]) => name !== "type")?.[1];
  return value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}
