// The menu of one message: reply, copy, edit, delete, the apps' own message shortcuts, its raw JSON.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { withoutMarks } from "../markup/plain.js";
import { openDialog } from "./dialog.js";
import { openMenu } from "./menu.js";

export function openMessageMenu(anchor, message, view) {
  const { session, reader, channel } = view;
  const mine = message.user === session.id && !message.is_ephemeral;
  const item = (name, key, run, extra = {}) => ({ icon: icon(name, 17), content: reader.say(key), run, ...extra });
  const shortcuts = session.apps.flatMap((app) => (app.shortcuts ?? [])
    .filter((shortcut) => shortcut.type === "message").map((shortcut) => ({ app, shortcut })));
  return openMenu(anchor, [
    !view.inThread && !message.is_ephemeral && item("thread", "message.reply", () => view.openThread(message.ts)),
    message.text && item("copy", "message.copy", () => copy(message, view)),
    mine && !message.files?.length && item("edit", "message.edit", () => view.edit(message.ts)),
    ...(shortcuts.length && !message.is_ephemeral ? [
      { rule: true }, { heading: reader.say("message.shortcuts") },
      ...shortcuts.map(({ app, shortcut }) => ({
        icon: icon("bolt", 17), content: shortcut.name, hint: app.name,
        run: () => session.post("shortcut", { callback_id: shortcut.callback_id, channel, ts: message.ts }).then((answer) => told(answer, view)),
      }))] : []),
    { rule: true },
    item("code", "message.json", () => showJson(message, view)),
    (mine || message.is_ephemeral) && item("trash", message.is_ephemeral ? "message.dismiss" : "message.delete",
      () => session.post("delete", { channel, ts: message.ts }), { danger: true }),
  ].filter(Boolean), { label: reader.say("message.more") });
}

/** Says so when the app did not take it. */
export function told(answer, view) {
  if (answer && !["acked", "updated", "pushed"].includes(answer.outcome)) {
    view.session.emit("problem", { say: answer.say ?? view.session.say(`outcome.${answer.outcome}`) });
  }
}

async function copy(message, { session }) {
  const words = withoutMarks(message.text, (id) => session.people.get(id)?.real_name ?? id);
  try {
    await navigator.clipboard.writeText(words);
    session.emit("notice", { say: session.say("message.copied") });
  } catch (refused) {
    if (!(refused instanceof DOMException)) throw refused;
    session.emit("problem", { say: session.say("message.not_copied") });
  }
}

function showJson(message, { host, reader }) {
  openDialog(host, {
    className: "dialog dialog-wide", title: reader.say("message.json"), closeLabel: reader.say("close"), lightDismiss: true,
    body: h("pre", { class: "code json", tabindex: "0" }, h("code", null, JSON.stringify(message, null, 2))),
  });
}
