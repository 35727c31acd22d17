// A picture seen large, over its pane; Escape or a click beside it closes.

import { h } from "../dom.js";
import { openDialog } from "./dialog.js";

export function enlarge(host, address, name, reader) {
  return openDialog(host, {
    className: "dialog lightbox", title: name, body: h("img", { src: address, alt: name }), closeLabel: reader.say("close"), lightDismiss: true,
  });
}
