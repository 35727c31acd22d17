// Blocks that hold controls: actions, and context_actions (feedback and icon buttons under an answer).

import { h } from "../dom.js";
import { renderElement } from "../elements/render.js";

export function actions(block, surface) {
  return h("div", { class: "actions" },
    (block.elements ?? []).map((element) => renderElement(element, block, surface)));
}

export function contextActions(block, surface) {
  return h("div", { class: "context-actions" },
    (block.elements ?? []).map((element) => renderElement(element, block, surface)));
}
