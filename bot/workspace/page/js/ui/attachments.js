// Older message attachments and unfurls: a coloured bar with text, fields or blocks.

import { h } from "../dom.js";
import { renderBlocks } from "../blocks/render.js";
import { picture } from "../blocks/media.js";
import { link } from "../markup/inline.js";
import { mrkdwn } from "../markup/mrkdwn.js";

const NAMED = { good: "var(--brand)", warning: "var(--amber)", danger: "var(--danger)" };

function barColour(colour) {
  if (NAMED[colour]) return NAMED[colour];
  const hex = String(colour ?? "").replace(/^#/, "");
  return /^[0-9a-f]{6}$/i.test(hex) ? `#${hex}` : "var(--line-strong)";
}

export function attachments(list, surface) {
  const { reader } = surface;
  return list.map((item) => h("div", { class: "attachment", style: { "--bar": barColour(item.color) } },
    item.pretext && h("div", { class: "text" }, mrkdwn(item.pretext, reader)),
    item.author_name && h("div", { class: "hint" }, item.author_name),
    item.title && h("div", { class: "file-name" }, item.title_link ? link(item.title_link, [item.title]) : item.title),
    item.blocks?.length ? renderBlocks(item.blocks, surface) : item.text && h("div", { class: "text" }, mrkdwn(item.text, reader)),
    item.fields?.length > 0 && h("div", { class: "fields" }, item.fields.map((field) =>
      h("div", null, h("strong", null, field.title), h("div", { class: "text" }, mrkdwn(field.value, reader))))),
    item.image_url && picture({ image_url: item.image_url, alt_text: item.title || item.fallback }, surface),
    item.footer && h("div", { class: "hint" }, item.footer)));
}
