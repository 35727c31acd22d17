// A scrolling list of messages: days, the line of what is new, one node per message, kept at its end.

import { arrange, h, keepingFocus, onceFor } from "../dom.js";
import { icon } from "../icons.js";
import { dayName, dayNumber, instant } from "../markup/dates.js";
import { authorOf, MessageNode } from "./message.js";
import { messageEditor } from "./editor.js";

const NEAR = 90; // px from the end within which the list follows what arrives
const GAP = 300; // seconds within which the same person's messages stand together

export class MessageList {
  #view; #store; #options;
  #rows = new Map(); // ts -> {node, signature}
  #freshFrom = null;
  #atEnd = true;
  #top = 0;
  #loading = false;

  /** `options`: {older(), head() -> node for an empty start, label}. */
  constructor(view, store, options) {
    this.#view = { ...view, edit: (ts) => this.edit(ts), editing: null, editor: (message) => messageEditor(message, this.#view, () => this.edit(null)) };
    this.#store = store;
    this.#options = options;
    this.list = h("ol", { class: "messages", role: "log", "aria-live": "off", "aria-label": options.label });
    this.top = h("div", { class: "messages-top" });
    this.jump = h("button", { type: "button", class: "jump", hidden: true, on: { click: () => this.toEnd(true) } },
      icon("down", 16), view.reader.say("messages.jump"));
    this.scroller = h("div", { class: "messages-scroll", tabindex: "-1" }, this.top, this.list);
    this.node = h("div", { class: "messages-frame" }, this.scroller, this.jump);
    this.scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.list.addEventListener("keydown", (event) => this.#keys(event));
    new ResizeObserver(() => { if (this.#atEnd) this.toEnd(); }).observe(this.list);
    new ResizeObserver(() => { if (this.#atEnd) this.toEnd(); }).observe(this.scroller);
  }

  get atEnd() {
    return this.#atEnd;
  }

  /** Marks the last `count` messages of others as new. */
  markNew(count) {
    const others = this.#store.list.filter((message) => message.user !== this.#view.session.id);
    this.#freshFrom = count > 0 ? (others.at(-count)?.ts ?? null) : null;
  }

  toEnd(gently = false) {
    this.#atEnd = true;
    this.jump.hidden = true;
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: gently ? "smooth" : "instant" });
  }

  draw() {
    const wasAtEnd = this.#atEnd;
    const anchorTs = wasAtEnd ? null : this.#anchor();
    keepingFocus(this.list, () => this.#sync());
    this.#headFor([this.#store.loaded, this.#store.hasMore, this.#store.list.length === 0]);
    if (wasAtEnd) this.toEnd();
    else if (anchorTs) this.#restore(anchorTs);
    this.#tabStop();
  }

  /** What came while one reads further up is announced by a button. */
  arrived(message) {
    if (message.user === this.#view.session.id) this.toEnd();
    else if (!this.#atEnd) this.jump.hidden = false;
  }

  #headFor = onceFor(() => this.top.replaceChildren(...this.#head()));

  #head() {
    if (!this.#store.loaded) return [h("div", { class: "skeleton", "aria-hidden": "true" }, [1, 2, 3].map(() => h("i")))];
    if (this.#store.hasMore) {
      return [h("button", { type: "button", class: "link-button older", on: { click: () => this.#older() } }, this.#view.reader.say("messages.older"))];
    }
    return [this.#options.head?.()].filter(Boolean);
  }

  #sync() {
    const { reader } = this.#view;
    const wanted = [];
    let previous = null;
    for (const message of this.#store.list) {
      const day = dayNumber(instant(message.ts), reader);
      const newDay = !previous || dayNumber(instant(previous.ts), reader) !== day;
      if (newDay) wanted.push(this.#row(`day-${day}`, day, () => this.#rule(dayName(instant(message.ts), reader), "day")));
      const fresh = message.ts === this.#freshFrom;
      if (fresh) wanted.push(this.#row("new", "new", () => this.#rule(reader.say("messages.new"), "new")));
      const compact = !newDay && !fresh && follows(previous, message);
      const { session, channel } = this.#view;
      const state = this.#view.inThread ? null : [session.states.get(channel, message.ts), session.newReplies.has(`${channel}/${message.ts}`)];
      const signature = JSON.stringify([message, compact, state, this.#view.editing === message.ts, authorOf(message, this.#view).name]);
      wanted.push(this.#message(message, signature, compact));
      previous = message;
    }
    const keys = new Set(wanted.map((row) => row.key));
    for (const key of this.#rows.keys()) if (!keys.has(key)) this.#rows.delete(key);
    arrange(this.list, wanted.map((row) => row.node));
  }

  #message(message, signature, compact) {
    const row = this.#row(message.ts, "", () => null);
    if (row.signature === signature) return row;
    row.signature = signature;
    row.message ??= new MessageNode(message, this.#view);
    arrange(row.node, row.message.draw(message, compact));
    return row;
  }

  #row(key, signature, draw) {
    const known = this.#rows.get(key);
    if (known) return known;
    const row = { key, signature, node: h("li", { data: { key } }, draw()) };
    this.#rows.set(key, row);
    return row;
  }

  #rule(words, kind) {
    return h("div", { class: "messages-rule", role: "separator", data: { kind } }, h("span", null, words));
  }

  edit(ts) {
    this.#view.editing = ts;
    this.draw();
    if (ts) this.list.querySelector(".editor textarea")?.focus();
  }

  async #older() {
    if (this.#loading || !this.#store.hasMore) return;
    this.#loading = true;
    try {
      await this.#options.older?.();
    } finally {
      this.#loading = false;
    }
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    const near = scrollHeight - scrollTop - clientHeight < NEAR;
    // Only who scrolls up leaves the end: a picture that loads moves the end away from under them.
    if (near || scrollTop < this.#top) this.#atEnd = near;
    this.#top = scrollTop;
    if (this.#atEnd) {
      this.jump.hidden = true;
      this.#options.seen?.();
    }
    if (scrollTop < 40 && this.#store.hasMore) this.#older();
  }

  #anchor() {
    const top = this.scroller.getBoundingClientRect().top;
    const row = [...this.list.children].find((node) => node.getBoundingClientRect().bottom > top);
    return row && { key: row.dataset.key, offset: row.getBoundingClientRect().top - top };
  }

  #restore({ key, offset }) {
    const row = this.#rows.get(key)?.node;
    if (!row) return;
    const top = this.scroller.getBoundingClientRect().top;
    this.scroller.scrollTop += row.getBoundingClientRect().top - top - offset;
  }

  /** Tab reaches one message; the arrow keys go from there. */
  #tabStop() {
    const all = [...this.list.querySelectorAll(".message")];
    const focused = document.activeElement?.closest?.(".message");
    const stop = all.includes(focused) ? focused : all.at(-1);
    for (const node of all) node.tabIndex = node === stop ? 0 : -1;
  }

  #keys(event) {
    if (!event.target.classList.contains("message")) return;
    const all = [...this.list.querySelectorAll(".message")];
    const at = all.indexOf(event.target);
    const go = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 }[event.key];
    if (go !== undefined && all[go]) {
      event.preventDefault();
      for (const node of all) node.tabIndex = node === all[go] ? 0 : -1;
      all[go].focus();
    } else if (event.key === "Enter" || (event.key === "ArrowRight" && !this.#view.inThread)) {
      event.preventDefault();
      if (!this.#view.inThread) this.#view.openThread(event.target.dataset.ts);
    }
  }
}

function follows(previous, message) {
  return previous && previous.user === message.user && previous.username === message.username &&
    !previous.is_ephemeral && !message.is_ephemeral && !previous.reply_count &&
    Number(message.ts) - Number(previous.ts) < GAP;
}
