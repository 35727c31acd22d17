// A person's stack of modals: draws the top view, keeps what was typed, submits, closes, shows what is wrong.

import { h, keeper, keepingFocus } from "../dom.js";
import { textNodes } from "../blocks/text_object.js";
import { renderBlocks } from "../blocks/render.js";
import { Memory } from "../elements/memory.js";
import { openDialog } from "./dialog.js";
import { checkView } from "./validate.js";

/**
 * `verbs`: surface(view, memory, errors, redraw), submit(view, state), close(view, all). submit and close return
 * {outcome, errors?, modals?}; the new stack also arrives by show(). `memories` outlive this: what was typed stays
 * when the page around is built anew.
 */
export class Modals {
  #host; #reader; #verbs;
  #dialog = null;
  #stack = [];
  #memories; // view id -> Memory
  #parts = keeper();
  #files = new Map();
  #drawn = null; // the view now drawn, as JSON
  #busy = false;
  #errors = {};
  #note = null;

  constructor(host, reader, verbs, memories = new Map()) {
    this.#memories = memories;
    this.#host = host;
    this.#reader = reader;
    this.#verbs = verbs;
  }

  get open() {
    return this.#stack.length > 0;
  }

  /** Shows the stack of views, bottom first. */
  show(stack) {
    const before = this.#stack.at(-1);
    this.#stack = stack ?? [];
    for (const id of this.#memories.keys()) {
      if (!this.#stack.some((view) => view.id === id)) this.#memories.delete(id);
    }
    const view = this.#stack.at(-1);
    if (!view) return this.#shut();
    if (before?.id !== view.id || before?.hash !== view.hash) this.#forgetProblems();
    if (!this.#dialog) this.#openDialog();
    return this.#draw(before?.id === view.id);
  }

  #openDialog() {
    this.#dialog = openDialog(this.#host, {
      className: "dialog modal", title: "", closeLabel: this.#reader.say("close"), onEscape: () => this.#leave(false),
    });
    this.#dialog.panel.addEventListener("keydown", (event) => {
      const field = event.target.matches("input:not([type=checkbox], [type=radio], [type=file])");
      const always = event.key === "Enter" && (event.ctrlKey || event.metaKey);
      if ((event.key === "Enter" && field && !event.isComposing) || always) {
        event.preventDefault();
        this.#submit();
      }
    });
  }

  #shut() {
    this.#dialog?.close();
    this.#dialog = null;
    this.#drawn = null;
    this.#forgetProblems();
  }

  #forgetProblems() {
    this.#errors = {};
    this.#note = null;
    this.#busy = false;
  }

  #memory(view) {
    if (!this.#memories.has(view.id)) this.#memories.set(view.id, new Memory());
    return this.#memories.get(view.id);
  }

  #draw(same) {
    const view = this.#stack.at(-1);
    // The hash changes with every update: the same view told twice is not drawn twice.
    const drawn = JSON.stringify([view.hash ? [view.id, view.hash] : view, this.#errors, this.#note, this.#busy, this.#stack.length]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const memory = this.#memory(view);
    memory.keepOnly(view.blocks);
    const surface = this.#verbs.surface(view, memory, this.#errors);
    surface.files = this.#files;
    const { body, node } = this.#dialog;
    const scroll = same ? body.scrollTop : 0;
    node.dataset.depth = this.#stack.length;
    node.dataset.view = view.id;
    keepingFocus(this.#dialog.panel, () => this.#dialog.draw({
      title: textNodes(view.title, this.#reader),
      lead: this.#stack.length > 1 && h("span", {
        class: "stack-depth", role: "img", "aria-label": this.#reader.say("modal.depth", { n: this.#stack.length }),
      }, this.#stack.map(() => h("i"))),
      ...this.#parts((keep) => ({
        body: [this.#note && h("div", { class: "alert dialog-note", data: { level: "warning" }, role: "alert" }, this.#note),
          renderBlocks(view.blocks, surface, (name, said, draw) => keep(`${view.id}/${name}`, said, draw))],
        foot: this.#foot(view, keep),
      })),
    }));
    body.scrollTop = scroll;
    if (!same) this.#focusFirst(view);
  }

  #foot(view, keep) {
    const inputs = view.submit || (view.blocks ?? []).some((block) => block.type === "input");
    const close = () => h("button", { type: "button", class: "button", data: { focus: "modal/close" }, on: { click: () => this.#leave(false) } },
      view.close ? textNodes(view.close, this.#reader) : this.#reader.say(inputs ? "cancel" : "close"));
    const submit = () => h("button", {
      type: "button", class: "button", data: { style: "primary", focus: "modal/submit" }, "aria-busy": this.#busy ? "true" : null,
      on: { click: () => this.#submit() },
    }, view.submit ? textNodes(view.submit, this.#reader) : this.#reader.say("modal.submit"));
    return [keep("foot/close", [view.id, view.close, inputs], close), inputs && keep("foot/submit", [view.id, view.submit, this.#busy], submit)];
  }

  #focusFirst() {
    const { body, panel } = this.#dialog;
    const wanted = body.querySelector('[data-first="yes"]') ??
      body.querySelector("input:not([type=file]), textarea, .field-button") ?? panel.querySelector(".dialog-title");
    wanted?.focus({ preventScroll: true });
  }

  async #submit() {
    const view = this.#stack.at(-1);
    if (this.#busy || !(view.submit || (view.blocks ?? []).some((block) => block.type === "input"))) return;
    document.activeElement?.blur?.(); // a time typed but not yet taken counts
    const memory = this.#memory(view);
    this.#errors = checkView(view, memory, this.#reader);
    if (Object.keys(this.#errors).length) return this.#showProblems();
    this.#busy = true;
    this.#note = null;
    this.#draw(true);
    await this.#settle(this.#verbs.submit(view, memory.state()));
  }

  async #leave(all) {
    if (this.#busy) return;
    await this.#settle(this.#verbs.close(this.#stack.at(-1), all));
  }

  async #settle(promise) {
    let answer;
    try {
      answer = await promise;
    } catch (problem) {
      if (!problem.say) throw problem;
      answer = { outcome: "failed", say: problem.say };
    }
    this.#busy = false;
    if (answer.outcome === "errors") {
      this.#errors = answer.errors ?? {};
      this.#showProblems();
    } else if (["not_acked", "not_delivered", "failed"].includes(answer.outcome)) {
      this.#note = answer.say ?? this.#reader.say(`outcome.${answer.outcome}`);
      if (this.#dialog) this.#draw(true);
    }
    if (answer.modals) this.show(answer.modals);
    else if (this.#dialog) this.#draw(true);
    if (this.#dialog && document.activeElement === document.body) {
      this.#dialog.panel.querySelector('[data-focus="modal/submit"], .dialog-title').focus({ preventScroll: true });
    }
  }

  #showProblems() {
    const view = this.#stack.at(-1);
    // An error for a block that is not on this view must still be seen.
    const shown = new Set((view.blocks ?? []).map((block) => block.block_id));
    const lost = Object.entries(this.#errors).filter(([block]) => !shown.has(block));
    this.#note = lost.length ? lost.map(([, sentence]) => sentence).join(" ") : null;
    this.#draw(true);
    const first = this.#dialog.body.querySelector(".input-wrong");
    first?.querySelector("input:not([type=hidden]), textarea, button")?.focus();
    first?.scrollIntoView({ block: "nearest" });
  }
}
