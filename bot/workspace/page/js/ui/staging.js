// Files waiting to be sent with a message: picked, pasted, dropped, or a sample at hand; each with a small picture.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { sizeOf } from "../markup/sizes.js";

const MOST = 10;
export const SAMPLE_TYPE = "application/x-workspace-sample";

export class Staging {
  items = []; // {file} or {sample}
  #reader; #changed;

  constructor(reader, changed) {
    this.#reader = reader;
    this.#changed = changed;
    this.node = h("ul", { class: "staged", "aria-label": reader.say("files.staged") });
  }

  /** Returns false when not all fit. */
  add(items) {
    const room = MOST - this.items.length;
    this.items.push(...items.slice(0, room));
    this.#draw();
    return items.length <= room;
  }

  clear() {
    const taken = this.items;
    this.items = [];
    this.#draw();
    return taken;
  }

  #draw() {
    this.node.replaceChildren(...this.items.map((item) => this.#chip(item)));
    this.#changed(this.items);
  }

  #chip(item) {
    const name = item.file?.name ?? item.sample.title;
    const size = item.file?.size ?? item.sample.size;
    return h("li", { class: "staged-item" }, thumb(item),
      h("span", { class: "file-words" }, h("span", { class: "file-name" }, name), h("span", { class: "hint" }, sizeOf(size, this.#reader))),
      h("button", {
        type: "button", class: "icon-button", "aria-label": this.#reader.say("files.remove", { name }),
        on: { click: () => { this.items = this.items.filter((other) => other !== item); this.#draw(); } },
      }, icon("close", 14)));
  }
}

function thumb(item) {
  if (item.sample) return sampleThumb(item.sample, "staged-thumb");
  if (!item.file.type.startsWith("image/")) return h("span", { class: "staged-thumb" }, icon("file", 20));
  const canvas = h("canvas", { class: "staged-thumb", width: "80", height: "80", "aria-hidden": "true" });
  paint(canvas, item.file);
  return canvas;
}

/** Drawn on a canvas: the page's policy lets no blob: address in. */
async function paint(canvas, file) {
  let picture;
  try {
    picture = await createImageBitmap(file);
  } catch (cause) {
    if (!(cause instanceof DOMException)) throw cause;
    return; // a picture this browser cannot read (HEIC): the name is enough
  }
  const side = Math.min(picture.width, picture.height);
  canvas.getContext("2d").drawImage(picture, (picture.width - side) / 2, (picture.height - side) / 2, side, side, 0, 0, 80, 80);
  picture.close();
}

export function sampleThumb(sample, className) {
  if (!/^image\//.test(sample.mimetype)) return h("span", { class: className }, icon("file", 22));
  return h("img", { class: className, src: `/local/samples/${encodeURIComponent(sample.name)}`, alt: "", loading: "lazy" });
}
