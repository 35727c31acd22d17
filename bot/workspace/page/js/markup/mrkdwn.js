// Slack's mrkdwn as nodes: bold, italic, strike, code, quotes, mentions, dates and links, built without HTML.

import { fragment, h } from "../dom.js";
import { angle, emoji, unescape, withLinks } from "./inline.js";
import { EMOJI } from "./emoji.js";

const FENCE = /```\n?([\s\S]*?)\n?```/g;
const MARKS = { "*": "strong", _: "em", "~": "s" };
const WORD = /[\p{L}\p{N}]/u;

/** `text` is Slack's: & < > arrive escaped, and <...> means a mention, a date or a link. */
export function mrkdwn(text, reader, options = {}) {
  const source = String(text ?? "");
  const nodes = [];
  let from = 0;
  for (const match of source.matchAll(FENCE)) {
    nodes.push(...lines(trimEnd(source.slice(from, match.index)), reader, options));
    nodes.push(h("pre", { class: "code" }, h("code", null, angleAsText(match[1]))));
    from = match.index + match[0].length;
    if (source[from] === "\n") from += 1;
  }
  nodes.push(...lines(source.slice(from), reader, options));
  return fragment(nodes);
}

function trimEnd(text) {
  return text.endsWith("\n") ? text.slice(0, -1) : text;
}

/** Inside code a link is shown as its label and a mention as it was written. */
function angleAsText(text) {
  return unescape(text.replace(/<([a-z][a-z0-9+.-]*:[^|>]*)(?:\|([^>]*))?>/gi, (_, url, label) => label || url));
}

function lines(text, reader, options) {
  if (text === "") return [];
  const out = [];
  let quoted = [];
  const all = text.split("\n");
  const flush = () => {
    if (quoted.length) out.push(h("blockquote", null, joined(quoted, reader, options)));
    quoted = [];
  };
  all.forEach((line, index) => {
    const rest = line.match(/^(?:&gt;|>){3} ?/);
    if (rest) {
      flush();
      quoted = [line.slice(rest[0].length), ...all.slice(index + 1)];
      all.length = index;
      return;
    }
    const quote = line.match(/^(?:&gt;|>) ?/);
    if (quote) {
      quoted.push(line.slice(quote[0].length));
      return;
    }
    const afterText = out.length > 0 && quoted.length === 0;
    flush();
    if (afterText && !(out.at(-1) instanceof Element && out.at(-1).tagName === "BLOCKQUOTE")) out.push("\n");
    out.push(...inline(line, reader, options));
    if (line === "") out.push("");
  });
  flush();
  return out;
}

function joined(list, reader, options) {
  return list.flatMap((line, index) => [index ? "\n" : "", ...inline(line, reader, options)]);
}

/** One line of mrkdwn. */
export function inline(text, reader, options = {}) {
  const out = [];
  let plain = "";
  const flush = () => {
    if (plain) out.push(...withLinks(unescape(plain), options));
    plain = "";
  };
  for (let i = 0; i < text.length; i += 1) {
    const found = special(text, i, reader, options);
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

function special(text, at, reader, options) {
  const character = text[at];
  if (character === "<") return angled(text, at, reader);
  if (character === "`") return code(text, at);
  if (character === ":") return named(text, at);
  if (MARKS[character]) return marked(text, at, reader, options);
  return null;
}

function angled(text, at, reader) {
  const end = text.indexOf(">", at);
  if (end < 0) return null;
  const node = angle(text.slice(at + 1, end), reader);
  return node ? { node, end } : null;
}

function code(text, at) {
  const end = text.indexOf("`", at + 1);
  if (end <= at + 1) return null;
  return { node: h("code", { class: "code" }, angleAsText(text.slice(at + 1, end))), end };
}

function named(text, at) {
  const match = /^:([a-z0-9_+'-]+)(?:::skin-tone-\d)?:/.exec(text.slice(at, at + 60));
  if (!match || !EMOJI[match[1]]) return null;
  return { node: emoji(match[1]), end: at + match[0].length - 1 };
}

function marked(text, at, reader, options) {
  const mark = text[at];
  const before = text[at - 1];
  const after = text[at + 1];
  if (before !== undefined && (WORD.test(before) || before === mark)) return null;
  if (after === undefined || /\s/.test(after) || after === mark) return null;
  const end = closing(text, at, mark);
  if (end < 0) return null;
  return { node: h(MARKS[mark], null, inline(text.slice(at + 1, end), reader, options)), end };
}

function closing(text, at, mark) {
  for (let j = at + 1; j < text.length; j += 1) {
    if (text[j] === "<" || text[j] === "`") {
      const end = text.indexOf(text[j] === "<" ? ">" : "`", j + 1);
      if (end > 0) j = end;
      continue;
    }
    if (text[j] !== mark || j === at + 1 || /\s/.test(text[j - 1])) continue;
    const next = text[j + 1];
    if (next === undefined || !WORD.test(next)) return j;
  }
  return -1;
}
