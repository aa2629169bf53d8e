// rich_text blocks as DOM nodes: sections, lists, preformatted text and quotes, with their inline elements and styles.

import { h } from "./dom.js";
import { emoji } from "./emoji.js";
import { broadcast, channelLink, link, mention } from "./mrkdwn.js";
import { fullTime } from "./time.js";

const CONTAINERS = {
  rich_text_section: (part, names) => h("p", { class: "words" }, ...inlines(part, names)),
  rich_text_preformatted: (part, names) => h("pre", {}, h("code", {}, ...inlines(part, names))),
  rich_text_quote: (part, names) => h("blockquote", { class: "words" }, ...inlines(part, names)),
  rich_text_list: list,
};

/** A rich_text block; `unknown(kind)` draws the note for what this page cannot show. */
export function richText(block, names, unknown) {
  const draw = (part) => CONTAINERS[part.type]?.(part, names, draw) ?? unknown(part.type);
  return h("div", { class: "rich" }, ...(block.elements ?? []).map(draw));
}

function list(part, names, draw) {
  const items = (part.elements ?? []).map((item) => h("li", {}, draw(item)));
  const node = h(part.style === "ordered" ? "ol" : "ul", { data: { indent: Math.min(part.indent ?? 0, 4) } }, ...items);
  if (part.offset) node.setAttribute("start", part.offset + 1);
  return node;
}

const INLINES = {
  text: (item) => item.text,
  link: (item) => link(item.url, item.text),
  emoji: (item) => (item.unicode ? fromCodes(item.unicode) : emoji(item.name)),
  user: (item, names) => mention(`@${names.user(item.user_id) ?? item.user_id}`),
  usergroup: (item, names) => mention(`@${names.group?.(item.usergroup_id) ?? item.usergroup_id}`),
  channel: (item, names) => channelLink(item.channel_id, names),
  broadcast: (item) => broadcast(item.range),
  date: (item) => h("time", {}, fullTime(item.timestamp * 1000)),
  color: (item) => item.value,
};

function inlines(part, names) {
  return (part.elements ?? []).map((item) => {
    const node = INLINES[item.type]?.(item, names) ?? h("span", { class: "unknown" }, `[${item.type}]`);
    return styled(node, item.style ?? {});
  });
}

function styled(node, style) {
  let out = node;
  if (style.code) out = h("code", {}, out);
  if (style.strike) out = h("s", {}, out);
  if (style.italic) out = h("em", {}, out);
  if (style.bold) out = h("strong", {}, out);
  return out;
}

function fromCodes(codes) {
  const points = codes.split("-").map((code) => Number.parseInt(code, 16));
  return points.every((point) => point >= 0 && point <= 0x10ffff) ? String.fromCodePoint(...points) : "";
}
