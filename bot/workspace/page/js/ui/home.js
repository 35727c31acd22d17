// An app's Home tab for one person, as the app published it.

import { arrange, h, keeper, keepingFocus } from "../dom.js";
import { icon } from "../icons.js";
import { renderBlocks } from "../blocks/render.js";
import { Memory } from "../elements/memory.js";
import { viewSurface } from "../surface.js";

export class Home {
  #view; #app; #off; #memory = new Memory(); #blocks = keeper();

  constructor(view, app) {
    this.#view = view;
    this.#app = app;
    this.body = h("div", { class: "home-body" });
    this.node = h("div", { class: "home", tabindex: "-1" }, this.body);
    this.note = h("div", { class: "message-note", role: "alert" });
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
    const tell = (sentence) => this.note.replaceChildren(...(sentence ? [icon("alert", 15), sentence] : []));
    const surface = viewSurface({ session, reader, host, view, memory: this.#memory, tell });
    keepingFocus(this.body, () => this.#blocks((keep) => arrange(this.body, this.note, renderBlocks(view.blocks, surface, (name, said, draw) =>
      keep(name, [view.id, said], draw)))));
  }
}
