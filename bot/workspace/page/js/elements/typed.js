// Inputs one types into: text in one or many lines, numbers, e-mail and web addresses.

import { h } from "../dom.js";
import { plainNumber, shownNumber } from "../markup/numbers.js";
import { focusName } from "./memory.js";

const KINDS = {
  plain_text_input: { type: "text" },
  email_text_input: { type: "email", inputmode: "email", autocomplete: "off" },
  url_text_input: { type: "url", inputmode: "url" },
  number_input: { type: "text", inputmode: "decimal" },
};

export function typed(element, { block, surface, labels, remember, act, current, dispatches }) {
  const many = element.type === "plain_text_input" && element.multiline;
  const kind = KINDS[element.type];
  const wanted = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const field = h(many ? "textarea" : "input", {
    ...(many ? { rows: "4" } : kind),
    class: "field",
    id: labels.id,
    placeholder: element.placeholder?.text,
    minlength: element.min_length || null,
    maxlength: element.max_length || null,
    "aria-describedby": labels.describedBy,
    "aria-invalid": labels.invalid ? "true" : null,
    "aria-required": labels.required ? "true" : null,
    autocomplete: "off",
    data: { focus: focusName(block, element), first: element.focus_on_load ? "yes" : null },
    value: element.type === "number_input" ? shownNumber(current()?.value, surface.reader.language) : (current()?.value ?? ""),
  });
  const text = () => (element.type === "number_input" ? plainNumber(field.value, surface.reader.language) : field.value);
  const value = () => ({ value: field.value === "" ? null : text() });
  let waiting;
  field.addEventListener("input", () => {
    remember(value());
    if (!dispatches || !wanted.includes("on_character_entered")) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => act(value(), field), 300);
  });
  field.addEventListener("keydown", (event) => {
    const enter = event.key === "Enter" && !event.shiftKey && !event.isComposing;
    if (!enter || !dispatches || !wanted.includes("on_enter_pressed")) return;
    event.preventDefault();
    event.stopPropagation();
    remember(value());
    act(value(), field);
  });
  return counted(field, element, surface);
}

/** Near its limit, a field says how many characters are left. */
function counted(field, element, surface) {
  if (!element.max_length) return field;
  const left = h("span", { class: "counter", role: "status" });
  const tell = () => {
    const rest = element.max_length - field.value.length;
    left.textContent = rest <= Math.max(20, element.max_length * 0.1) ? surface.reader.say("input.left", { n: rest }) : "";
  };
  field.addEventListener("input", tell);
  tell();
  return h("div", { class: "field-counted" }, field, left);
}
