// Reactions: the row under a message, and the picker that adds one.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { EMOJI, FAVOURITES } from "../markup/emoji.js";
import { emoji } from "../markup/inline.js";
import { float } from "./floating.js";

function toggle(message, view, name) {
  const mine = message.reactions?.find((r) => r.name === name)?.users?.includes(view.session.id);
  return view.session.post("react", { channel: view.channel, ts: message.ts, name, on: !mine });
}

export function reactionRow(message, view) {
  if (!message.reactions?.length) return null;
  const { session, reader } = view;
  const names = (users) => users.map((id) => session.people.get(id)?.real_name ?? id).join(", ");
  return h("div", { class: "reactions", role: "group", "aria-label": reader.say("reactions.label") },
    message.reactions.map((r) => h("button", {
      type: "button", class: "reaction", "aria-pressed": String(r.users?.includes(session.id) ?? false),
      "aria-label": `${r.name.replaceAll("_", " ")}: ${names(r.users ?? [])}`, title: names(r.users ?? []),
      data: { focus: `reaction/${message.ts}/${r.name}` },
      on: { click: () => toggle(message, view, r.name) },
    }, emoji(r.name), h("span", null, String(r.count ?? r.users?.length ?? 1)))),
    h("button", {
      type: "button", class: "reaction reaction-add", "aria-label": reader.say("message.react"), "aria-haspopup": "dialog", data: { focus: `reaction/${message.ts}/+` },
      on: { click: (event) => openReactionPicker(event.currentTarget, message, view) },
    }, icon("smile", 15)));
}

export function openReactionPicker(anchor, message, view) {
  return openEmojiPicker(anchor, view.reader, (name) => toggle(message, view, name));
}

/** A grid of emoji with search; onPick gets Slack's name. */
export function openEmojiPicker(anchor, reader, onPick) {
  const grid = h("div", { class: "emoji-grid", role: "listbox", "aria-label": reader.say("reactions.pick") });
  const search = h("input", { type: "search", class: "field field-small", placeholder: reader.say("reactions.search"), "aria-label": reader.say("reactions.search") });
  const panel = h("div", { class: "emoji-picker", role: "dialog", "aria-label": reader.say("reactions.pick") }, search, grid);
  const names = [...new Set([...FAVOURITES, ...Object.keys(EMOJI)])];

  function draw() {
    const query = search.value.trim().toLowerCase();
    grid.replaceChildren(...names.filter((name) => name.includes(query)).slice(0, 96).map((name, index) => h("button", {
      type: "button", class: "emoji-cell", role: "option", tabindex: index ? "-1" : "0", title: `:${name}:`, "aria-label": name.replaceAll("_", " "),
      on: { click: () => { floating.close("chosen"); onPick(name); } },
    }, EMOJI[name])));
  }

  search.addEventListener("input", draw);
  search.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "Enter") {
      event.preventDefault();
      if (event.key === "Enter") grid.firstElementChild?.click();
      else grid.firstElementChild?.focus();
    }
  });
  grid.addEventListener("keydown", (event) => {
    const cells = [...grid.children];
    const at = cells.indexOf(document.activeElement);
    const columns = Math.max(1, Math.floor(grid.clientWidth / (cells[0]?.offsetWidth || 36)));
    const go = { ArrowRight: at + 1, ArrowLeft: at - 1, ArrowDown: at + columns, ArrowUp: at - columns }[event.key];
    if (go === undefined) return;
    event.preventDefault();
    if (go < 0) search.focus();
    else cells[Math.min(go, cells.length - 1)]?.focus();
  });
  draw();
  const floating = float(anchor, panel, { align: "end", refocus: true });
  search.focus();
  return floating;
}
