// Dropping files (or samples) anywhere on a conversation.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { SAMPLE_TYPE } from "./staging.js";

/** Makes `node` take drops; `take(items)` gets [{file}] or [{sample}]. */
export function takeDrops(node, words, take) {
  const veil = h("div", { class: "drop-veil", hidden: true, "aria-hidden": "true" }, icon("receipt", 34), h("span", null, words));
  node.append(veil);
  let depth = 0;
  const wanted = (event) => [...(event.dataTransfer?.types ?? [])].some((type) => type === "Files" || type === SAMPLE_TYPE);
  const show = (on) => {
    veil.hidden = !on;
    if (!on) depth = 0;
  };
  node.addEventListener("dragenter", (event) => {
    if (!wanted(event)) return;
    event.preventDefault();
    depth += 1;
    show(true);
  });
  node.addEventListener("dragover", (event) => {
    if (!wanted(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
  });
  node.addEventListener("dragleave", () => {
    depth -= 1;
    if (depth <= 0) show(false);
  });
  node.addEventListener("drop", (event) => {
    if (!wanted(event)) return;
    event.preventDefault();
    show(false);
    const sample = event.dataTransfer.getData(SAMPLE_TYPE);
    take(sample ? [{ sample: JSON.parse(sample) }] : [...event.dataTransfer.files].map((file) => ({ file })));
  });
}
