// The small nodes inside text that both mrkdwn, Markdown and rich text share: mentions, links, dates, emoji.

import { h } from "../dom.js";
import { safeAddress } from "./address.js";
import { EMOJI } from "./emoji.js";
import { formatDate } from "./dates.js";

export function mention(id, reader) {
  const person = reader.person(id);
  const name = person ? person.real_name || person.name : id;
  return h(
    "button",
    {
      type: "button",
      class: id === reader.me ? "mention mention-me" : "mention",
      on: { click: () => reader.openPerson?.(id) },
    },
    `@${name}`,
  );
}

export function channelMention(id, reader, label) {
  const channel = reader.channel(id);
  return h(
    "button",
    { type: "button", class: "mention", on: { click: () => reader.openChannel?.(id) } },
    `#${channel ? channel.name : label || id}`,
  );
}

export function groupMention(id, label) {
  return h("span", { class: "mention" }, label ? `@${label.replace(/^@/, "")}` : `@${id}`);
}

export function broadcast(range) {
  return h("span", { class: "mention mention-me" }, `@${range}`);
}

/** A link opens a new tab, and the other side learns nothing about where it was opened from. */
export function link(address, children) {
  const href = safeAddress(address);
  const shown = children && children.length ? children : [address];
  if (!href) return h("span", { class: "link-refused", title: address }, shown);
  return h("a", { href, class: "link", target: "_blank", rel: "noopener noreferrer" }, shown);
}

export function dateNode(seconds, format, address, fallback, reader) {
  const shown = formatDate(seconds, format, reader) ?? fallback ?? String(seconds);
  const when = Number.isFinite(Number(seconds)) ? new Date(Number(seconds) * 1000) : null;
  const stamp = when && !Number.isNaN(when.getTime()) ? when.toISOString() : null;
  const node = h("time", { datetime: stamp, title: fallback }, shown);
  return address ? link(address, [node]) : node;
}

export function emoji(name, unicode) {
  const glyph = unicode ? fromHex(unicode) : EMOJI[name.replace(/::skin-tone-\d$/, "")];
  if (!glyph) return document.createTextNode(`:${name}:`);
  return h("span", { class: "emoji", role: "img", "aria-label": name.replaceAll("_", " ") }, glyph);
}

function fromHex(unicode) {
  const points = String(unicode).split("-").map((hex) => Number.parseInt(hex, 16));
  const valid = points.every((p) => Number.isInteger(p) && p > 0 && p <= 0x10ffff);
  return valid ? String.fromCodePoint(...points) : null;
}

const EMOJI_NAME = /:([a-z0-9_+'-]+(?:::skin-tone-\d)?):/g;

/** Plain text in which :names: become emoji. */
export function withEmoji(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(EMOJI_NAME)) {
    if (!EMOJI[match[1].replace(/::skin-tone-\d$/, "")]) continue;
    nodes.push(text.slice(from, match.index), emoji(match[1]));
    from = match.index + match[0].length;
  }
  nodes.push(text.slice(from));
  return nodes;
}

const BARE = /https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]}*_~]/g;

/** Plain text in which web addresses become links and :names: become emoji. */
export function withLinks(text, options = {}) {
  if (options.verbatim) return withEmoji(text);
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(BARE)) {
    nodes.push(...withEmoji(text.slice(from, match.index)), link(match[0], [match[0]]));
    from = match.index + match[0].length;
  }
  nodes.push(...withEmoji(text.slice(from)));
  return nodes;
}

export function unescape(text) {
  return text.replace(/&(amp|lt|gt);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">" })[name]);
}

/** What stands between < and > in Slack's text: a mention, a date or a link; null when it is none. */
export function angle(inside, reader) {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? "" : unescape(inside.slice(bar + 1));
  if (/^@[A-Z0-9]+$/.test(target)) return mention(target.slice(1), reader);
  if (/^#[A-Z0-9]+$/.test(target)) return channelMention(target.slice(1), reader, label);
  if (/^!(here|channel|everyone)$/.test(target)) return broadcast(target.slice(1));
  if (target.startsWith("!subteam^")) return groupMention(target.slice(9), label);
  if (target.startsWith("!date^")) {
    const [, seconds, format, address] = target.split("^");
    return dateNode(seconds, format ?? "", address && unescape(address), label, reader);
  }
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) {
    const address = unescape(target);
    return link(address, label ? withEmoji(label) : [address.replace(/^mailto:/, "")]);
  }
  return null;
}
