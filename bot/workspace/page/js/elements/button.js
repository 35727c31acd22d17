// Things to press: button, icon_button, and the thumbs of feedback_buttons.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { textNodes } from "../blocks/text_object.js";
import { safeAddress } from "../markup/address.js";
import { confirmed } from "./confirm.js";
import { focusName } from "./memory.js";

/** Buttons made for certain people are not shown to others (a courtesy; never an authorization). */
function hiddenFrom(element, reader) {
  const only = element.visible_to_user_ids;
  return Array.isArray(only) && only.length > 0 && !only.includes(reader.me);
}

export function button(element, { block, surface, act }) {
  const { reader } = surface;
  if (hiddenFrom(element, reader)) return null;
  const address = element.url ? safeAddress(element.url) : null;
  const node = h("button", {
    type: "button",
    class: "button",
    data: { style: element.style ?? "plain", focus: focusName(block, element, element.value ?? ""), action: element.action_id },
    "aria-label": element.accessibility_label,
  }, textNodes(element.text, reader), address && icon("external", 14));
  node.addEventListener("click", async () => {
    if (node.getAttribute("aria-busy") === "true") return;
    if (!(await confirmed(element, surface, node))) return;
    if (address) window.open(address, "_blank", "noopener,noreferrer");
    await act({}, node);
  });
  return node;
}

export function iconButton(element, { block, surface, act }) {
  const { reader } = surface;
  if (hiddenFrom(element, reader)) return null;
  const label = element.accessibility_label || element.text?.text || element.icon;
  const node = h("button", {
    type: "button", class: "icon-button", "aria-label": label, title: label,
    data: { focus: focusName(block, element), action: element.action_id },
  }, icon(element.icon === "trash" ? "trash" : "dots", 17));
  node.addEventListener("click", async () => {
    if (await confirmed(element, surface, node)) await act({}, node);
  });
  return node;
}

export function feedbackButtons(element, { block, surface, act, remember, current }) {
  const thumb = (side, name) => {
    const part = element[`${side}_button`];
    const label = part?.accessibility_label || part?.text?.text || surface.reader.say(`feedback.${side}`);
    const node = h("button", {
      type: "button", class: "icon-button thumb", "aria-label": label, title: label,
      "aria-pressed": String(current()?.value === part?.value),
      data: { focus: focusName(block, element, side), action: element.action_id },
    }, icon(name, 17));
    node.addEventListener("click", async () => {
      remember({ value: part.value });
      for (const other of group.children) other.setAttribute("aria-pressed", String(other === node));
      await act({ value: part.value }, node);
    });
    return node;
  };
  const group = h("div", { class: "thumbs", role: "group", "aria-label": surface.reader.say("feedback.label") },
    thumb("positive", "thumb_up"), thumb("negative", "thumb_down"));
  return group;
}
