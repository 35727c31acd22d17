// The heads of a conversation and of a thread: names, tabs of an app, joining, inviting, the way back.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { avatar } from "../ui/avatar.js";
import { openMenu } from "../ui/menu.js";
import { openInvite } from "../ui/new_place.js";

function backButton(pane) {
  const others = pane.session.unread;
  return h("button", {
    type: "button", class: "icon-button back", "aria-label": pane.session.say("back.places"), data: { focus: "head/back" }, on: { click: () => { pane.screen("list"); pane.body.querySelector(".side-row[aria-current]")?.focus(); } },
  }, icon("back"), others > 0 && h("span", { class: "badge" }, String(others)));
}

function subject({ session, at }) {
  const app = at.home ? session.apps.find((each) => each.id === at.home) : session.appOf(at.channel);
  const channel = !app && session.channel(at.channel);
  const person = session.people.get(app?.user ?? session.dm(at.channel)?.user);
  return { app, channel, person };
}

/** What the head shows: it is drawn anew only when that has changed. */
export function headSigns(pane) {
  const { app, channel, person } = subject(pane);
  const room = channel && [channel.id, channel.name, channel.topic, channel.is_member];
  return [pane.session.id, pane.session.language, pane.at, app && [app.name, app.connected, app.dm], room, person, pane.session.unread];
}

export function talkHeader(pane) {
  const { session, at } = pane;
  const { app, channel, person } = subject(pane);
  return h("header", { class: "talk-head" }, backButton(pane),
    channel ? h("span", { class: "talk-sign" }, icon(channel.is_private ? "lock" : "hash", 19)) : avatar(person ?? { id: "?" }, 30),
    h("div", { class: "talk-title" }, h("h1", null, app?.name ?? channel?.name ?? session.nameOf(at.channel)),
      app && !app.connected && h("span", { class: "away", role: "status" }, session.say("app.away")),
      channel?.topic && h("span", { class: "hint" }, channel.topic)),
    app && tabs(pane, app),
    channel && channelTools(pane, channel));
}

function tabs(pane, app) {
  const { session, at } = pane;
  const tab = (label, selected, place) => h("button", {
    type: "button", role: "tab", class: "tab", "aria-selected": String(selected), tabindex: selected ? "0" : "-1", data: { focus: `head/${label}` },
    on: {
      click: async () => { await pane.go(place); pane.talk.querySelector('[role="tab"][aria-selected="true"]')?.focus(); },
      keydown: (event) => {
        if (event.key === "ArrowLeft" || event.key === "ArrowRight") event.currentTarget.parentElement.querySelector('[aria-selected="false"]')?.focus();
      },
    },
  }, label);
  if (!app.home_tab) return null;
  return h("div", { class: "tabs", role: "tablist", "aria-label": app.name },
    tab(session.say("tab.messages"), !at.home, { channel: app.dm }), tab(session.say("tab.home"), Boolean(at.home), { home: app.id }));
}

function channelTools(pane, channel) {
  const { session } = pane;
  if (!channel.is_member) {
    return h("button", {
      type: "button", class: "button", data: { style: "primary", focus: "head/join" },
      on: { click: async () => { if (await session.post("join", { channel: channel.id })) await session.refresh(); } },
    }, session.say("channel.join"));
  }
  return h("button", {
    type: "button", class: "icon-button", "aria-label": session.say("channel.menu"), "aria-haspopup": "menu", "aria-expanded": "false", data: { focus: "head/menu" },
    on: {
      click: (event) => openMenu(event.currentTarget, [
        { icon: icon("users"), content: session.say("channel.invite"), run: () => openInvite(pane, channel.id) },
        { icon: icon("close"), content: session.say("channel.leave"), run: async () => { await session.post("leave", { channel: channel.id }); await session.refresh(); } },
      ], { label: session.say("channel.menu") }),
    },
  }, icon("dots"));
}

export function threadHeader(pane) {
  const { session } = pane;
  return h("header", { class: "talk-head" },
    h("button", { type: "button", class: "icon-button thread-back", "aria-label": session.say("thread.close"), on: { click: () => pane.closeThread() } }, icon("back")),
    h("div", { class: "talk-title" }, h("h1", null, session.say("thread.title")), h("span", { class: "hint" }, session.nameOf(pane.at.channel))),
    h("button", { type: "button", class: "icon-button thread-x", "aria-label": session.say("thread.close"), on: { click: () => pane.closeThread() } }, icon("close")));
}
