// The list of places on the left: the person, the apps, channels and direct messages, with what is unread.

import { h, keepingFocus, onceFor } from "../dom.js";
import { icon } from "../icons.js";
import { avatar } from "../ui/avatar.js";
import { openMenu } from "../ui/menu.js";
import { openNewChannel, openNewDm } from "../ui/new_place.js";
import { openSearch } from "../ui/search.js";

export class Sidebar {
  #pane; #offs;

  constructor(pane) {
    this.#pane = pane;
    this.node = h("nav", { class: "side", "aria-label": pane.session.say("side.label") });
    this.#offs = [pane.session.on("places", () => this.draw()), pane.session.on("link", () => this.draw())];
    this.draw();
  }

  close() {
    for (const off of this.#offs) off();
  }

  draw() {
    const { session, at } = this.#pane;
    this.#places([session.me, session.apps, session.channels, session.dms, session.linked, at]);
  }

  #places = onceFor(() => this.#drawPlaces());

  #drawPlaces() {
    const { session } = this.#pane;
    const { say } = session;
    const appUsers = new Set(session.apps.map((app) => app.user));
    keepingFocus(this.node, () => this.node.replaceChildren(
      this.#person(),
      h("button", { type: "button", class: "side-search", data: { focus: "side/search" }, on: { click: () => openSearch(this.#pane) } },
        icon("search", 16), say("search.title")),
      session.linked ? "" : h("p", { class: "side-offline", role: "status" }, h("span", { class: "spinner" }), say("link.lost")),
      h("div", { class: "side-places" },
        this.#section(say("side.apps"), session.apps.map((app) => this.#app(app))),
        this.#section(say("side.channels"), session.channels.map((channel) => this.#channel(channel)),
          this.#add(say("side.new_channel"), () => openNewChannel(this.#pane))),
        this.#section(say("side.dms"), session.dms.filter((dm) => !appUsers.has(dm.user)).map((dm) => this.#dm(dm)),
          this.#add(say("side.new_dm"), () => openNewDm(this.#pane))))));
  }

  #person() {
    const { session, frame } = this.#pane;
    const { me, say } = session;
    return h("button", {
      type: "button", class: "side-person", "aria-haspopup": "menu", "aria-expanded": "false", data: { focus: "side/person" },
      "aria-label": say("person.acting", { name: me.real_name }), on: { click: (event) => this.#switcher(event.currentTarget) },
    }, avatar(me, 36), h("span", { class: "side-person-words" }, h("strong", null, me.real_name), h("span", { class: "hint" }, me.title || frame.team.name)), icon("down", 16));
  }

  #switcher(anchor) {
    const { session, frame } = this.#pane;
    const { say } = session;
    openMenu(anchor, [
      { heading: say("person.switch") },
      ...frame.people.map((person) => ({
        icon: avatar(person, 26), content: person.real_name, hint: person.title, checked: person.id === session.id,
        mark: frame.crowd.unread(person.id) ? h("span", { class: "badge" }, String(frame.crowd.unread(person.id))) : null,
        run: () => this.#pane.become(person.id),
      })),
      { rule: true },
      { heading: say("language.title") },
      ...[["pt-BR", "Português"], ["en-US", "English"]].map(([locale, name]) => ({
        icon: icon("globe"), content: name, checked: session.language === locale, run: () => session.post("language", { locale }),
      })),
    ], { label: say("person.switch"), align: "start" });
  }

  #section(title, rows, add = null) {
    if (!rows.length && !add) return null;
    return h("section", { class: "side-section" }, h("div", { class: "side-heading" }, h("h2", null, title), add), h("ul", null, rows.map((row) => h("li", null, row))));
  }

  #add(label, run) {
    return h("button", { type: "button", class: "icon-button", "aria-label": label, title: label, data: { focus: `side/${label}` }, on: { click: run } }, icon("plus", 15));
  }

  #row(id, sign, name, place, { badge = 0, extra = null } = {}) {
    const here = this.#pane.isAt(id);
    const { say } = this.#pane.session;
    const loud = !here && (place?.unread > 0 || badge > 0);
    return h("button", {
      type: "button", class: "side-row", "aria-current": here ? "page" : null, data: { focus: `side/${id}`, unread: loud ? "yes" : null, place: id },
      on: { click: () => this.#pane.go({ channel: id }) },
    }, sign, h("span", { class: "side-name" }, name), extra,
    loud && badge > 0 && h("span", { class: "badge" }, String(badge), h("span", { class: "visually-hidden" }, ` ${say("side.unread")}`)));
  }

  #app(app) {
    const { session } = this.#pane;
    const dm = session.dm(app.dm);
    const off = !app.connected && h("span", { class: "off-dot", role: "img", "aria-label": session.say("app.away"), title: session.say("app.away") });
    return this.#row(app.dm, avatar(session.people.get(app.user) ?? { is_bot: true, id: app.user }, 24), app.name, dm, { badge: dm?.unread ?? 0, extra: off });
  }

  #dm(dm) {
    const person = this.#pane.session.people.get(dm.user) ?? { id: dm.user };
    return this.#row(dm.id, avatar(person, 24), person.real_name ?? dm.user, dm, { badge: dm.unread });
  }

  #channel(channel) {
    const sign = h("span", { class: "side-sign" }, icon(channel.is_private ? "lock" : "hash", 17));
    const outside = !channel.is_member && h("span", { class: "hint" }, this.#pane.session.say("side.outside"));
    return this.#row(channel.id, sign, channel.name, channel, { badge: channel.mentions, extra: outside });
  }
}
