// The whole page: the bar, one pane or two side by side, the drawer; and what the address remembers.

import { h } from "../dom.js";
import { get, post } from "../server.js";
import { avatar } from "../ui/avatar.js";
import { ask } from "../elements/confirm.js";
import { sayer } from "../words.js";
import { Drawer } from "../tools/drawer.js";
import { Crowd } from "./crowd.js";
import { openHelp } from "./help.js";
import { Pane } from "./pane.js";
import { readAddress, writeAddress } from "./address.js";
import { Topbar } from "./topbar.js";
import { isDark, nextTheme } from "./theme.js";

export class Frame {
  panes = [];
  people = [];
  team = { name: "" };
  say = sayer("pt-BR");

  constructor(root) {
    this.root = root;
    this.crowd = new Crowd(this);
    this.drawer = new Drawer(this);
    this.top = new Topbar(this);
    this.stage = h("div", { class: "stage" });
    this.node = h("div", { class: "frame" }, this.top.node, h("div", { class: "frame-body" }, this.stage, this.drawer.node));
    addEventListener("keydown", (event) => this.#keys(event));
  }

  async start() {
    const { people, team } = await get("people");
    people.sort((a, b) => a.real_name.localeCompare(b.real_name));
    Object.assign(this, { people, team });
    this.root.replaceChildren(this.node);
    const known = new Set(people.map((person) => person.id));
    const wanted = readAddress().filter((where) => known.has(where.person));
    for (const where of wanted.length ? wanted : [{ person: people[0].id }]) await this.#addPane(where);
    this.attend(this.panes[0]);
    this.crowd.look();
  }

  async #addPane({ person, ...where }) {
    const pane = new Pane(this, this.panes.length ? "b" : "a");
    this.panes.push(pane);
    this.stage.append(pane.node);
    this.stage.dataset.panes = this.panes.length;
    await pane.become(person, where);
    return pane;
  }

  #closePane() {
    const pane = this.panes.pop();
    pane.close();
    pane.node.remove();
    this.stage.dataset.panes = this.panes.length;
    this.attend(this.panes[0]);
    this.changed();
  }

  // --- what the panes say --------------------------------------------------------------

  attend(pane) {
    if (this.active === pane) return;
    this.active = pane;
    for (const each of this.panes) each.node.toggleAttribute("data-active", each === pane);
    this.#speak();
  }

  changed() {
    this.#speak();
    writeAddress(this.panes);
    const unread = this.panes.reduce((sum, pane) => sum + (pane.session?.unread ?? 0), 0);
    document.title = `${unread ? `(${unread}) ` : ""}${this.team.name} · Retaguarda`;
  }

  #speak() {
    const language = this.panes[0]?.session?.language ?? "pt-BR";
    document.documentElement.lang = language;
    this.say = sayer(language);
    this.top.draw();
  }

  drawPeople() {
    this.top.drawPeople();
  }

  traffic(entry) {
    this.drawer.traffic(entry);
  }

  /** Somebody who is not shown got something: say so where one looks now. */
  someoneWaits(person) {
    const beside = this.#wide() && this.panes.length === 1;
    this.active?.toasts?.show(this.say("news.waits", { name: person.real_name }), {
      kind: "news", face: avatar(person, 26),
      action: { label: this.say(beside ? "news.beside" : "news.switch"), run: () => (beside ? this.split(person.id) : this.be(person.id)) },
    });
  }

  // --- who and how many ----------------------------------------------------------------

  #wide() {
    return innerWidth >= 900;
  }

  /** Makes the active pane that person; or goes to the pane where they already are. */
  be(id) {
    const there = this.panes.find((pane) => pane.session?.id === id);
    if (!there) return this.active.become(id);
    this.attend(there);
    return there.enter();
  }

  toggleSplit() {
    if (this.panes.length > 1) return this.#closePane();
    const me = this.panes[0].session.id;
    const waiting = this.people.find((person) => person.id !== me && this.crowd.unread(person.id) > 0);
    return this.split((waiting ?? this.people.find((person) => person.id !== me) ?? this.people[0]).id);
  }

  async split(id) {
    if (this.panes.length > 1) return this.panes[1].become(id);
    const pane = await this.#addPane({ person: id });
    this.attend(pane);
    return pane;
  }

  // --- the page itself -----------------------------------------------------------------

  isDark() {
    return isDark();
  }

  toggleTheme() {
    nextTheme();
    this.top.draw();
  }

  turnLanguage() {
    const { session } = this.panes[0];
    session.post("language", { locale: session.language === "pt-BR" ? "en-US" : "pt-BR" });
  }

  help() {
    openHelp(this.active);
  }

  async reset() {
    const pane = this.active;
    const surface = { reader: pane.reader, dialogHost: () => pane.node };
    const plain = (text) => ({ type: "plain_text", text });
    const sure = await ask({
      title: plain(this.say("reset.title")), text: plain(this.say("reset.text")), confirm: plain(this.say("reset.yes")), deny: plain(this.say("cancel")), style: "danger",
    }, surface);
    if (sure) await post("reset");
  }

  #keys(event) {
    if (event.key === "F6") {
      event.preventDefault();
      const next = this.panes[(this.panes.indexOf(this.active) + 1) % this.panes.length];
      this.attend(next);
      next.enter();
    } else if (event.key === "Escape" && !event.defaultPrevented && this.active?.thread && !this.active.modals.open) {
      this.active.closeThread();
    } else if (event.key === "?" && !event.target.closest("input, textarea")) {
      this.help();
    }
  }
}
