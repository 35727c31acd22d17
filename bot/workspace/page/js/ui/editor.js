// Editing one's own message in place: Enter saves, Escape leaves it as it was.

import { h } from "../dom.js";
import { forEditing } from "../markup/plain.js";

export function messageEditor(message, view, done) {
  const { session, reader, channel } = view;
  const field = h("textarea", { class: "field", rows: "2", "aria-label": reader.say("message.edit"), value: forEditing(message.text ?? "", session) });
  const save = async () => {
    const answer = await session.post("edit", { channel, ts: message.ts, text: field.value.trim() });
    if (!answer) return;
    session.take(channel, answer.message);
    done();
  };
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      save();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      done();
    }
  });
  return h("div", { class: "editor" }, field, h("div", { class: "actions" },
    h("button", { type: "button", class: "button", on: { click: done } }, reader.say("cancel")),
    h("button", { type: "button", class: "button", data: { style: "primary" }, on: { click: save } }, reader.say("save"))));
}
