// The bar above everything: the people one can be, two side by side, and the tools of a developer.

import { arrange, h, keeper, keepingFocus, onceFor } from "../dom.js";
import { icon, mark } from "../icons.js";
import { avatar } from "../ui/avatar.js";
import { openMenu } from "../ui/menu.js";

export class Topbar {
  #frame; #keep = keeper();

  constructor(frame) {
    this.#frame = frame;
    this.people = h("div", { class: "people", role: "group" });
    this.tools = h("div", { class: "top-tools" });
    this.title = h("span", { class: "brand-team" });
    this.node = h("header", { class: "top" }, h("div", { class: "brand" }, mark(26), h("span", { class: "brand-name" }, "Retaguarda"), this.title), this.people, this.tools);
  }

  draw() {
    const frame = this.#frame;
    this.title.textContent = frame.team.name;
    this.people.setAttribute("aria-label", frame.say("person.switch"));
    this.drawPeople();
    this.#toolsFor([frame.say("close"), frame.panes.length, frame.isDark(), frame.drawer.open]);
  }

  #toolsFor = onceFor(() => keepingFocus(this.tools, () => this.#drawTools()));

  #drawTools() {
    const frame = this.#frame;
    const { say } = frame;
    const split = frame.panes.length > 1;
    const tool = (name, label, run, extra = {}) => h("button", {
      type: "button", class: "icon-button top-tool", "aria-label": label, title: label, data: { focus: `top/${name}` }, ...extra,
      on: { click: (event) => run(event.currentTarget) },
    }, icon(name), extra.words && h("span", { class: "top-words" }, extra.words));
    const items = this.#items();
    this.tools.replaceChildren(
      tool("split", say("top.split"), () => frame.toggleSplit(), { "aria-pressed": String(split), words: say("top.split_short"), class: "icon-button top-tool top-split" }),
      ...items.map((item) => tool(item.icon, item.label, item.run, { "aria-pressed": item.pressed === undefined ? null : String(item.pressed), class: "icon-button top-tool top-wide" })),
      tool("dots", say("top.more"), (node) => openMenu(node, [
        { icon: icon("split"), content: say("top.split"), run: () => frame.toggleSplit() },
        ...items.map((item) => ({ icon: icon(item.icon), content: item.label, run: () => item.run(node) })),
      ], { label: say("top.more") }), { class: "icon-button top-tool top-narrow", "aria-haspopup": "menu" }));
  }

  #items() {
    const frame = this.#frame;
    const { say } = frame;
    const dark = frame.isDark();
    return [
      { icon: "pulse", label: say("top.traffic"), run: () => frame.drawer.toggle("traffic"), pressed: frame.drawer.open === "traffic" },
      { icon: "bolt", label: say("top.faults"), run: () => frame.drawer.toggle("faults"), pressed: frame.drawer.open === "faults" },
      { icon: dark ? "sun" : "moon", label: say(dark ? "top.light" : "top.dark"), run: () => frame.toggleTheme() },
      { icon: "globe", label: say("top.language"), run: () => frame.turnLanguage() },
      { icon: "keyboard", label: say("top.help"), run: () => frame.help() },
      { icon: "reset", label: say("top.reset"), run: () => frame.reset() },
    ];
  }

  drawPeople() {
    const frame = this.#frame;
    const shown = frame.panes.map((pane) => pane.session?.id);
    const faces = frame.people.map((person) => ({ person, waiting: frame.crowd.unread(person.id), pressed: shown.includes(person.id) }));
    keepingFocus(this.people, () => this.#keep((keep) => arrange(this.people,
      faces.map((face) => keep(face.person.id, [face, frame.say("close")], () => this.#face(face))))));
  }

  #face({ person, waiting, pressed }) {
    const frame = this.#frame;
    return h("button", {
      type: "button", class: "face", "aria-pressed": String(pressed),
      "aria-label": frame.say(waiting ? "person.be_waiting" : "person.be", { name: person.real_name, n: waiting }),
      title: `${person.real_name}${person.title ? ` · ${person.title}` : ""}`,
      data: { person: person.id, waiting: waiting ? "yes" : null, focus: `face/${person.id}` }, on: { click: () => frame.be(person.id) },
    }, avatar(person, 30), waiting > 0 && h("span", { class: "badge" }, String(waiting)));
  }
}
