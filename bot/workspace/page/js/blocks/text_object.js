// Slack's text objects (plain_text and mrkdwn) as nodes.

import { h } from "../dom.js";
import { withEmoji } from "../markup/inline.js";
import { mrkdwn } from "../markup/mrkdwn.js";

/** The content of a text object, for inside any element. */
export function textNodes(text, reader) {
  if (!text) return [];
  if (text.type === "mrkdwn") return [mrkdwn(text.text, reader, { verbatim: text.verbatim })];
  return withEmoji(String(text.text ?? ""));
}

export function textBlock(text, reader, className = "text") {
  return h("div", { class: className }, textNodes(text, reader));
}
