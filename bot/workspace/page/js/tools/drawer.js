// The drawer at the bottom: raw traffic, or faults on demand.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { Faults } from "./faults.js";
import { Inspector } from "./inspector.js";

export class Drawer {
  open = null;
  #frame; #inside = null;

  constructor(frame) {
    this.#frame = frame;
    this.node = h("section", { class: "drawer", hidden: true });
    this.node.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.preventDefault();
      event.stopPropagation();
      this.toggle(this.open);
    });
  }

  traffic(entry) {
    this.#inside?.add?.(entry);
  }

  async toggle(name) {
    const { say } = this.#frame;
    const opens = this.open !== name;
    const came = document.activeElement;
    this.open = opens ? name : null;
    this.#inside = null;
    this.node.hidden = !opens;
    this.#frame.panes[0].session.watchTraffic(this.open === "traffic");
    this.#frame.top.draw();
    if (!opens) return (this.came?.isConnected ? this.came : document.querySelector(".top-tool"))?.focus();
    if (!this.node.contains(came)) this.came = came;
    this.#inside = name === "traffic" ? new Inspector(this.#frame) : new Faults(this.#frame);
    const title = h("h2", { class: "drawer-title", tabindex: "-1" }, say(`top.${name}`));
    this.node.setAttribute("aria-label", say(`top.${name}`));
    this.node.replaceChildren(h("header", { class: "drawer-head" }, title, this.#inside.tools,
      h("button", { type: "button", class: "icon-button", "aria-label": say("close"), on: { click: () => this.toggle(this.open) } }, icon("close"))), this.#inside.node);
    title.focus();
    return this.#inside.start();
  }
}
