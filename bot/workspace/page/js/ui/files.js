// Files in a message: pictures are seen, others are a card with name, size and a way to open them.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { sizeOf } from "../markup/sizes.js";

const SEEN = /^image\/(png|jpe?g|gif|webp|heic|heif)$/;

export function fileCards(files, surface) {
  return h("div", { class: "files" }, files.map((file) => (SEEN.test(file.mimetype ?? "") ? seen(file, surface) : card(file, surface))));
}

function seen(file, surface) {
  const { reader } = surface;
  const image = h("img", { src: surface.thumbAddress(file.id), alt: file.alt_txt || file.name, class: "file-picture" });
  const button = h("button", {
    type: "button", class: "picture-button", "aria-label": reader.say("image.enlarge", { name: file.name }), data: { focus: `file/${file.id}` },
    on: { click: () => surface.enlarge(surface.fileAddress(file.id), file.name) },
  }, image);
  const figure = h("figure", { class: "file-seen" }, h("figcaption", { class: "hint" }, file.name), button);
  image.addEventListener("error", () => figure.replaceWith(card(file, surface)), { once: true });
  return figure;
}

function card(file, surface) {
  const { reader } = surface;
  const kind = (file.name?.split(".").pop() || file.filetype || "").toUpperCase().slice(0, 4);
  return h("a", { class: "file-chip", href: surface.fileAddress(file.id), target: "_blank", rel: "noopener noreferrer", data: { focus: `file/${file.id}` } },
    h("span", { class: "file-kind" }, kind || icon("file", 20)),
    h("span", { class: "file-words" }, h("span", { class: "file-name" }, file.title || file.name || file.id),
      h("span", { class: "hint" }, [file.size && sizeOf(file.size, reader), file.mode === "tombstone" && reader.say("file.gone")].filter(Boolean).join(" · "))));
}
