// The rich_text_input element: typed with light marks (*bold*, lists, quotes), sent as rich_text.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { focusName } from "./memory.js";
import { toMarks, toRichText } from "./rich_marks.js";

const TOOLS = [["bold", "*"], ["italic", "_"], ["strike", "~"], ["code", "`"]];

export function richTextInput(element, { block, surface, labels, remember, current, act, dispatches }) {
  const { reader } = surface;
  const field = h("textarea", {
    class: "field field-bare", id: labels.id, rows: String(Math.max(3, element.min_lines ?? 3)),
    placeholder: element.placeholder?.text,
    "aria-describedby": labels.describedBy, "aria-invalid": labels.invalid ? "true" : null,
    data: { focus: focusName(block, element), first: element.focus_on_load ? "yes" : null },
    value: toMarks(current()?.rich_text_value),
  });
  const choice = () => ({ rich_text_value: toRichText(field.value) });
  const changed = () => remember(choice());
  field.addEventListener("input", changed);
  field.addEventListener("keydown", (event) => {
    const letter = event.ctrlKey || event.metaKey ? event.key.toLowerCase() : "";
    if (letter === "b" || letter === "i") {
      event.preventDefault();
      wrap(letter === "b" ? "*" : "_");
    }
    if (event.key === "Enter" && !event.shiftKey && dispatches) {
      event.preventDefault();
      act(choice(), field);
    }
  });

  function wrap(mark) {
    const { selectionStart: from, selectionEnd: to, value } = field;
    field.setRangeText(`${mark}${value.slice(from, to)}${mark}`, from, to, "end");
    if (from === to) field.setSelectionRange(from + 1, from + 1);
    field.focus();
    changed();
  }

  function startLine(mark) {
    const from = field.value.lastIndexOf("\n", field.selectionStart - 1) + 1;
    field.setRangeText(mark, from, from, "end");
    field.focus();
    changed();
  }

  const tool = (name, run) => h("button", {
    type: "button", class: "icon-button", "aria-label": reader.say(`rich.${name}`), title: reader.say(`rich.${name}`), on: { click: run },
  }, icon(name, 16));
  return h("div", { class: "rich-input" },
    h("div", { class: "rich-tools", role: "toolbar", "aria-label": reader.say("rich.tools") },
      TOOLS.map(([name, mark]) => tool(name, () => wrap(mark))),
      tool("list", () => startLine("- ")), tool("quote", () => startLine("> "))),
    field);
}
