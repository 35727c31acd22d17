// One message: who, when, what (text or blocks), files, reactions, its thread, and what can be done with it.

import { arrange, h, keeper } from "../dom.js";
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

/**
 * The node of one message, which grows and changes in place: a part that says the same stays the node it is.
 * `view`: {session, reader, host, channel, inThread, openThread(ts), edit(ts), editing}.
 */
export class MessageNode {
  #view; #note; #surface; #parts = keeper(); #inside = keeper(); #blocks = keeper();

  constructor(message, view) {
    this.#view = view;
    this.#note = h("div", { class: "message-note", role: "alert" });
    const tell = (sentence) => this.#note.replaceChildren(...(sentence ? [icon("alert", 15), sentence] : []));
    this.#surface = messageSurface({ ...view, message, tell });
    this.body = h("div", { class: "message-body" });
    this.main = h("div", { class: "message-main" });
    this.node = h("article", { class: "message", tabindex: "-1", data: { ts: message.ts } });
  }

  draw(message, compact) {
    const view = this.#view;
    const author = authorOf(message, view);
    const clock = clockTime(instant(message.ts), view.reader);
    this.node.setAttribute("aria-label", view.reader.say("message.label", { name: author.name, time: clock }));
    flag(this.node, "compact", compact);
    flag(this.node, "ephemeral", message.is_ephemeral);
    flag(this.node, "streaming", message.streaming_state === "in_progress");
    const who = [author.name, author.person];
    this.#parts((keep) => {
      arrange(this.main, !compact && keep("head", who, () => head(author, message, view)), this.body);
      arrange(this.node,
        keep("side", [compact, who], () => h("div", { class: "message-side" }, compact ? timeOf(message, view) : avatar(author.person, 38))),
        this.main,
        keep("tools", [message.text, message.is_ephemeral, message.files], () => toolbar(message, view)));
    });
    this.#inside((keep) => arrange(this.body,
      message.is_ephemeral && keep("only-you", 1, () => onlyYou(message, view)),
      this.#content(message, keep),
      this.#note,
      keep("reactions", message.reactions, () => reactionRow(message, view)),
      !view.inThread && keep("thread", threadState(message, view), () => threadLine(message, view))));
    return this.node;
  }

  #content(message, keep) {
    const view = this.#view;
    const surface = this.#surface;
    const { reader } = view;
    if (view.editing === message.ts) return keep("editor", 1, () => view.editor(message));
    const growing = message.streaming_state === "in_progress";
    return [
      message.blocks?.length ? this.#drawBlocks(message.blocks, keep)
        : message.text ? keep("text", message.text, () => h("div", { class: "text" }, mrkdwn(message.text, reader)))
          : growing && keep("typing", 1, typing),
      message.edited && !message.bot_id && keep("edited", 1, () => h("span", { class: "edited" }, reader.say("message.edited"))),
      message.attachments?.length && keep("attachments", message.attachments, () => h("div", null, attachments(message.attachments, surface))),
      message.files?.length && keep("files", message.files, () => fileCards(message.files, surface)),
      message.streaming_state === "errored" && keep("cut", 1, () => h("div", { class: "hint" }, reader.say("message.cut_short"))),
    ].filter(Boolean);
  }

  #drawBlocks(blocks, keep) {
    const frame = keep("blocks", 1, () => h("div", { class: "blocks" }));
    this.#blocks((inner) => arrange(frame, renderBlocks(blocks, this.#surface, inner)));
    return frame;
  }
}

function flag(node, name, on) {
  if (on) node.dataset[name] = "yes";
  else delete node.dataset[name];
}

function typing() {
  return h("div", { class: "typing", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
}

function timeOf(message, { reader }) {
  const when = instant(message.ts);
  return h("time", {
    class: "message-time", datetime: when.toISOString(), title: `${fullDate(when, reader)}, ${clockTime(when, reader)}`,
  }, clockTime(when, reader));
}

function head(author, message, view) {
  return h("div", { class: "message-head" },
    h("button", { type: "button", class: "message-author", on: { click: () => view.reader.openPerson?.(author.id) } }, author.name),
    author.person?.is_bot && h("span", { class: "tag" }, view.reader.say("message.app")), timeOf(message, view));
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

/** What the line under a root shows; when it is the same, so is the line. */
function threadState(message, { session, channel }) {
  const { reply_count: count, reply_users: users, latest_reply: latest } = message;
  return [count, users, latest, session.states.get(channel, message.ts), session.newReplies.has(`${channel}/${message.ts}`)];
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
