// Short notices in a corner of a pane: what went wrong, what arrived elsewhere.

import { h } from "../dom.js";
import { icon } from "../icons.js";

export class Toasts {
  constructor(reader) {
    this.reader = reader;
    this.node = h("div", { class: "toasts", role: "status", "aria-live": "polite" });
  }

  /** `action`: {label, run}. Problems stay longer than notices. */
  show(words, { kind = "notice", face = null, action = null } = {}) {
    const gone = () => toast.remove();
    const toast = h("div", { class: "toast", data: { kind } },
      face ?? icon(kind === "problem" ? "alert" : "info", 18), h("span", { class: "toast-words" }, words),
      action && h("button", { type: "button", class: "link-button", on: { click: () => { gone(); action.run(); } } }, action.label),
      h("button", { type: "button", class: "icon-button", "aria-label": this.reader.say("close"), on: { click: gone } }, icon("close", 14)));
    const same = [...this.node.children].find((other) => other.textContent === toast.textContent);
    same?.remove();
    this.node.append(toast);
    while (this.node.children.length > 3) this.node.firstElementChild.remove();
    setTimeout(gone, kind === "problem" ? 12_000 : 7000);
  }
}
