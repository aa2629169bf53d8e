// Block Kit's layout blocks as DOM nodes. What this page does not know is shown as a note, never left out.

import { h, freshId } from "./dom.js";
import { drawElement, isGroup } from "./elements.js";
import { plainWords, textNodes } from "./mrkdwn.js";
import { richText } from "./richtext.js";

/**
 * The blocks of a message, modal or Home. ctx: {names, people, channels, image(url), form, act(block, element, value, node),
 * upload(file), heading} where heading is the level for header blocks.
 */
export function drawBlocks(blocks, ctx) {
  return blocks.map((block, at) => {
    const id = block.block_id ?? `block-${at}`;
    const node = (DRAW[block.type] ?? unknownBlock)(block, ctx, id);
    node.classList.add("block", `block-${block.type}`);
    node.dataset.block = id;
    return node;
  });
}

const DRAW = {
  header: (block, ctx) => h(`h${ctx.heading}`, {}, ...textNodes(block.text, ctx.names)),
  divider: () => h("hr"),
  section,
  context: (block, ctx) => h("div", {}, ...block.elements.map((part) => contextPart(part, ctx))),
  actions: (block, ctx, id) => h("div", {}, ...block.elements.map((one) => drawElement(one, ctx, { block: id }))),
  image: imageBlock,
  input: inputBlock,
  rich_text: (block, ctx) => richText(block, ctx.names, unknown),
};

/** The note that stands in for a kind of block or element this page cannot draw. */
export function unknown(kind) {
  return h("p", { class: "unknown" }, `Something of the kind “${kind}” stands here. This practice page cannot show it.`);
}

const unknownBlock = (block) => h("div", {}, unknown(block.type));

function section(block, ctx, id) {
  const words = h("div", { class: "section-words" });
  if (block.text) words.append(h("div", { class: "text" }, ...textNodes(block.text, ctx.names)));
  if (block.fields) {
    const fields = block.fields.map((field) => h("div", { class: "text" }, ...textNodes(field, ctx.names)));
    words.append(h("div", { class: "fields" }, ...fields));
  }
  const accessory = block.accessory && h("div", { class: "accessory" }, drawElement(block.accessory, ctx, { block: id, name: plainWords(block.text) }));
  return h("div", {}, words, accessory);
}

function contextPart(part, ctx) {
  return part.type === "image" ? drawElement(part, ctx, {}) : h("div", { class: "text" }, ...textNodes(part, ctx.names));
}

function imageBlock(block, ctx) {
  const title = block.title && h("figcaption", {}, plainWords(block.title));
  return h("figure", {}, title, drawElement({ ...block, type: "image" }, ctx, {}));
}

function inputBlock(block, ctx, id) {
  const { element, optional = false } = block;
  const ids = { control: freshId("field"), hint: freshId("hint"), error: freshId("error"), label: freshId("label") };
  const error = h("p", { class: "field-error", id: ids.error });
  ctx.form.field(id, error, optional);
  const where = {
    block: id, id: ids.control, labelledBy: ids.label, inInput: true, optional, dispatch: block.dispatch_action === true,
    describedBy: block.hint ? `${ids.hint} ${ids.error}` : ids.error,
  };
  const control = drawElement(element, ctx, where);
  const words = [h("span", { id: ids.label }, plainWords(block.label)), optional && h("span", { class: "optional" }, " (optional)")];
  const hint = block.hint && h("p", { class: "hint", id: ids.hint }, plainWords(block.hint));
  return isGroup(element)
    ? h("fieldset", { class: "field", "aria-describedby": where.describedBy }, h("legend", {}, ...words), hint, control, error)
    : h("div", { class: "field" }, h("label", { for: ids.control }, ...words), hint, control, error);
}
