// Radio buttons and checkboxes, each option with its own words and description.

import { freshId, h } from "../dom.js";
import { textNodes } from "../blocks/text_object.js";
import { confirmed } from "./confirm.js";
import { focusName } from "./memory.js";

function optionRow(kind, option, checked, name, context, onChange) {
  const { surface, block, labels } = context;
  const id = freshId("op");
  const box = h("input", {
    type: kind, name, id, checked, value: option.value ?? "",
    "aria-describedby": option.description ? `${id}-d` : null,
    "aria-invalid": labels.invalid ? "true" : null,
    data: { focus: focusName(block, context.element, option.value) },
  });
  box.addEventListener("change", () => onChange(box));
  return h("div", { class: "option" }, box,
    h("label", { for: id, class: "option-words" }, textNodes(option.text, surface.reader)),
    option.description && h("div", { class: "hint option-hint", id: `${id}-d` }, textNodes(option.description, surface.reader)));
}

export function radioButtons(element, context) {
  const { surface, choose, current, labels } = context;
  const name = freshId("radio");
  const chosen = () => current()?.selected_option?.value;
  const inner = { ...context, element };
  const group = h("div", {
    class: "options", role: "radiogroup", id: labels.id,
    "aria-labelledby": labels.labelledBy, "aria-describedby": labels.describedBy,
    "aria-label": labels.labelledBy ? null : surface.reader.say("choose.one"),
  }, (element.options ?? []).map((option) => optionRow("radio", option, chosen() === option.value, name, inner, async (box) => {
    if (!(await confirmed(element, surface, box))) {
      for (const other of group.querySelectorAll("input")) other.checked = other.value === chosen();
      return;
    }
    await choose({ selected_option: option }, group);
  })));
  return group;
}

export function checkboxes(element, context) {
  const { surface, choose, current, labels } = context;
  const name = freshId("check");
  const chosen = () => current()?.selected_options ?? [];
  const inner = { ...context, element };
  const group = h("div", {
    class: "options", role: "group", id: labels.id,
    "aria-labelledby": labels.labelledBy, "aria-describedby": labels.describedBy,
    "aria-label": labels.labelledBy ? null : surface.reader.say("choose.some"),
  }, (element.options ?? []).map((option) => {
    const on = chosen().some((other) => other.value === option.value);
    return optionRow("checkbox", option, on, name, inner, async (box) => {
      if (!(await confirmed(element, surface, box))) {
        box.checked = !box.checked;
        return;
      }
      const values = new Set([...group.querySelectorAll("input:checked")].map((input) => input.value));
      await choose({ selected_options: element.options.filter((o) => values.has(o.value)) }, group);
    });
  }));
  return group;
}
