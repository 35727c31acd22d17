// Blocks of words: section (with fields and accessory), header, context, divider.

import { h } from "../dom.js";
import { renderElement } from "../elements/render.js";
import { picture } from "./media.js";
import { textBlock, textNodes } from "./text_object.js";

export function section(block, surface) {
  const { reader } = surface;
  const body = h("div", { class: "section-body" },
    block.text && longText(block, reader),
    block.fields && h("div", { class: "fields" }, block.fields.map((field) => textBlock(field, reader, "text field"))));
  if (!block.accessory) return h("div", { class: "section" }, body);
  const accessory = block.accessory.type === "image"
    ? picture(block.accessory, surface, "accessory-image")
    : renderElement(block.accessory, block, surface);
  const wide = /select$|picker$/.test(block.accessory.type);
  return h("div", { class: wide ? "section section-wide" : "section" }, body,
    h("div", { class: "accessory" }, accessory));
}

const LONG = 1200;

/** Very long text folds, unless the app asked for all of it. */
function longText(block, reader) {
  const text = textBlock(block.text, reader);
  if (block.expand || (block.text.text ?? "").length <= LONG) return text;
  const more = h("button", { type: "button", class: "link-button", "aria-expanded": "false" }, reader.say("text.more"));
  text.classList.add("folded");
  more.addEventListener("click", () => {
    const folded = text.classList.toggle("folded");
    more.setAttribute("aria-expanded", String(!folded));
    more.textContent = reader.say(folded ? "text.more" : "text.less");
  });
  return [text, more];
}

export function header(block, surface) {
  return h("h3", { class: "block-header" }, textNodes(block.text, surface.reader));
}

export function context(block, surface) {
  return h("div", { class: "context" }, (block.elements ?? []).map((element) =>
    element.type === "image"
      ? picture(element, surface, "context-image")
      : textBlock(element, surface.reader, "text")));
}

export function divider() {
  return h("hr", { class: "divider" });
}
