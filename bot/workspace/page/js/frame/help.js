// What the keyboard can do here.

import { h } from "../dom.js";
import { openDialog } from "../ui/dialog.js";

const KEYS = [
  [["Enter"], "help.send"], [["Shift", "Enter"], "help.line"], [["@", "#", "/"], "help.complete"], [["↑"], "help.edit"],
  [["↑", "↓"], "help.messages"], [["→"], "help.thread"], [["Esc"], "help.close"], [["F6"], "help.pane"], [["Ctrl", "Enter"], "help.submit"], [["?"], "help.this"],
];

export function openHelp(pane) {
  const { reader } = pane;
  openDialog(pane.node, {
    className: "dialog dialog-small", title: reader.say("help.title"), closeLabel: reader.say("close"), lightDismiss: true,
    body: h("dl", { class: "keys" }, KEYS.map(([keys, words]) => h("div", null,
      h("dt", null, keys.map((key) => h("kbd", { class: "kbd" }, key))), h("dd", null, reader.say(words))))),
  });
}
