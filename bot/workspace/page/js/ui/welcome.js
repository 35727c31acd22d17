// The beginning of a conversation: who is on the other side, and with an app, what to try first.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { avatar } from "./avatar.js";

export function welcome(view, store, composer) {
  const { session, reader, channel } = view;
  const app = session.appOf(channel);
  const room = session.channel(channel);
  if (room) {
    return h("div", { class: "welcome" }, h("span", { class: "welcome-sign" }, icon(room.is_private ? "lock" : "hash", 26)),
      h("h2", { class: "welcome-title" }, `#${room.name}`), h("p", null, room.topic || reader.say("welcome.channel", { name: room.name })));
  }
  const person = session.people.get(session.dm(channel)?.user) ?? session.people.get(app?.user);
  if (!person) return null;
  const name = person.real_name || person.name;
  return h("div", { class: app ? "welcome welcome-app" : "welcome" }, avatar(person, 56), h("h2", { class: "welcome-title" }, name),
    h("p", null, app?.description || person.title || reader.say("welcome.person", { name })),
    app && store.list.length === 0 && composer.tray());
}
