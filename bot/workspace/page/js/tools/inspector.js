// Every request and event between the workspace and the apps, as it happened, with its JSON.

import { arrange, h, keeper, onceFor } from "../dom.js";
import { icon } from "../icons.js";
import { get, post } from "../server.js";

const GOOD = new Set(["ok", "acked"]);
const MOST = 1000;

export class Inspector {
  #frame; #entries = []; #chosen = null; #filter = ""; #waiting = false; #keep = keeper();

  constructor(frame) {
    this.#frame = frame;
    const { say } = frame;
    this.list = h("ul", { class: "traffic", "aria-label": say("top.traffic") });
    this.detail = h("div", { class: "traffic-detail", tabindex: "0", role: "region", "aria-label": say("traffic.detail") });
    this.node = h("div", { class: "inspector" }, this.list, this.detail);
    this.tools = h("div", { class: "drawer-tools" },
      h("input", {
        type: "search", class: "field field-small", placeholder: say("traffic.filter"), "aria-label": say("traffic.filter"),
        on: { input: (event) => { this.#filter = event.target.value.toLowerCase(); this.#draw(); } },
      }),
      h("button", { type: "button", class: "button button-small", on: { click: () => this.#clear() } }, say("traffic.clear")));
    this.list.addEventListener("keydown", (event) => {
      const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
      const next = step && event.target.closest("li")?.[step];
      if (!next) return;
      event.preventDefault();
      next.firstElementChild.focus();
      next.firstElementChild.click();
    });
  }

  async start() {
    this.#entries = (await get("traffic")).entries;
    this.#draw();
  }

  add(entry) {
    const known = this.#entries.findIndex((other) => other.seq === entry.seq);
    if (known >= 0) this.#entries[known] = entry;
    else this.#entries.push(entry);
    if (this.#entries.length > MOST) this.#entries.shift();
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      this.#draw();
    });
  }

  async #clear() {
    await post("traffic/clear");
    this.#entries = [];
    this.#chosen = null;
    this.#draw();
  }

  #draw() {
    const shown = this.#entries.filter((entry) => !this.#filter ||
      `${entry.kind} ${entry.name} ${entry.status} ${JSON.stringify(entry.request)}`.toLowerCase().includes(this.#filter));
    this.#keep((keep) => arrange(this.list, shown.slice(-200).reverse().map((entry) =>
      keep(entry.seq, [entry.status, entry.ms, entry.note], () => h("li", null, this.#row(entry))))));
    for (const row of this.list.querySelectorAll(".traffic-row")) row.setAttribute("aria-pressed", String(Number(row.dataset.seq) === this.#chosen));
    const entry = this.#entries.find((each) => each.seq === this.#chosen);
    this.#detail([entry, this.#entries.length > 0], entry);
  }

  #detail = onceFor((entry) => this.#show(entry));

  #row(entry) {
    const { say } = this.#frame;
    return h("button", {
      type: "button", class: "traffic-row", "aria-pressed": "false", data: { seq: entry.seq },
      on: { click: () => { this.#chosen = entry.seq; this.#draw(); } },
    },
    h("span", { class: "traffic-way", data: { way: entry.direction }, title: say(`traffic.${entry.direction}`) }, icon(entry.direction === "in" ? "back" : "right", 13)),
    h("span", { class: "traffic-name" }, entry.name || entry.kind), h("span", { class: "hint traffic-kind" }, entry.kind),
    h("span", { class: "traffic-status", data: { good: GOOD.has(entry.status) ? "yes" : "no" } }, entry.status),
    h("span", { class: "hint traffic-ms" }, entry.ms === null || entry.ms === undefined ? "" : `${entry.ms} ms`));
  }

  #show(entry) {
    const { say } = this.#frame;
    if (!entry) {
      this.detail.replaceChildren(h("p", { class: "empty-note" }, say(this.#entries.length ? "traffic.choose" : "traffic.none")));
      return;
    }
    const part = (title, value) => value !== null && value !== undefined && h("section", null, h("h3", null, title), h("pre", { class: "code json" }, h("code", null, JSON.stringify(value, null, 2))));
    this.detail.replaceChildren(...[
      h("p", { class: "traffic-facts" }, h("strong", null, entry.name || entry.kind), ` · ${entry.kind} · ${entry.app ?? ""} · ${new Date(entry.at).toLocaleTimeString()}`),
      entry.note && h("p", { class: "problem" }, icon("bolt", 14), entry.note),
      part(say("traffic.request"), entry.request), part(say("traffic.response"), entry.response)].filter(Boolean));
  }
}
