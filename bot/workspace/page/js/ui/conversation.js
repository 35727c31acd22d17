// A channel or DM, or one thread of it: its messages, what the agent is doing, and where one writes.

import { h } from "../dom.js";
import { withoutMarks } from "../markup/plain.js";
import { Composer } from "./composer.js";
import { takeDrops } from "./dropzone.js";
import { MessageList } from "./message_list.js";
import { StatusLine } from "./status.js";
import { welcome } from "./welcome.js";

export class Conversation {
  #view; #thread; #offs = []; #store;

  /** `view`: {session, reader, host, channel, openThread(ts), shown()}; `thread`: ts or null. */
  constructor(view, thread = null) {
    this.#view = { ...view, inThread: thread !== null };
    this.#thread = thread;
    const { session, reader, channel } = view;
    this.#store = thread ? session.replies(channel, thread) : session.roots(channel);
    this.status = new StatusLine(this.#view, thread);
    this.composer = new Composer({ ...this.#view, editLast: (event) => this.#editLast(event) }, thread, {
      placeholder: thread ? reader.say("write.in_thread") : reader.say("write.to", { name: session.nameOf(channel) }),
      sent: (message) => this.#sent(message),
    });
    this.list = new MessageList(this.#view, this.#store, {
      label: thread ? reader.say("thread.title") : session.nameOf(channel),
      older: () => session.loadRoots(channel, { older: true }),
      head: thread ? null : () => welcome(this.#view, this.#store, this.composer),
      seen: () => this.#seen(),
    });
    this.live = h("div", { class: "visually-hidden", "aria-live": "polite" });
    this.node = h("div", { class: "conversation" }, this.list.node, this.status.node, this.composer.node, this.live);
    takeDrops(this.node, reader.say("files.drop", { name: session.nameOf(channel) }), (items) => this.composer.stage(items));
    this.#listen();
  }

  async open() {
    const { session, channel } = this.#view;
    const unread = this.#thread ? 0 : (session.place(channel)?.unread ?? 0);
    this.#draw();
    if (this.#thread) await session.loadThread(channel, this.#thread);
    else await session.loadRoots(channel);
    if (unread) {
      this.list.markNew(unread);
      this.#draw();
    }
    this.#seen();
  }

  close() {
    for (const off of this.#offs) off();
    this.status.gone();
  }

  #listen() {
    const { session, channel } = this.#view;
    const here = (what) => what.channel === channel && (what.thread ?? null) === this.#thread;
    this.#offs = [
      session.on("messages", (what) => {
        if (here(what) || what.channel === channel) this.#draw();
        if (what.fresh && here(what)) this.list.arrived(what.fresh);
        if (here(what)) this.#announce(what.fresh ?? what.changed);
      }),
      session.on("state", (what) => { if (what.channel === channel) this.#draw(); }),
      session.on("arrived", (what) => { if (here(what) && this.#view.shown() && this.list.atEnd) what.inView = true; }),
    ];
  }

  #draw() {
    this.list.draw();
    this.status.draw();
    this.composer.suggest(this.#prompts());
  }

  /** What the app suggested here; before it did, what its manifest suggests. */
  #prompts() {
    const { session, channel } = this.#view;
    const given = session.states.get(channel, this.#thread).prompts;
    if (given) return given;
    const app = session.appOf(channel);
    if (this.#thread || !app?.suggested_prompts?.length || !this.#store.loaded) return null;
    return { title: "", prompts: app.suggested_prompts };
  }

  /** In a DM with an agent each question is a thread of its own: it opens where the answer will come. */
  #sent(message) {
    const { session, channel } = this.#view;
    this.list.toEnd();
    if (!this.#thread && session.appOf(channel)) this.#view.openThread(message.ts);
  }

  #seen() {
    if (!this.#thread && this.#view.shown() && this.list.atEnd) this.#view.session.read(this.#view.channel);
  }

  #announce(message) {
    const { session } = this.#view;
    if (!message || message.user === session.id || message.streaming_state === "in_progress") return;
    const name = session.people.get(message.user)?.real_name ?? "";
    this.live.textContent = `${name}: ${withoutMarks(message.text ?? "", (id) => session.people.get(id)?.real_name ?? id)}`;
  }

  #editLast(event) {
    const mine = this.#store.list.findLast((message) => message.user === this.#view.session.id && !message.files?.length);
    if (!mine) return;
    event.preventDefault();
    this.list.edit(mine.ts);
  }
}
