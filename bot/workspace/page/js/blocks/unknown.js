// A block or element that this page does not know: a visible box with its JSON, never a silent gap.

import { h } from "../dom.js";
import { icon } from "../icons.js";

export function unknown(item, reader) {
  const type = typeof item?.type === "string" ? item.type : "?";
  return h(
    "details",
    { class: "unknown", open: true },
    h("summary", null, icon("info", 16), reader.say("unknown.title", { type })),
    h("pre", { class: "code" }, h("code", null, JSON.stringify(item, null, 2) ?? String(item))),
  );
}
