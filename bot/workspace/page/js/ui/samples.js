// Sample receipts and bills at hand: a tray to click on or to drag from.

import { h } from "../dom.js";
import { get } from "../server.js";
import { SAMPLE_TYPE, sampleThumb } from "./staging.js";

let known = null;

/** The samples of the server, asked for once. */
export function loadSamples() {
  known ??= get("samples").then((answer) => answer.samples, () => {
    known = null;
    return [];
  });
  return known;
}

/** A row of papers; `pick(sample)` is called for the one chosen. */
export function sampleTray(reader, pick) {
  const row = h("ul", { class: "sample-row" });
  const tray = h("section", { class: "samples", "aria-label": reader.say("samples.title"), hidden: true },
    h("h3", { class: "samples-title" }, reader.say("samples.title")), row);
  loadSamples().then((samples) => {
    tray.hidden = samples.length === 0;
    row.replaceChildren(...samples.map((sample) => h("li", null, h("button", {
      type: "button", class: "sample", draggable: "true", title: sample.title,
      on: {
        click: () => pick(sample),
        dragstart: (event) => {
          event.dataTransfer.setData(SAMPLE_TYPE, JSON.stringify(sample));
          event.dataTransfer.effectAllowed = "copy";
        },
      },
    }, sampleThumb(sample, "sample-thumb"), h("span", null, sample.title)))));
  });
  return tray;
}
