// Slack's rich_text as nodes: sections, nested lists, quotes, preformatted text and every inline element.

import { h } from "../dom.js";
import { broadcast, channelMention, dateNode, emoji, groupMention, link, mention } from "./inline.js";
import { unknown } from "../blocks/unknown.js";

/** `block` is a rich_text block (or anything with its `elements`). */
export function richText(block, reader) {
  return h("div", { class: "rich" }, groups(block.elements ?? [], reader));
}

function groups(elements, reader) {
  const out = [];
  for (let i = 0; i < elements.length; i += 1) {
    const element = elements[i];
    if (element.type === "rich_text_list") {
      const run = [];
      while (i < elements.length && elements[i].type === "rich_text_list") run.push(elements[i++]);
      i -= 1;
      out.push(...lists(run, reader));
    } else {
      out.push(part(element, reader));
    }
  }
  return out;
}

function part(element, reader) {
  const inner = () => inlines(element.elements ?? [], reader);
  switch (element.type) {
    case "rich_text_section": return h("div", { class: "rich-section" }, inner());
    case "rich_text_quote": return h("blockquote", null, inner());
    case "rich_text_preformatted": return h("pre", { class: "code" }, h("code", null, inner()));
    default: return unknown(element, reader);
  }
}

/** A run of lists with their own `indent` becomes one tree; numbers continue where they left off. */
function lists(run, reader) {
  const roots = [];
  const open = []; // open[depth] = the list that takes items of that depth
  const counts = [];
  for (const list of run) {
    const depth = Math.max(0, Math.min(8, Number(list.indent) || 0));
    open.length = Math.min(open.length, depth + 1);
    counts.length = Math.min(counts.length, depth + 1);
    let target = open[depth];
    if (!target || target.dataset.style !== list.style) {
      const first = (Number(list.offset) || 0) + 1;
      target = listNode(list, depth, first);
      counts[depth] = first - 1;
      const parent = open.slice(0, depth).findLast(Boolean);
      const host = parent?.lastElementChild;
      if (host) host.append(target);
      else roots.push(target);
      open[depth] = target;
    }
    for (const item of list.elements ?? []) {
      counts[depth] = (counts[depth] ?? 0) + 1;
      target.append(h("li", { value: null }, inlines(item.elements ?? [], reader)));
    }
  }
  return roots;
}

function listNode(list, depth, first) {
  const ordered = list.style === "ordered";
  return h(ordered ? "ol" : "ul", {
    class: "rich-list",
    data: { style: list.style, depth: depth % 3 },
    start: ordered && first > 1 ? first : null,
  });
}

export function inlines(elements, reader) {
  return elements.map((element) => styled(inlineOf(element, reader), element.style));
}

function inlineOf(element, reader) {
  switch (element.type) {
    case "text": return document.createTextNode(element.text ?? "");
    case "link": return link(element.url, element.text ? [element.text] : null);
    case "user": return mention(element.user_id, reader);
    case "channel": return channelMention(element.channel_id, reader);
    case "usergroup": return groupMention(element.usergroup_id);
    case "team": return groupMention(element.team_id);
    case "broadcast": return broadcast(element.range);
    case "emoji": return emoji(element.name ?? "", element.unicode);
    case "date":
      return dateNode(element.timestamp, element.format, element.url, element.fallback, reader);
    case "color": return colour(element.value);
    default: return document.createTextNode(element.text ?? JSON.stringify(element));
  }
}

function colour(value) {
  const valid = /^#[0-9a-f]{3,8}$/i.test(value ?? "");
  return h("span", { class: "colour" }, value,
    valid && h("i", { class: "colour-drop", style: { background: value } }));
}

function styled(node, style) {
  if (!style) return node;
  let out = node;
  if (style.code) out = h("code", { class: "code" }, out);
  if (style.bold) out = h("strong", null, out);
  if (style.italic) out = h("em", null, out);
  if (style.strike) out = h("s", null, out);
  if (style.underline) out = h("u", null, out);
  return out;
}
