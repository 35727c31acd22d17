// A combobox: type to filter, arrow keys to move, Enter to choose; for one choice or several.

import { freshId, h } from "../dom.js";
import { icon } from "../icons.js";
import { float } from "./floating.js";

/**
 * `options`:
 *   find(query) -> [{key, label, content, group?, hint?}] or a promise of it; may throw a problem with `say`
 *   chosen: [{key, label}], several, most, placeholder, say, attributes (for the input), wait (ms)
 *   onChange(list of items), free(text) -> item | null (what typed text may stand for)
 */
export function combobox(options) {
  const { say, several } = options;
  let chosen = [...(options.chosen ?? [])];
  let rows = [];
  let active = -1;
  let floating = null;
  let asked = 0;
  let timer;
  const listId = freshId("list");
  const list = h("div", { class: "listbox", role: "listbox", id: listId, "aria-multiselectable": several ? "true" : null });
  const input = h("input", {
    ...options.attributes, type: "text", class: "combo-input", role: "combobox", autocomplete: "off", spellcheck: "false",
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": listId,
  });
  const chips = h("span", { class: "chips" });
  const clear = h("button", {
    type: "button", class: "icon-button combo-clear", tabindex: "-1", "aria-label": say("choose.clear"),
    on: { click: () => { change([]); input.focus(); } },
  }, icon("close", 14));
  const root = h("div", { class: "combo", on: { click: (e) => { if (e.target === root || e.target === chips) input.focus(); } } },
    several && chips, input, clear, h("span", { class: "combo-arrow", "aria-hidden": "true" }, icon("down", 16)));

  function drawChosen() {
    if (several) {
      chips.replaceChildren(...chosen.map((item) => h("span", { class: "chip" }, item.label,
        h("button", {
          type: "button", class: "chip-x", "aria-label": say("choose.remove", { name: item.label }),
          on: { click: () => { change(chosen.filter((c) => c.key !== item.key)); input.focus(); } },
        }, icon("close", 12)))));
      input.value = "";
    } else {
      input.value = chosen[0]?.label ?? "";
    }
    input.placeholder = chosen.length && several ? "" : (options.placeholder ?? "");
    clear.hidden = several || !chosen.length || options.fixed;
  }

  function change(next) {
    chosen = next;
    drawChosen();
    options.onChange(next, root);
  }

  async function show(query) {
    const turn = (asked += 1);
    let found;
    try {
      found = await options.find(query);
    } catch (problem) {
      if (!problem.say) throw problem;
      found = [];
      if (turn === asked) note(problem.say);
      return;
    }
    if (turn !== asked || document.activeElement !== input) return;
    rows = found;
    active = rows.findIndex((row) => chosen.some((c) => c.key === row.key));
    if (active < 0 && query && rows.length) active = 0;
    drawRows(query);
  }

  function note(text) {
    rows = [];
    list.replaceChildren(h("div", { class: "listbox-note" }, text));
    reveal();
  }

  function drawRows(query) {
    let group;
    const nodes = [];
    rows.forEach((row, index) => {
      if (row.group !== group && row.group) nodes.push(h("div", { class: "menu-heading", role: "presentation" }, row.group));
      group = row.group;
      const on = chosen.some((c) => c.key === row.key);
      nodes.push(h("div", {
        class: "listbox-row", role: "option", id: `${listId}-${index}`, "aria-selected": String(on), data: { index },
        on: { pointerdown: (e) => { e.preventDefault(); pick(index); } },
      }, h("span", { class: "menu-words" }, row.content ?? row.label, row.hint && h("span", { class: "hint" }, row.hint)), on && icon("check", 15)));
    });
    if (!rows.length) nodes.push(h("div", { class: "listbox-note" }, options.empty?.(query) ?? say("choose.none")));
    list.replaceChildren(...nodes);
    reveal();
    mark();
  }

  function reveal() {
    if (floating) return floating.place();
    floating = float(root, list, {
      wide: true,
      onClose() {
        floating = null;
        input.setAttribute("aria-expanded", "false");
        input.removeAttribute("aria-activedescendant");
        drawChosen();
      },
    });
    input.setAttribute("aria-expanded", "true");
    return undefined;
  }

  function mark() {
    for (const node of list.children) delete node.dataset.active;
    const node = list.querySelector(`[data-index="${active}"]`);
    if (!node) return input.removeAttribute("aria-activedescendant");
    node.dataset.active = "yes";
    node.scrollIntoView({ block: "nearest" });
    return input.setAttribute("aria-activedescendant", node.id);
  }

  function pick(index) {
    const row = rows[index];
    if (!row) return;
    if (!several) {
      change([row]);
      input.select();
      return floating?.close("chosen");
    }
    const on = chosen.some((c) => c.key === row.key);
    if (!on && chosen.length >= (options.most ?? Infinity)) return note(say("choose.most", { n: options.most }));
    change(on ? chosen.filter((c) => c.key !== row.key) : [...chosen, row]);
    return show("");
  }

  function takeTyped() {
    const item = options.free?.(input.value);
    if (item) change([item]);
  }

  input.addEventListener("focus", () => { if (!several) input.select(); });
  input.addEventListener("click", () => { if (!floating) show(""); });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (options.wait) timer = setTimeout(() => show(input.value), options.wait);
    else show(input.value); // at once: the next key may already choose
  });
  input.addEventListener("blur", () => {
    if (options.free && input.value !== (chosen[0]?.label ?? "")) takeTyped();
    floating?.close("blur");
    drawChosen();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!floating) return show("");
      if (!rows.length) return undefined;
      active = (active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1) + rows.length) % rows.length;
      return mark();
    }
    if (event.key === "Enter") {
      if (!floating) return options.free ? takeTyped() : undefined;
      event.preventDefault();
      event.stopPropagation();
      if (active >= 0) pick(active);
      else if (options.free) { takeTyped(); floating?.close("chosen"); }
      return undefined;
    }
    if (event.key === "Backspace" && several && input.value === "" && chosen.length) change(chosen.slice(0, -1));
    return undefined;
  });
  drawChosen();
  return root;
}
