// The question an element asks before it acts (Slack's confirm object).

import { h } from "../dom.js";
import { textNodes } from "../blocks/text_object.js";
import { openDialog } from "../ui/dialog.js";

/** True at once when the element asks nothing; else what the person answers. */
export function confirmed(element, surface, opener) {
  if (!element.confirm) return Promise.resolve(true);
  return ask(element.confirm, surface, opener);
}

export function ask(confirm, surface, opener) {
  const { reader } = surface;
  return new Promise((resolve) => {
    const answer = (value) => {
      dialog.close();
      resolve(value);
    };
    const yes = h("button", {
      type: "button", class: "button", data: { style: confirm.style ?? "primary" }, on: { click: () => answer(true) },
    }, confirm.confirm ? textNodes(confirm.confirm, reader) : reader.say("confirm.yes"));
    const no = h("button", { type: "button", class: "button", on: { click: () => answer(false) } },
      confirm.deny ? textNodes(confirm.deny, reader) : reader.say("confirm.no"));
    const dialog = openDialog(surface.dialogHost(opener), {
      className: "dialog dialog-small",
      title: confirm.title ? textNodes(confirm.title, reader) : reader.say("confirm.title"),
      body: h("div", { class: "text" }, textNodes(confirm.text, reader)),
      foot: [no, yes],
      role: "alertdialog",
      focus: no,
      closeLabel: reader.say("close"),
      onEscape: () => answer(false),
    });
  });
}
