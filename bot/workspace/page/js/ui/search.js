// Looking for words in everything this person can read.

import { h } from "../dom.js";
import { dayName, instant, clockTime } from "../markup/dates.js";
import { withoutMarks } from "../markup/plain.js";
import { get } from "../server.js";
import { avatar } from "./avatar.js";
import { openDialog } from "./dialog.js";

export function openSearch(pane) {
  const { session, reader } = pane;
  const field = h("input", { type: "search", class: "field", placeholder: reader.say("search.placeholder"), "aria-label": reader.say("search.placeholder") });
  const found = h("ul", { class: "found", "aria-live": "polite" });
  const dialog = openDialog(pane.node, {
    className: "dialog", title: reader.say("search.title"), body: [field, found], closeLabel: reader.say("close"), lightDismiss: true, focus: field,
  });
  let waiting;
  let turn = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 200);
  });

  async function look() {
    const query = field.value.trim();
    const mine = (turn += 1);
    if (query.length < 2) return found.replaceChildren();
    const { messages } = await get("search", { as: session.id, q: query });
    if (mine !== turn) return undefined;
    return found.replaceChildren(...(messages.length
      ? messages.slice(0, 30).map(row)
      : [h("li", { class: "listbox-note" }, reader.say("search.none"))]));
  }

  function row({ channel, message }) {
    const person = session.people.get(message.user) ?? { id: message.user };
    const when = instant(message.ts);
    return h("li", null, h("button", {
      type: "button", class: "found-row",
      on: { click: () => { dialog.close(); pane.go({ channel }, message.thread_ts ?? null); } },
    }, avatar(person, 30), h("span", { class: "file-words" },
      h("span", { class: "found-head" }, h("strong", null, person.real_name ?? ""), ` ${session.nameOf(channel)} · ${dayName(when, reader, "short")} ${clockTime(when, reader)}`),
      h("span", { class: "found-text" }, withoutMarks(message.text ?? "", (id) => session.people.get(id)?.real_name ?? id).slice(0, 160)))));
  }
}
