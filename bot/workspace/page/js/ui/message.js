// One message: who, when, what (text or blocks), files, reactions, its thread, and what can be done with it.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { renderBlocks } from "../blocks/render.js";
import { mrkdwn } from "../markup/mrkdwn.js";
import { ago, clockTime, fullDate, instant } from "../markup/dates.js";
import { messageSurface } from "../surface.js";
import { attachments } from "./attachments.js";
import { avatar } from "./avatar.js";
import { fileCards } from "./files.js";
import { openMessageMenu } from "./message_menu.js";
import { openReactionPicker, reactionRow } from "./reactions.js";

/** `view`: {session, reader, host, channel, inThread, openThread(ts), edit(ts) , editing}. */
export function drawMessage(message, view, { compact = false } = {}) {
  const author = authorOf(message, view);
  const when = instant(message.ts);
  const time = h("time", {
    class: "message-time", datetime: when.toISOString(), title: `${fullDate(when, view.reader)}, ${clockTime(when, view.reader)}`,
  }, clockTime(when, view.reader));
  const note = h("div", { class: "message-note", role: "alert" });
  const tell = (sentence) => note.replaceChildren(...(sentence ? [icon("alert", 15), sentence] : []));
  const surface = messageSurface({ ...view, message, tell });
  const body = h("div", { class: "message-body" },
    message.is_ephemeral && onlyYou(message, view),
    content(message, view, surface),
    note,
    reactionRow(message, view),
    !view.inThread && threadLine(message, view));
  return h("article", {
    class: "message", tabindex: "-1", "aria-label": view.reader.say("message.label", { name: author.name, time: clockTime(when, view.reader) }),
    data: {
      ts: message.ts, compact: compact ? "yes" : null, ephemeral: message.is_ephemeral ? "yes" : null,
      streaming: message.streaming_state === "in_progress" ? "yes" : null,
    },
  },
  h("div", { class: "message-side" }, compact ? time : avatar(author.person, 38)),
  h("div", { class: "message-main" },
    !compact && h("div", { class: "message-head" },
      h("button", { type: "button", class: "message-author", on: { click: () => view.reader.openPerson?.(author.id) } }, author.name),
      author.person?.is_bot && h("span", { class: "tag" }, view.reader.say("message.app")), time),
    body),
  toolbar(message, view));
}

export function authorOf(message, { session }) {
  const person = session.people.get(message.user);
  const name = message.username || person?.real_name || message.bot_profile?.name || person?.name || message.user || message.bot_id || "?";
  return { id: message.user, person: person ?? { id: message.user, real_name: name, is_bot: Boolean(message.bot_id) }, name };
}

function onlyYou(message, view) {
  return h("div", { class: "only-you" }, icon("eye", 15), h("span", null, view.reader.say("message.only_you")),
    h("button", { type: "button", class: "link-button", on: { click: () => view.session.post("delete", { channel: view.channel, ts: message.ts }) } },
      view.reader.say("message.dismiss")));
}

function content(message, view, surface) {
  if (view.editing === message.ts) return view.editor(message);
  const { reader } = view;
  const parts = [];
  if (message.blocks?.length) parts.push(h("div", { class: "blocks" }, renderBlocks(message.blocks, surface)));
  else if (message.text) parts.push(h("div", { class: "text" }, mrkdwn(message.text, reader)));
  else if (message.streaming_state === "in_progress") parts.push(h("div", { class: "typing", "aria-hidden": "true" }, h("i"), h("i"), h("i")));
  if (message.edited && !message.bot_id) parts.push(h("span", { class: "edited" }, reader.say("message.edited")));
  if (message.attachments?.length) parts.push(attachments(message.attachments, surface));
  if (message.files?.length) parts.push(fileCards(message.files, surface));
  if (message.streaming_state === "errored") parts.push(h("div", { class: "hint" }, reader.say("message.cut_short")));
  return parts;
}

/** Under a root: its replies, or what the agent is doing there right now. */
function threadLine(message, view) {
  const { session, reader, channel } = view;
  const state = session.states.get(channel, message.ts);
  const count = message.reply_count ?? 0;
  const busy = state.status || state.session?.status === "processing";
  if (!count && !busy) return null;
  const who = (message.reply_users ?? []).slice(0, 4).map((id) => avatar(session.people.get(id) ?? { id }, 22));
  const last = message.latest_reply && instant(message.latest_reply);
  const fresh = session.newReplies.has(`${channel}/${message.ts}`);
  return h("button", {
    type: "button", class: "thread-line", data: { focus: `thread/${message.ts}`, fresh: fresh ? "yes" : null }, on: { click: () => view.openThread(message.ts) },
  }, h("span", { class: "thread-faces" }, who),
  count > 0 && h("span", { class: "thread-count" }, reader.say("thread.replies", { n: count })),
  busy
    ? h("span", { class: "thread-busy" }, h("span", { class: "spinner" }), statusWords(state, session))
    : last && h("span", { class: "hint thread-last" }, ago(last, reader)));
}

/** "Lendo o recibo…", or "Retaguarda está lendo…" when the app's words continue its name. */
export function statusWords(state, session) {
  const text = state.status?.loading_messages?.[0] || state.status?.text;
  if (!text) return session.say("status.working");
  const name = session.people.get(state.status.user)?.real_name ?? "";
  return /^\p{Ll}/u.test(text) && name ? `${name} ${text}` : text;
}

function toolbar(message, view) {
  const { reader } = view;
  const tool = (name, label, run) => h("button", {
    type: "button", class: "icon-button", "aria-label": label, title: label, "aria-haspopup": name === "thread" ? null : "menu",
    data: { focus: `${name}/${message.ts}` }, on: { click: (event) => run(event.currentTarget) },
  }, icon(name, 17));
  return h("div", { class: "message-tools", role: "toolbar", "aria-label": reader.say("message.tools") },
    !message.is_ephemeral && tool("smile", reader.say("message.react"), (node) => openReactionPicker(node, message, view)),
    !view.inThread && !message.is_ephemeral && tool("thread", reader.say("message.reply"), () => view.openThread(message.ts)),
    tool("dots", reader.say("message.more"), (node) => openMessageMenu(node, message, view)));
}
