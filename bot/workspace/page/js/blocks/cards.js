// Framed blocks: card, carousel of cards, container with its own blocks, and the alert of modals.

import { freshId, h } from "../dom.js";
import { icon } from "../icons.js";
import { renderElement } from "../elements/render.js";
import { richText } from "../markup/rich_text.js";
import { picture } from "./media.js";
import { textBlock, textNodes } from "./text_object.js";

export function cardBlock(block, surface) {
  const { reader } = surface;
  return h("article", { class: "card" },
    block.hero_image && picture(block.hero_image, surface, "card-hero"),
    h("div", { class: "card-body" },
      h("div", { class: "card-head" },
        block.icon && picture(block.icon, surface, "card-icon"),
        h("div", { class: "card-titles" },
          block.title && h("h4", { class: "card-title" }, textNodes(block.title, reader)),
          block.subtitle && textBlock(block.subtitle, reader, "card-subtitle"))),
      block.body && textBlock(block.body, reader, "text"),
      block.actions?.length > 0 && h("div", { class: "actions" },
        block.actions.map((element) => renderElement(element, block, surface)))));
}

export function carousel(block, surface) {
  return h("div", { class: "carousel", role: "group", tabindex: "0", "aria-label": surface.reader.say("carousel.label") },
    (block.elements ?? []).map((card, index) =>
      cardBlock({ ...card, block_id: card.block_id ?? `${block.block_id}-${index}` }, surface)));
}

export function container(block, surface, renderBlocks) {
  const { reader } = surface;
  const title = [
    block.icon && picture(block.icon, surface, "card-icon"),
    h("div", { class: "card-titles" },
      block.rich_text_title ? richText(block.rich_text_title, reader) : h("h4", { class: "card-title" }, textNodes(block.title, reader)),
      block.subtitle && textBlock(block.subtitle, reader, "card-subtitle")),
  ];
  const blocks = (block.child_blocks ?? []).map((child, index) =>
    child.block_id ? child : { ...child, block_id: `${block.block_id}-${index}` });
  const body = h("div", { class: "container-body" }, renderBlocks(blocks, surface));
  const data = { width: block.width ?? "standard", line: block.has_header_divider ? "yes" : null };
  if (block.is_collapsible) {
    return h("details", { class: "container", data, open: !block.default_collapsed },
      h("summary", { class: "card-head" }, title, icon("down", 16)), body);
  }
  return h("section", { class: "container", data },
    (block.title || block.rich_text_title) && h("div", { class: "card-head" }, title), body);
}

const LEVELS = { error: "alert", warning: "alert", success: "check", info: "info", default: "info" };

export function alertBlock(block, surface) {
  const level = Object.hasOwn(LEVELS, block.level ?? "") ? block.level : "default";
  const id = freshId("al");
  return h("div", { class: "alert", data: { level }, role: level === "error" ? "alert" : "note", "aria-describedby": id },
    icon(LEVELS[level]), textBlock(block.text, surface.reader, "text"),
    h("span", { class: "visually-hidden", id }, surface.reader.say(`alert.${level}`)));
}
