// Faults on demand: what should go wrong next, and what is still armed.

import { fill, freshId, h } from "../dom.js";
import { icon } from "../icons.js";
import { get, post } from "../server.js";

export class Faults {
  #frame;

  constructor(frame) {
    this.#frame = frame;
    this.tools = h("div", { class: "drawer-tools" });
    this.armed = h("div", { class: "faults-armed", "aria-live": "polite" });
    this.node = h("div", { class: "faults" });
  }

  async start() {
    const { kinds, armed } = await this.#read();
    this.#draw(kinds);
    this.#list(kinds, armed);
  }

  #read() {
    return get("faults", { locale: this.#frame.active.session.language });
  }

  /** What is chosen in the form stays: the same fault is often wanted again. */
  async #again() {
    const { kinds, armed } = await this.#read();
    this.#list(kinds, armed);
  }

  #draw(kinds) {
    const { say } = this.#frame;
    const ids = { kind: freshId("k"), match: freshId("m"), times: freshId("t"), seconds: freshId("s") };
    const kind = h("select", { class: "field", id: ids.kind }, kinds.map((each) => h("option", { value: each.kind }, each.say)));
    const match = h("input", { class: "field", id: ids.match, placeholder: "chat.*", spellcheck: "false", autocomplete: "off" });
    const times = h("input", { class: "field", id: ids.times, type: "number", min: "0", value: "1" });
    const seconds = h("input", { class: "field", id: ids.seconds, type: "number", min: "0", value: "5" });
    const labelled = (id, words, field) => h("div", null, h("label", { class: "input-label", for: id }, words), field);
    const arm = async (event) => {
      event.preventDefault();
      await post("faults", {
        kind: kind.value, times: Number(times.value), seconds: Number(seconds.value), ...(match.value.trim() ? { match: match.value.trim() } : {}),
      });
      await this.#again();
    };
    this.node.replaceChildren(
      h("form", { class: "faults-form", on: { submit: arm } }, labelled(ids.kind, say("faults.kind"), kind), labelled(ids.match, say("faults.match"), match),
        labelled(ids.times, say("faults.times"), times), labelled(ids.seconds, say("faults.seconds"), seconds),
        h("button", { type: "submit", class: "button", data: { style: "primary" } }, icon("bolt", 16), say("faults.arm"))),
      this.armed);
  }

  #list(kinds, armed) {
    const { say } = this.#frame;
    fill(this.armed, h("h3", null, say("faults.armed")),
      armed.length ? h("ul", null, armed.map((fault) => this.#armed(fault, kinds))) : h("p", { class: "hint" }, say("faults.none")),
      armed.length > 1 && h("button", { type: "button", class: "link-button", on: { click: () => this.#remove({}) } }, say("faults.remove_all")));
  }

  #armed(fault, kinds) {
    const { say } = this.#frame;
    const words = kinds.find((each) => each.kind === fault.kind)?.say ?? fault.kind;
    const left = fault.times ? say("faults.left", { n: fault.times }) : say("faults.always");
    return h("li", { class: "file-row" }, icon("bolt", 15), h("span", null, words), h("span", { class: "hint" }, [fault.match, left].filter(Boolean).join(" · ")),
      h("button", { type: "button", class: "icon-button", "aria-label": say("faults.remove", { name: words }), on: { click: () => this.#remove({ id: fault.id }) } }, icon("close", 14)));
  }

  async #remove(what) {
    await post("faults/remove", what);
    await this.#again();
  }
}
