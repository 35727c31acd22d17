// The input block: a label, the control, a hint, and the sentence that says what is wrong with it.

import { freshId, h } from "../dom.js";
import { icon } from "../icons.js";
import { renderElement } from "../elements/render.js";
import { textNodes } from "./text_object.js";

const GROUPS = new Set(["radio_buttons", "checkboxes"]);

export function input(block, surface) {
  const { reader } = surface;
  const problem = surface.errors?.[block.block_id];
  const ids = { control: freshId("in"), label: freshId("lb"), hint: freshId("ht"), problem: freshId("pr") };
  const described = [block.hint && ids.hint, problem && ids.problem].filter(Boolean).join(" ") || null;
  const element = block.element ?? {};
  const control = renderElement(element, block, surface, {
    id: ids.control, labelledBy: ids.label, describedBy: described, invalid: Boolean(problem),
    required: !block.optional,
  });
  const label = h(GROUPS.has(element.type) ? "div" : "label",
    { class: "input-label", id: ids.label, for: GROUPS.has(element.type) ? null : ids.control },
    textNodes(block.label, reader),
    block.optional && h("span", { class: "optional" }, ` ${reader.say("input.optional")}`));
  return h("div", { class: problem ? "input input-wrong" : "input" }, label, control,
    problem && h("p", { class: "problem", id: ids.problem, role: "alert" }, icon("alert", 15), problem),
    block.hint && h("p", { class: "hint", id: ids.hint }, textNodes(block.hint, reader)));
}
