// Completing what is typed: @people, #channels, and /commands at the start of a message.

import { h } from "../dom.js";
import { avatar } from "./avatar.js";
import { float } from "./floating.js";

function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** What is being typed at the caret: {sign, query, from} or null. */
export function tokenAt(text, caret) {
  const before = text.slice(0, caret);
  const command = /^\/([\w-]*)$/.exec(before);
  if (command) return { sign: "/", query: command[1], from: 0 };
  const mention = /(?:^|\s)([@#])([\p{L}\p{N}._-]*(?: [\p{L}\p{N}]*)?)$/u.exec(before);
  return mention && { sign: mention[1], query: mention[2], from: caret - mention[2].length - 1 };
}

function candidates({ sign, query }, session) {
  const wanted = folded(query);
  if (sign === "/") {
    return session.apps.flatMap((app) => (app.commands ?? []).map((c) => ({
      insert: `${c.command} `, words: c.command, hint: [c.usage_hint, c.description].filter(Boolean).join(" · "),
    }))).filter((c) => c.words.startsWith(`/${wanted}`));
  }
  if (sign === "#") {
    return session.channels.filter((c) => folded(c.name).includes(wanted)).map((c) => ({ insert: `#${c.name} `, words: `#${c.name}` }));
  }
  return [...session.people.values()]
    .filter((p) => folded(p.real_name).split(" ").some((w) => w.startsWith(wanted)) || folded(p.real_name).startsWith(wanted))
    .map((p) => ({ insert: `@${p.real_name} `, words: p.real_name, hint: p.title, face: avatar(p, 22) }));
}

/** Watches a text field; returns takes(event): true when the list used the key. */
export function completion(field, session, changed) {
  let floating = null;
  let items = [];
  let active = 0;
  let token = null;
  const list = h("div", { class: "listbox completion", role: "listbox", id: `${field.id}-list` });

  function update() {
    token = tokenAt(field.value, field.selectionStart);
    items = token ? candidates(token, session).slice(0, 8) : [];
    active = 0;
    if (!items.length) return floating?.close("none");
    list.replaceChildren(...items.map((item, index) => h("div", {
      class: "listbox-row", role: "option", id: `${list.id}-${index}`, "aria-selected": String(index === active),
      on: { pointerdown: (event) => { event.preventDefault(); pick(index); } },
    }, item.face, h("span", { class: "menu-words" }, item.words, item.hint && h("span", { class: "hint" }, item.hint)))));
    floating ??= float(field, list, { gap: 10, onClose: () => { floating = null; field.removeAttribute("aria-activedescendant"); } });
    floating.place();
    return mark();
  }

  function mark() {
    [...list.children].forEach((node, index) => {
      node.toggleAttribute("data-active", index === active);
      node.setAttribute("aria-selected", String(index === active));
    });
    field.setAttribute("aria-activedescendant", `${list.id}-${active}`);
  }

  function pick(index) {
    field.setRangeText(items[index].insert, token.from, field.selectionStart, "end");
    floating?.close("chosen");
    changed();
  }

  field.addEventListener("input", update);
  field.addEventListener("blur", () => floating?.close("blur"));
  return (event) => {
    if (!floating) return false;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      active = (active + (event.key === "ArrowDown" ? 1 : -1) + items.length) % items.length;
      mark();
    } else if (event.key === "Enter" || event.key === "Tab") {
      // A command typed in full is sent, not completed again.
      if (event.key === "Enter" && items[active].insert.trim() === field.value.trim()) return false;
      pick(active);
    } else {
      return false;
    }
    event.preventDefault();
    return true;
  };
}
