// A menu of actions beside a button: arrow keys, Home, End, first letters, Enter, Escape.

import { h } from "../dom.js";
import { float } from "./floating.js";

/**
 * `items`: {content, hint?, icon?, mark?, danger?, checked?, run} or {heading} or {rule: true}.
 * The focus goes back to the anchor when the menu closes without an action that moves it.
 */
export function openMenu(anchor, items, { label, align = "end", className = "" } = {}) {
  const list = h("div", { class: `menu ${className}`, role: "menu", "aria-label": label, tabindex: "-1" }, items.map(row));
  const rows = () => [...list.querySelectorAll('[role^="menuitem"]')];

  function row(item) {
    if (item.rule) return h("hr", { class: "divider" });
    if (item.heading) return h("div", { class: "menu-heading", role: "presentation" }, item.heading);
    return h("button", {
      type: "button", tabindex: "-1", class: item.danger ? "menu-item menu-danger" : "menu-item",
      role: item.checked === undefined ? "menuitem" : "menuitemradio",
      "aria-checked": item.checked === undefined ? null : String(item.checked),
      on: { click: () => { floating.close("chosen"); item.run(); } },
    }, item.icon, h("span", { class: "menu-words" }, item.content, item.hint && h("span", { class: "hint" }, item.hint)), item.mark);
  }

  list.addEventListener("keydown", (event) => {
    const all = rows();
    const at = all.indexOf(document.activeElement);
    const go = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (go !== undefined) {
      event.preventDefault();
      all.at(((go % all.length) + all.length) % all.length)?.focus();
    } else if (event.key === "Tab") {
      event.preventDefault();
      floating.close("escape");
    } else if (event.key.length === 1 && /\S/.test(event.key)) {
      const letter = event.key.toLowerCase();
      const turn = [...all.slice(at + 1), ...all.slice(0, at + 1)];
      turn.find((node) => node.textContent.trim().toLowerCase().startsWith(letter))?.focus();
    }
  });

  if (!anchor.hasAttribute("aria-expanded")) anchor.setAttribute("aria-expanded", "false");
  const floating = float(anchor, list, { align, refocus: true });
  (rows().find((node) => node.getAttribute("aria-checked") === "true") ?? rows()[0])?.focus();
  return floating;
}
