// Blocks with a picture or a file: image, file, video. Pictures from other servers are never fetched.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { isLocal, safeAddress } from "../markup/address.js";
import { link } from "../markup/inline.js";
import { textNodes } from "./text_object.js";

/** An image element: from this server it is shown, from elsewhere it is a link with its description. */
export function picture(element, surface, className = "picture") {
  const { reader } = surface;
  const id = element.slack_file?.id;
  const address = id ? surface.thumbAddress?.(id) : (element.image_url ?? element.slack_file?.url);
  const description = element.alt_text || reader.say("image.untitled");
  if (!address || !safeAddress(address)) return missing(description, className);
  if (!isLocal(address)) return elsewhere(address, description, className, reader);
  const image = h("img", { class: className, src: address, alt: description, loading: "lazy" });
  image.addEventListener("error", () => image.replaceWith(missing(description, className)), { once: true });
  if (className !== "picture" || !surface.enlarge) return image;
  const full = id ? surface.fileAddress(id) : address;
  return h("button", {
    type: "button", class: "picture-button", "aria-label": reader.say("image.enlarge", { name: description }),
    on: { click: () => surface.enlarge(full, description) },
  }, image);
}

function missing(description, className) {
  return h("span", { class: `${className} picture-missing`, role: "img", "aria-label": description, title: description },
    icon("image", 20), className === "picture" && h("span", null, description));
}

function elsewhere(address, description, className, reader) {
  if (className !== "picture") return missing(description, className);
  return h("div", { class: "picture-elsewhere" }, icon("image", 20),
    h("div", null, h("div", null, description),
      h("div", { class: "hint" }, reader.say("image.elsewhere"), " ", link(address, [hostOf(address)]))));
}

function hostOf(address) {
  return new URL(address, document.baseURI).host;
}

export function imageBlock(block, surface) {
  return h("figure", { class: "figure" },
    block.title && h("figcaption", { class: "figure-title" }, textNodes(block.title, surface.reader)),
    picture(block, surface));
}

export function fileBlock(block, surface) {
  const { reader } = surface;
  return h("div", { class: "file-chip" }, icon("file", 22),
    h("div", { class: "file-words" },
      h("div", { class: "file-name" }, block.file?.name ?? block.external_id ?? reader.say("file.remote")),
      h("div", { class: "hint" }, reader.say("file.remote"))));
}

export function video(block, surface) {
  const { reader } = surface;
  const title = textNodes(block.title, reader);
  return h("div", { class: "video" },
    h("div", { class: "video-still", "aria-hidden": "true" }, icon("play", 26)),
    h("div", { class: "file-words" },
      block.provider_name && h("div", { class: "hint" }, block.provider_name),
      h("div", { class: "file-name" }, link(block.title_url || block.video_url, title)),
      block.description && h("div", { class: "hint" }, textNodes(block.description, reader)),
      block.author_name && h("div", { class: "hint" }, block.author_name)));
}
