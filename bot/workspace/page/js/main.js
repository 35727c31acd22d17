// Starts the page of the local workspace.

import { h } from "./dom.js";
import { mark } from "./icons.js";
import { Frame } from "./frame/frame.js";
import { restoreTheme } from "./frame/theme.js";
import { Problem } from "./server.js";
import { languageOf, sayer } from "./words.js";

restoreTheme();
const root = document.getElementById("workspace");

async function start() {
  const frame = new Frame(root);
  addEventListener("unhandledrejection", (event) => {
    if (!(event.reason instanceof Problem)) return;
    event.preventDefault();
    frame.active?.session?.emit("problem", { say: frame.active.session.explain(event.reason) });
  });
  try {
    await frame.start();
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    closed();
  }
}

/** The server is not there (yet): say so, and look again. */
function closed() {
  const say = sayer(languageOf(navigator.language));
  root.replaceChildren(h("div", { class: "closed", role: "alert" }, mark(56), h("h1", null, say("closed.title")), h("p", null, say("closed.text")),
    h("button", { type: "button", class: "button", data: { style: "primary" }, on: { click: () => location.reload() } }, say("closed.again"))));
  setTimeout(() => fetch("/local/people").then((r) => r.ok && location.reload(), () => {}).then(() => root.querySelector(".closed") && closed()), 3000);
}

start();
