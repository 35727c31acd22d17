// The markdown block (and streamed answers) as nodes: headings, lists, quotes, fences, tables, paragraphs.

import { fragment, h } from "../dom.js";
import { inlineMarkdown } from "./markdown_inline.js";

const ITEM = /^(\s*)(?:([-*+])|(\d{1,9})[.)])\s+(.*)$/;
const RULE = /^ {0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$/;
const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*$/;
const FENCE = /^ {0,3}(```+|~~~+)\s*([\w+-]*)\s*$/;
const QUOTE = /^ {0,3}> ?/;
const TABLE_LINE = /^\s*\|?\s*:?-{1,}:?\s*(\|\s*:?-{1,}:?\s*)*\|?\s*$/;

export function markdown(text, reader) {
  return fragment(blocks(String(text ?? "").split("\n"), reader));
}

function blocks(lines, reader) {
  const out = [];
  let at = 0;
  while (at < lines.length) {
    if (lines[at].trim() === "") {
      at += 1;
      continue;
    }
    const [node, next] = oneBlock(lines, at, reader);
    out.push(node);
    at = next;
  }
  return out;
}

function oneBlock(lines, at, reader) {
  const line = lines[at];
  if (FENCE.test(line)) return fence(lines, at);
  const heading = HEADING.exec(line);
  if (heading) {
    // The message itself has no heading above these, so the first level is a third.
    const level = Math.min(6, heading[1].length + 2);
    return [h(`h${level}`, { class: `md-h md-h${heading[1].length}` }, inlineMarkdown(heading[2], reader)), at + 1];
  }
  if (RULE.test(line)) return [h("hr", { class: "divider" }), at + 1];
  if (QUOTE.test(line)) return quote(lines, at, reader);
  if (ITEM.test(line)) return list(lines, at, reader);
  if (line.includes("|") && TABLE_LINE.test(lines[at + 1] ?? "")) return table(lines, at, reader);
  return paragraph(lines, at, reader);
}

function fence(lines, at) {
  const mark = FENCE.exec(lines[at])[1];
  const body = [];
  let i = at + 1;
  while (i < lines.length && !lines[i].trim().startsWith(mark)) body.push(lines[i++]);
  return [h("pre", { class: "code" }, h("code", null, body.join("\n"))), i + 1];
}

function quote(lines, at, reader) {
  const body = [];
  let i = at;
  while (i < lines.length && QUOTE.test(lines[i])) body.push(lines[i++].replace(QUOTE, ""));
  return [h("blockquote", null, blocks(body, reader)), i];
}

function list(lines, at, reader) {
  const first = ITEM.exec(lines[at]);
  const ordered = first[3] !== undefined;
  const indent = first[1].length;
  const node = h(ordered ? "ol" : "ul", {
    class: "rich-list",
    start: ordered && first[3] !== "1" ? first[3] : null,
  });
  let i = at;
  while (i < lines.length) {
    const item = ITEM.exec(lines[i]);
    if (!item || item[1].length !== indent || (item[3] !== undefined) !== ordered) break;
    const [body, next] = itemBody(lines, i + 1, indent);
    node.append(listItem(item[4], body, reader));
    i = next;
  }
  return [node, i];
}

/** The lines that belong under an item: deeper ones, and lazy continuations of its text. */
function itemBody(lines, at, indent) {
  const body = [];
  let i = at;
  while (i < lines.length) {
    const line = lines[i];
    const depth = line.search(/\S/);
    const blank = depth < 0;
    if (blank && !(lines[i + 1] ?? "").startsWith(" ".repeat(indent + 2))) break;
    if (!blank && depth <= indent) break;
    body.push(blank ? "" : line.slice(Math.min(depth, indent + 2)));
    i += 1;
  }
  while (i < lines.length && lines[i].trim() === "" && ITEM.test(lines[i + 1] ?? "")) i += 1;
  return [body, i];
}

function listItem(text, body, reader) {
  const task = /^\[([ xX])\]\s+(.*)$/.exec(text);
  const inner = inlineMarkdown(task ? task[2] : text, reader);
  const rest = blocks(body, reader);
  if (!task) return h("li", null, inner, rest);
  const box = h("span", { class: "md-task", "aria-hidden": "true" }, task[1] === " " ? "☐" : "☑");
  return h("li", { class: "md-task-item" }, box, inner, rest);
}

function cells(line) {
  return line.trim().replace(/^\|/, "").replace(/\|$/, "").split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll("\\|", "|"));
}

function table(lines, at, reader) {
  const head = cells(lines[at]);
  const sides = cells(lines[at + 1]).map((cell) =>
    cell.endsWith(":") ? (cell.startsWith(":") ? "center" : "right") : "left");
  const rows = [];
  let i = at + 2;
  while (i < lines.length && lines[i].includes("|") && lines[i].trim() !== "") rows.push(cells(lines[i++]));
  const cell = (tag, text, column) =>
    h(tag, { data: { align: sides[column] ?? "left" }, scope: tag === "th" ? "col" : null },
      inlineMarkdown(text ?? "", reader));
  const node = h("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": reader.say("table.label") },
    h("table", { class: "table" },
      h("thead", null, h("tr", null, head.map((text, c) => cell("th", text, c)))),
      h("tbody", null, rows.map((row) => h("tr", null, head.map((_, c) => cell("td", row[c], c)))))));
  return [node, i];
}

function paragraph(lines, at, reader) {
  const body = [];
  let i = at;
  while (i < lines.length && lines[i].trim() !== "" && (i === at || !startsBlock(lines[i]))) {
    body.push(lines[i++].replace(/^ {0,3}/, ""));
  }
  return [h("p", { class: "md-p" }, inlineMarkdown(body.join("\n"), reader)), i];
}

function startsBlock(line) {
  return FENCE.test(line) || HEADING.test(line) || QUOTE.test(line) || ITEM.test(line) || RULE.test(line);
}
