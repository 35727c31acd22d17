// Translates between typed marks (*bold* _italic_ ~strike~ `code`, "- ", "1. ", "> ") and Slack's rich_text.

const STYLES = { "*": "bold", _: "italic", "~": "strike", "`": "code" };
const SIGNS = { bold: "*", italic: "_", strike: "~", code: "`" };
const TOKEN = /(?<![\p{L}\p{N}])([*_~`])(?=\S)(.+?)(?<=\S)\1(?![\p{L}\p{N}])|(https?:\/\/[^\s<>]+[^\s<>.,;:!?)])/u;

export function toRichText(text) {
  const elements = [];
  for (const run of runs(text.split("\n"))) elements.push(element(run));
  return { type: "rich_text", elements };
}

function kindOf(line) {
  if (/^[-•] /.test(line)) return "bullet";
  if (/^\d+[.)] /.test(line)) return "ordered";
  if (/^> ?/.test(line)) return "quote";
  return "section";
}

function runs(lines) {
  const out = [];
  for (const line of lines) {
    const kind = kindOf(line);
    if (out.at(-1)?.kind === kind) out.at(-1).lines.push(line);
    else out.push({ kind, lines: [line] });
  }
  return out;
}

function element({ kind, lines }) {
  if (kind === "section") return { type: "rich_text_section", elements: inlines(lines.join("\n")) };
  if (kind === "quote") {
    return { type: "rich_text_quote", elements: inlines(lines.map((l) => l.replace(/^> ?/, "")).join("\n")) };
  }
  const items = lines.map((line) => ({
    type: "rich_text_section", elements: inlines(line.replace(/^(?:[-•]|\d+[.)]) /, "")),
  }));
  return { type: "rich_text_list", style: kind, indent: 0, elements: items };
}

function inlines(text, style = {}) {
  if (text === "") return [];
  const found = TOKEN.exec(text);
  if (!found) return [piece(text, style)];
  const before = text.slice(0, found.index);
  const after = text.slice(found.index + found[0].length);
  const inner = found[3]
    ? [{ type: "link", url: found[3] }]
    : found[1] === "`"
      ? [piece(found[2], { ...style, code: true })]
      : inlines(found[2], { ...style, [STYLES[found[1]]]: true });
  return [...(before ? [piece(before, style)] : []), ...inner, ...inlines(after, style)];
}

function piece(text, style) {
  return Object.keys(style).length ? { type: "text", text, style } : { type: "text", text };
}

/** The other way: what to show in the field for a rich_text value. */
export function toMarks(rich) {
  return (rich?.elements ?? []).map((part) => {
    if (part.type === "rich_text_list") {
      return (part.elements ?? []).map((item, i) =>
        (part.style === "ordered" ? `${i + 1}. ` : "- ") + marks(item.elements)).join("\n");
    }
    const text = marks(part.elements);
    return part.type === "rich_text_quote" ? text.split("\n").map((line) => `> ${line}`).join("\n") : text;
  }).join("\n");
}

function marks(elements) {
  return (elements ?? []).map((item) => {
    const text = item.text ?? item.url ?? "";
    return Object.keys(item.style ?? {}).reduce((out, name) =>
      (SIGNS[name] ? `${SIGNS[name]}${out}${SIGNS[name]}` : out), text);
  }).join("");
}
