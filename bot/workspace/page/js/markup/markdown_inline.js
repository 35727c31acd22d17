// What stands inside a line of Markdown: emphasis, code, links, and Slack's own <@mentions> and <!date>.

import { h } from "../dom.js";
import { EMOJI } from "./emoji.js";
import { angle, emoji, link, unescape, withLinks } from "./inline.js";

const WORD = /[\p{L}\p{N}]/u;
const PAIRS = [["***", "strong-em"], ["___", "strong-em"], ["**", "strong"], ["__", "strong"], ["~~", "s"], ["*", "em"], ["_", "em"]];

export function inlineMarkdown(text, reader) {
  const out = [];
  let plain = "";
  const flush = () => {
    if (plain) out.push(...withLinks(unescape(plain)));
    plain = "";
  };
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === "\\" && /[\\`*_{}[\]()#+\-.!|~<>]/.test(text[i + 1] ?? "")) {
      flush();
      out.push(text[i + 1]);
      i += 1;
      continue;
    }
    const found = special(text, i, reader);
    if (!found) {
      plain += text[i];
      continue;
    }
    flush();
    out.push(found.node);
    i = found.end;
  }
  flush();
  return out;
}

function special(text, at, reader) {
  switch (text[at]) {
    case "`": return code(text, at);
    case "[": return linked(text, at, reader);
    case "!": return text[at + 1] === "[" ? pictured(text, at, reader) : null;
    case "<": return angled(text, at, reader);
    case ":": return named(text, at);
    case "*": case "_": case "~": return emphasised(text, at, reader);
    default: return null;
  }
}

function code(text, at) {
  const ticks = /^`+/.exec(text.slice(at))[0];
  const end = text.indexOf(ticks, at + ticks.length);
  if (end < 0) return null;
  const inside = text.slice(at + ticks.length, end).replace(/^ (.*) $/, "$1");
  return { node: h("code", { class: "code" }, inside), end: end + ticks.length - 1 };
}

function linked(text, at, reader) {
  const match = /^\[((?:[^[\]\\]|\\.|\[[^\]]*\])*)\]\(\s*<?([^\s<>()]*(?:\([^\s()]*\)[^\s<>()]*)*)>?(?:\s+"[^"]*")?\s*\)/.exec(text.slice(at));
  if (!match) return null;
  const label = match[1] ? inlineMarkdown(match[1], reader) : null;
  return { node: link(match[2], label), end: at + match[0].length - 1 };
}

/** A picture from elsewhere is never fetched: it becomes a link with its description. */
function pictured(text, at, reader) {
  const found = linked(text, at + 1, reader);
  return found;
}

function angled(text, at, reader) {
  const end = text.indexOf(">", at);
  if (end < 0) return null;
  const node = angle(text.slice(at + 1, end), reader);
  return node ? { node, end } : null;
}

function named(text, at) {
  const match = /^:([a-z0-9_+'-]+)(?:::skin-tone-\d)?:/.exec(text.slice(at, at + 60));
  if (!match || !EMOJI[match[1]]) return null;
  return { node: emoji(match[1]), end: at + match[0].length - 1 };
}

function emphasised(text, at, reader) {
  for (const [mark, kind] of PAIRS) {
    if (!text.startsWith(mark, at)) continue;
    const end = closing(text, at, mark);
    if (end < 0) continue;
    const inner = inlineMarkdown(text.slice(at + mark.length, end), reader);
    const node = kind === "strong-em" ? h("strong", null, h("em", null, inner)) : h(kind, null, inner);
    return { node, end: end + mark.length - 1 };
  }
  return null;
}

function closing(text, at, mark) {
  const from = at + mark.length;
  if (from >= text.length || /\s/.test(text[from])) return -1;
  const inWord = mark[0] === "_" && at > 0 && WORD.test(text[at - 1]);
  if (inWord) return -1;
  for (let j = from + 1; j <= text.length - mark.length; j += 1) {
    if (text[j] === "`") {
      const end = text.indexOf("`", j + 1);
      if (end > 0) j = end;
      continue;
    }
    if (!text.startsWith(mark, j) || /\s/.test(text[j - 1])) continue;
    // Part of a longer run of the same sign: ** inside must not end *.
    if (text[j + mark.length] === mark[0] && mark.length === 1) {
      j += 1;
      continue;
    }
    if (mark[0] === "_" && WORD.test(text[j + mark.length] ?? "")) continue;
    return j;
  }
  return -1;
}
