// Slack's mrkdwn and plain_text as DOM nodes. Every piece of data ends as a text node; links only to http, https and mail.

import { h } from "./dom.js";
import { emoji } from "./emoji.js";
import { fullTime } from "./time.js";

const WEB = /^(?:https?:\/\/|mailto:)/i;
const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };
const unescape = (text) => text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity]);
const withEmoji = (text) => text.replace(/:([a-z0-9_+'-]+(?:::skin-tone-\d)?):/g, (_all, name) => emoji(name));

/** A text object ({type, text}) as nodes. */
export function textNodes(object, names) {
  if (!object) return [];
  return object.type === "mrkdwn" ? mrkdwn(object.text, names) : plain(object.text, object.emoji !== false);
}

/** plain_text: words and emoji names, nothing else has a meaning. */
export function plain(text, emojiNames = true) {
  return [h("span", { class: "words" }, emojiNames ? withEmoji(unescape(text)) : unescape(text))];
}

/** plain_text for attributes, option labels and titles. */
export const plainWords = (object) => (object ? withEmoji(unescape(object.text ?? "")) : "");

/** mrkdwn as nodes: ```blocks```, > quotes, then what stands inside a line. */
export function mrkdwn(text, names) {
  return String(text).split(/```([\s\S]+?)```/).flatMap((part, at) =>
    at % 2 ? [h("pre", {}, h("code", {}, ...codeNodes(part.replace(/^\n|\n$/g, ""), names)))] : lines(part, names));
}

function lines(text, names) {
  const out = [];
  for (const run of text.split(/((?:^(?:>|&gt;)[^\n]*\n?)+)/m)) {
    if (/^(?:>|&gt;)/.test(run)) {
      const inner = run.replace(/\n$/, "").replace(/^(?:>|&gt;) ?/gm, "");
      out.push(h("blockquote", {}, ...inline(inner, names)));
    } else if (run.trim()) out.push(h("span", { class: "words" }, ...inline(out.length ? run.replace(/^\n/, "") : run, names)));
  }
  return out;
}

// One alternative per kind of mark. A style mark needs a non-word character (or an end) outside and no space inside, as in Slack.
const MARKS = /(?<code>`(?<codeText>[^`\n]+)`)|(?<angle><(?<angleText>[^<>\n]+)>)|(?<emoji>:(?<emojiName>[a-z0-9_+'-]+(?:::skin-tone-\d)?):)|(?<style>(?<![\p{L}\p{N}*_~])(?<mark>[*_~])(?=\S)(?<styleText>[^\n]*?[^\s])\k<mark>(?![\p{L}\p{N}*_~]))/gu;
const STYLE_TAG = { "*": "strong", _: "em", "~": "s" };

function inline(text, names) {
  const out = [];
  let from = 0;
  for (const found of text.matchAll(MARKS)) {
    if (found.index > from) out.push(unescape(text.slice(from, found.index)));
    out.push(marked(found.groups, names));
    from = found.index + found[0].length;
  }
  if (from < text.length) out.push(unescape(text.slice(from)));
  return out;
}

function marked(groups, names) {
  if (groups.code) return h("code", {}, ...codeNodes(groups.codeText, names));
  if (groups.angle) return angle(groups.angleText, names);
  if (groups.emoji) return emoji(groups.emojiName);
  return h(STYLE_TAG[groups.mark], {}, ...inline(groups.styleText, names));
}

// Inside code, marks mean nothing, but <…> still links and mentions, as in Slack.
function codeNodes(text, names) {
  return text.split(/<([^<>\n]+)>/).map((part, at) => (at % 2 ? angle(part, names) : unescape(part)));
}

function angle(inside, names) {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? "" : unescape(inside.slice(bar + 1));
  if (target.startsWith("@")) return mention(`@${names.user(target.slice(1)) || label || target.slice(1)}`);
  if (target.startsWith("#")) return channelLink(target.slice(1), names, label);
  if (target.startsWith("!")) return special(target.slice(1), label);
  // What is no address stays as it was written, brackets and all, so that nothing of a draft is hidden.
  return WEB.test(target) ? link(unescape(target), label) : `<${unescape(inside)}>`;
}

function special(target, label) {
  const [kind, seconds] = target.split("^");
  if (kind === "date") {
    const shown = Number.isFinite(Number(seconds)) ? fullTime(Number(seconds) * 1000) : label;
    return h("time", {}, shown);
  }
  return ["channel", "here", "everyone"].includes(kind) ? broadcast(kind) : mention(label || kind);
}

export const mention = (words) => h("span", { class: "mention" }, words);
export const broadcast = (range) => h("span", { class: "mention everyone", title: "This would notify everybody here" }, `@${range}`);

export function channelLink(id, names, label = "") {
  const name = names.channel(id) ?? label;
  if (!names.openChannel || !names.channel(id)) return mention(`#${name || id}`);
  return h("button", { type: "button", class: "mention as-link", on: { click: () => names.openChannel(id) } }, `#${name}`);
}

/** A link that opens elsewhere and tells nobody; an address that is not for the web stays as words. */
export function link(address, label = "") {
  if (!WEB.test(address)) return label ? `${label} (${address})` : address;
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer", title: label ? address : null }, label || address);
}
