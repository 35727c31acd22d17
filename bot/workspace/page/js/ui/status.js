// The line that says what the agent is doing now, with its loading messages in turn and a Stop button.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { avatar } from "./avatar.js";
import { statusWords } from "./message.js";

const TURN = 2600; // ms for each loading message

export class StatusLine {
  #view; #thread; #timer = null; #shown = null;

  constructor(view, thread) {
    this.#view = view;
    this.#thread = thread;
    this.node = h("div", { class: "status-line", role: "status", hidden: true });
  }

  draw() {
    const { session, channel, reader } = this.#view;
    const state = session.states.get(channel, this.#thread);
    const running = state.session?.status === "processing";
    const key = JSON.stringify([state.status, running]);
    if (key === this.#shown) return;
    this.#shown = key;
    clearInterval(this.#timer);
    this.node.hidden = !state.status && !running;
    if (this.node.hidden) return;
    const app = session.appOf(channel);
    const who = session.people.get(state.status?.user ?? app?.user);
    const words = h("span", { class: "status-words" }, statusWords(state, session));
    this.node.replaceChildren(
      who ? avatar(who, 24) : h("span", { class: "spinner" }), words,
      h("span", { class: "typing", "aria-hidden": "true" }, h("i"), h("i"), h("i")),
      running ? h("button", { type: "button", class: "button button-small", on: { click: (event) => this.#stop(event.currentTarget) } },
        icon("stop", 14), reader.say("status.stop")) : "");
    this.#turn(words, state.status?.loading_messages ?? []);
  }

  #turn(words, messages) {
    if (messages.length < 2) return;
    let at = 0;
    this.#timer = setInterval(() => {
      if (!words.isConnected) return clearInterval(this.#timer);
      at = (at + 1) % messages.length;
      words.textContent = messages[at];
      return undefined;
    }, TURN);
  }

  async #stop(button) {
    button.setAttribute("aria-busy", "true");
    await this.#view.session.post("stop", { channel: this.#view.channel, thread_ts: this.#thread });
    button.removeAttribute("aria-busy");
  }

  gone() {
    clearInterval(this.#timer);
  }
}
