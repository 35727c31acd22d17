// An app's Home tab for one person, as the app published it.

import { h, keepingFocus } from "../dom.js";
import { icon } from "../icons.js";
import { renderBlocks } from "../blocks/render.js";
import { Memory } from "../elements/memory.js";
import { viewSurface } from "../surface.js";

export class Home {
  #view; #app; #off; #memory = new Memory();

  constructor(view, app) {
    this.#view = view;
    this.#app = app;
    this.body = h("div", { class: "home-body" });
    this.node = h("div", { class: "home", tabindex: "-1" }, this.body);
    this.#off = view.session.on("home", (id) => { if (id === app.id) this.#draw(); });
  }

  async open() {
    const { session } = this.#view;
    this.#draw();
    const answer = await session.post("home", { app: this.#app.id, tab: "home" });
    if (answer && "view" in answer && !(answer.view === null && session.homes.get(this.#app.id))) session.homes.set(this.#app.id, answer.view);
    this.#draw(Boolean(answer));
  }

  close() {
    this.#off();
  }

  #draw(asked = false) {
    const { session, reader, host } = this.#view;
    const view = session.homes.get(this.#app.id);
    if (!view) {
      this.body.replaceChildren(h("div", { class: "empty" }, asked ? icon("home", 30) : h("span", { class: "spinner" }),
        h("p", null, reader.say(asked ? "home.empty" : "home.loading", { name: this.#app.name }))));
      return;
    }
    this.#memory.keepOnly(view.blocks);
    const note = h("div", { class: "message-note", role: "alert" });
    const tell = (sentence) => note.replaceChildren(...(sentence ? [icon("alert", 15), sentence] : []));
    keepingFocus(this.body, () => this.body.replaceChildren(note,
      renderBlocks(view.blocks, viewSurface({ session, reader, host, view, memory: this.#memory, tell }))));
  }
}
