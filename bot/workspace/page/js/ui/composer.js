// Where one writes: text, files, samples, mentions, commands; Enter sends, Shift+Enter makes a new line.

import { freshId, h, onceFor } from "../dom.js";
import { icon } from "../icons.js";
import { completion } from "./complete.js";
import { openMenu } from "./menu.js";
import { told } from "./message_menu.js";
import { openEmojiPicker } from "./reactions.js";
import { loadSamples, sampleTray } from "./samples.js";
import { Staging, sampleThumb } from "./staging.js";

export class Composer {
  #view; #thread; #sending = false; #sent;

  /** `thread` is the ts of the thread, or null; `sent(message)` hears of each message sent. */
  constructor(view, thread, { placeholder, sent }) {
    this.#view = view;
    this.#thread = thread;
    this.#sent = sent;
    const { reader, session, channel } = view;
    this.staging = new Staging(reader, (items) => this.#waits(items));
    const id = freshId("write");
    this.field = h("textarea", {
      class: "write", id, rows: "1", placeholder, "aria-label": placeholder, "aria-autocomplete": "list",
      data: { focus: `write/${channel}/${thread ?? ""}` }, value: session.drafts.get(this.#key) ?? "",
    });
    this.send = h("button", {
      type: "button", class: "icon-button send", "aria-label": reader.say("write.send"), title: reader.say("write.send"), on: { click: () => this.#submit() },
    }, icon("send", 19));
    this.picker = h("input", { type: "file", multiple: true, class: "visually-hidden", tabindex: "-1", "aria-hidden": "true", on: { change: () => this.#picked() } });
    this.prompts = h("div", { class: "prompts" });
    this.node = h("div", { class: "composer" }, this.prompts,
      h("div", { class: "write-box" }, this.staging.node, this.field,
        h("div", { class: "write-tools" }, this.#tools(), h("span", { class: "write-hint hint" }, reader.say("write.hint")), this.send)),
      this.picker);
    this.takes = completion(this.field, session, () => this.#typed());
    this.field.addEventListener("input", () => this.#typed());
    this.field.addEventListener("keydown", (event) => this.#keys(event));
    this.field.addEventListener("paste", (event) => this.#pasted(event));
    this.#typed();
    this.staging.add(session.staged.get(this.#key) ?? []);
  }

  #waits(items) {
    this.#view.session.staged.set(this.#key, items);
    this.#ready();
  }

  get #key() {
    return `${this.#view.channel}/${this.#thread ?? ""}`;
  }

  focus() {
    this.field.focus({ preventScroll: true });
  }

  /** Items are [{file}] or [{sample}]. */
  stage(items) {
    if (!this.staging.add(items)) this.#view.session.emit("problem", { say: this.#view.reader.say("files.too_many", { n: 10 }) });
    this.focus();
  }

  /** Suggestions above the field: {title, prompts: [{title, message}]} or null. */
  suggest(prompts) {
    this.#suggested([prompts], prompts);
  }

  #suggested = onceFor((prompts) => this.#drawPrompts(prompts));

  #drawPrompts(prompts) {
    const { reader } = this.#view;
    this.prompts.replaceChildren(...(prompts?.prompts?.length ? [
      prompts.title && h("div", { class: "prompts-title" }, prompts.title),
      h("div", { class: "prompts-row", role: "group", "aria-label": prompts.title || reader.say("prompts.label") },
        prompts.prompts.map((prompt) => h("button", { type: "button", class: "prompt", title: prompt.message, on: { click: () => this.#prompt(prompt) } },
          icon("sparkle", 15), prompt.title)))].filter(Boolean) : []));
  }

  #tools() {
    const { reader } = this.#view;
    const tool = (name, label, run, menu = true) => h("button", {
      type: "button", class: "icon-button", "aria-label": label, title: label, "aria-haspopup": menu ? "menu" : null, on: { click: (event) => run(event.currentTarget) },
    }, icon(name));
    return [
      tool("plus", reader.say("write.attach"), (node) => this.#attachMenu(node)),
      tool("smile", reader.say("write.emoji"), (node) => openEmojiPicker(node, reader, (name) => this.#insert(`:${name}: `))),
    ];
  }

  async #attachMenu(node) {
    const { reader, session } = this.#view;
    const samples = await loadSamples();
    const shortcuts = session.apps.flatMap((app) => (app.shortcuts ?? []).filter((s) => s.type === "global").map((s) => ({ app, s })));
    openMenu(node, [
      { icon: icon("attach"), content: reader.say("write.from_computer"), run: () => this.picker.click() },
      ...(samples.length ? [{ heading: reader.say("samples.title") }, ...samples.map((sample) => ({
        icon: sampleThumb(sample, "menu-thumb"), content: sample.title, run: () => this.stage([{ sample }]),
      }))] : []),
      ...(shortcuts.length ? [{ heading: reader.say("write.shortcuts") }, ...shortcuts.map(({ app, s }) => ({
        icon: icon("bolt"), content: s.name, hint: app.name,
        run: async () => told(await session.post("shortcut", { callback_id: s.callback_id }), this.#view),
      }))] : []),
    ], { label: reader.say("write.attach"), align: "start" });
  }

  tray() {
    return sampleTray(this.#view.reader, (sample) => this.stage([{ sample }]));
  }

  #insert(text) {
    this.field.setRangeText(text, this.field.selectionStart, this.field.selectionEnd, "end");
    this.focus();
    this.#typed();
  }

  #picked() {
    this.stage([...this.picker.files].map((file) => ({ file })));
    this.picker.value = "";
  }

  #pasted(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    this.stage(files.map((file) => ({ file })));
  }

  #typed() {
    const { session } = this.#view;
    if (this.field.value) session.drafts.set(this.#key, this.field.value);
    else session.drafts.delete(this.#key);
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 220)}px`;
    this.#ready();
  }

  #ready() {
    this.send.disabled = this.#sending || !(this.field.value.trim() || this.staging.items.length);
  }

  #keys(event) {
    if (this.takes(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#submit();
    } else if (event.key === "ArrowUp" && this.field.value === "") {
      this.#view.editLast?.(event);
    }
  }

  async #prompt(prompt) {
    const { session, channel } = this.#view;
    const answer = await session.post("prompt", { channel, thread_ts: this.#thread, message: prompt.message });
    if (answer?.message) this.#took(answer.message);
  }

  async #submit() {
    const text = this.field.value.trim();
    if (this.#sending || !(text || this.staging.items.length)) return;
    this.#sending = true;
    this.#ready();
    const items = this.staging.clear();
    this.field.value = "";
    this.#typed();
    const done = items.length ? await this.#upload(text, items) : await this.#say(text);
    this.#sending = false;
    if (!done) {
      if (!this.field.value) this.field.value = text; // nothing typed is ever lost
      if (items.length && !this.staging.items.length) this.staging.add(items);
    }
    this.#typed();
  }

  async #say(text) {
    const { session, channel } = this.#view;
    if (/^\/[a-z0-9_-]+(\s|$)/i.test(text)) {
      const answer = await session.post("command", { channel, text, thread_ts: this.#thread });
      told(answer, this.#view);
      return answer;
    }
    const answer = await session.post("say", { channel, text, thread_ts: this.#thread });
    if (answer) this.#took(answer.message);
    return answer;
  }

  async #upload(text, items) {
    const { session, channel } = this.#view;
    const files = items.filter((item) => item.file).map((item) => item.file);
    const samples = items.filter((item) => item.sample).map((item) => item.sample.name);
    let answer = null;
    let words = text;
    for (const part of [...(files.length ? [{ files }] : []), ...samples.map((sample) => ({ sample }))]) {
      answer = await session.upload("upload", { channel, thread_ts: this.#thread, text: words, sample: part.sample }, part.files ?? []);
      if (!answer) return null;
      words = "";
      this.#took(answer.message);
    }
    return answer;
  }

  #took(message) {
    this.#view.session.take(this.#view.channel, message);
    this.#sent?.(message);
  }
}
