// The list of places on the left: the person, the apps, channels and direct messages, with what is unread.

import { arrange, h, keeper, keepingFocus } from "../dom.js";
import { icon } from "../icons.js";
import { avatar } from "../ui/avatar.js";
import { openMenu } from "../ui/menu.js";
import { openNewChannel, openNewDm } from "../ui/new_place.js";
import { openSearch } from "../ui/search.js";

export class Sidebar {
  #pane; #offs; #keep = keeper(); #places = h("div", { class: "side-places" });

  constructor(pane) {
    this.#pane = pane;
    this.node = h("nav", { class: "side", "aria-label": pane.session.say("side.label") });
    this.#offs = [pane.session.on("places", () => this.draw()), pane.session.on("link", () => this.draw())];
    this.draw();
  }

  close() {
    for (const off of this.#offs) off();
  }

  /** A row that shows the same stays the node it is: a press half done, a menu open beside it and the scroll stay too. */
  draw() {
    const { session } = this.#pane;
    keepingFocus(this.node, () => this.#keep((keep) => {
      arrange(this.#places, this.#sections(keep));
      arrange(this.node,
        keep("person", [session.me, this.#pane.frame.team.name], () => this.#person()),
        keep("search", 1, () => this.#search()),
        !session.linked && keep("offline", 1, () => this.#offline()),
        this.#places);
    }));
  }

  #sections(keep) {
    const { session } = this.#pane;
    const { say } = session;
    const appUsers = new Set(session.apps.map((app) => app.user));
    return [
      this.#section(keep, say("side.apps"), session.apps, (app) => this.#app(app)),
      this.#section(keep, say("side.channels"), session.channels, (channel) => this.#channel(channel), () => openNewChannel(this.#pane), say("side.new_channel")),
      this.#section(keep, say("side.dms"), session.dms.filter((dm) => !appUsers.has(dm.user)), (dm) => this.#dm(dm), () => openNewDm(this.#pane), say("side.new_dm")),
    ];
  }

  #search() {
    return h("button", { type: "button", class: "side-search", data: { focus: "side/search" }, on: { click: () => openSearch(this.#pane) } },
      icon("search", 16), this.#pane.session.say("search.title"));
  }

  #offline() {
    return h("p", { class: "side-offline", role: "status" }, h("span", { class: "spinner" }), this.#pane.session.say("link.lost"));
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

  #section(keep, title, places, row, add = null, addLabel = "") {
    if (!places.length && !add) return null;
    const list = keep(`${title}/list`, 1, () => h("ul"));
    arrange(list, places.map((place) => keep(`${title}/${place.id}`, this.#signs(place), () => h("li", null, row(place)))));
    return keep(title, 1, () => h("section", { class: "side-section" },
      h("div", { class: "side-heading" }, h("h2", null, title), add && this.#add(addLabel, add)), list));
  }

  /** What a row shows. */
  #signs(place) {
    const { session } = this.#pane;
    const dm = place.dm && session.dm(place.dm);
    const person = session.people.get(place.user);
    return [place, this.#pane.isAt(place.dm ?? place.id), dm?.unread, person && [person.real_name, person.is_bot]];
  }

  #add(label, run) {
    return h("button", { type: "button", class: "icon-button", "aria-label": label, title: label, data: { focus: `side/${label}` }, on: { click: run } }, icon("plus", 15));
  }

  #row(id, sign, name, place, { badge = 0, extra = null } = {}) {
    const here = this.#pane.isAt(id);
    const { say } = this.#pane.session;
    const loud = !here && (place?.unread > 0 || badge > 0);
    return h("button", {
      type: "button", class: "side-row", title: name, "aria-current": here ? "page" : null, data: { focus: `side/${id}`, unread: loud ? "yes" : null, place: id },
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
