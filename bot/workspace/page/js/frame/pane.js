// One person's window: places on the left, a conversation or a Home tab, a thread beside it, modals on top.

import { h, keepingFocus, onceFor } from "../dom.js";
import { withoutMarks } from "../markup/plain.js";
import { readerFor } from "../reader.js";
import { Session } from "../session.js";
import { viewSurface } from "../surface.js";
import { avatar } from "../ui/avatar.js";
import { Conversation } from "../ui/conversation.js";
import { closeFloating } from "../ui/floating.js";
import { Home } from "../ui/home.js";
import { Modals } from "../ui/modal.js";
import { Toasts } from "../ui/toasts.js";
import { headSigns, talkHeader, threadHeader } from "./headers.js";
import { Sidebar } from "./sidebar.js";

export class Pane {
  session = null;
  at = null; // {channel} or {home: app id}
  thread = null;
  #main = null; #side = null; #beside = null; #headFor = null; #turn = 0;

  constructor(frame, name) {
    this.frame = frame;
    this.name = name;
    this.body = h("div", { class: "pane-body" });
    this.node = h("section", { class: "pane", data: { pane: name }, on: { focusin: () => frame.attend(this), pointerdown: () => frame.attend(this) } });
  }

  /** Becomes somebody, at the place they were or at the app's DM. */
  async become(id, where = {}) {
    closeFloating();
    const turn = (this.#turn += 1);
    const next = new Session(id);
    await next.open();
    if (turn !== this.#turn) return next.close(); // somebody else was chosen meanwhile
    this.close();
    this.session = next;
    this.#listen();
    this.#build();
    const wanted = where.home || where.channel ? where : { channel: this.#firstPlace() };
    await this.go(wanted, where.thread ?? null, where.screen ?? "talk");
    return this.frame.changed(this);
  }

  close() {
    this.#leave();
    this.#side?.close();
    this.session?.close();
    this.session = null;
  }

  #firstPlace() {
    return this.session.apps[0]?.dm ?? this.session.channels[0]?.id ?? this.session.dms[0]?.id;
  }

  #build() {
    const { session } = this;
    this.reader = readerFor(session, {
      person: (id) => this.openPerson(id),
      channel: (id) => session.channel(id) && this.go({ channel: id }),
    });
    this.#side?.close();
    this.#side = new Sidebar(this);
    this.talk = h("main", { class: "talk" });
    this.beside = h("aside", { class: "beside", "aria-label": session.say("thread.title"), hidden: true });
    this.body.replaceChildren(this.#side.node, this.talk, this.beside);
    this.toasts = new Toasts(this.reader);
    this.node.setAttribute("aria-label", session.me.real_name);
    this.node.lang = session.language;
    this.node.replaceChildren(this.body, this.toasts.node);
    this.modals = new Modals(this.node, this.reader, {
      surface: (view, memory, errors) => viewSurface({
        session, reader: this.reader, host: this.node, view, memory, errors, tell: (sentence) => sentence && this.toasts.show(sentence, { kind: "problem" }),
      }),
      submit: (view, state) => session.ask("submit", { view: view.id, state }),
      close: (view, all) => session.ask("close", { view: view.id, all }),
    }, session.windows);
    this.modals.show(session.modals);
  }

  #listen() {
    const { session } = this;
    // What a person left behind still tells is not for the one who came after.
    const on = (name, run) => session.on(name, (what) => { if (this.session === session) run(what); });
    on("modals", () => this.modals.show(session.modals));
    on("problem", ({ say }) => this.toasts.show(say, { kind: "problem" }));
    on("notice", ({ say }) => this.toasts.show(say));
    on("news", (what) => this.#news(what));
    on("places", () => this.#placesChanged());
    on("arrived", () => this.frame.crowd.stir());
    on("language", () => this.#rebuild());
    on("traffic", (entry) => this.frame.traffic(entry));
    on("again", (why) => this.#rebuild(why === "reset"));
  }

  #rebuild(afresh = false) {
    const { at, thread } = this;
    this.#build();
    const lost = at?.channel && !this.session.place(at.channel);
    this.go(lost || !at ? { channel: this.#firstPlace() } : at, afresh ? null : thread);
    this.frame.changed(this);
  }

  #placesChanged() {
    this.frame.changed(this);
    if (this.at) this.#drawHead();
  }

  // --- going somewhere -----------------------------------------------------------------

  isAt(channel) {
    if (this.at?.home) return this.session.apps.find((app) => app.id === this.at.home)?.dm === channel;
    return this.at?.channel === channel;
  }

  get view() {
    return {
      session: this.session, reader: this.reader, host: this.node, channel: this.at.channel,
      openThread: (ts) => this.openThread(ts), shown: () => this.#isShown(this.talk),
    };
  }

  #isShown(node) {
    return document.visibilityState === "visible" && node.getClientRects().length > 0;
  }

  #leave() {
    this.#main?.close();
    this.#beside?.close();
    this.#main = null;
    this.#beside = null;
  }

  async go(place, thread = null, screen = "talk") {
    closeFloating();
    this.#leave();
    this.at = place;
    this.thread = null;
    this.beside.hidden = true;
    this.screen(screen);
    const app = place.home && this.session.apps.find((each) => each.id === place.home);
    this.head = h("div", { class: "talk-head-place" });
    this.#main = app ? new Home(this.view, app) : new Conversation(this.view);
    this.#headFor = onceFor(() => keepingFocus(this.head, () => this.head.replaceChildren(talkHeader(this))));
    this.#drawHead();
    this.talk.replaceChildren(this.head, this.#main.node);
    this.#side.draw();
    this.frame.changed(this);
    const messagesOf = !app && this.session.appOf(place.channel);
    if (messagesOf) this.session.post("home", { app: messagesOf.id, tab: "messages", channel: place.channel });
    const opened = this.#main.open();
    if (thread) this.openThread(thread, screen === "talk" ? "thread" : screen);
    else if (screen === "talk" && !matchMedia("(hover: none)").matches) this.#main.composer?.focus();
    await opened;
  }

  #drawHead() {
    this.#headFor(headSigns(this));
  }

  async openThread(ts, screen = "thread") {
    this.#beside?.close();
    this.thread = ts;
    const conversation = new Conversation({ ...this.view, shown: () => this.#isShown(this.beside) }, ts);
    this.#beside = conversation;
    this.beside.hidden = false;
    this.beside.replaceChildren(threadHeader(this), conversation.node);
    this.screen(screen);
    this.frame.changed(this);
    const opened = conversation.open();
    if (!matchMedia("(hover: none)").matches) conversation.composer.focus();
    await opened;
  }

  closeThread() {
    const ts = this.thread;
    this.#beside?.close();
    this.#beside = null;
    this.thread = null;
    this.beside.hidden = true;
    this.screen("talk");
    this.frame.changed(this);
    this.#main?.list?.draw();
    (this.talk.querySelector(`[data-focus="thread/${ts}"]`) ?? this.talk.querySelector(".write"))?.focus({ preventScroll: true });
  }

  /** On a phone's width one of three is seen: "list", "talk", "thread". */
  screen(name) {
    this.body.dataset.screen = name;
  }

  /** Puts the focus where one goes on: a window, a thread, the conversation, the list of places. */
  enter() {
    const stops = [".dialog-title", ".beside .write", ".talk .write", ".side-person"];
    const seen = stops.map((stop) => this.node.querySelector(stop)).find((node) => node && this.#isShown(node));
    seen?.focus({ preventScroll: true });
  }

  async openPerson(id) {
    const app = this.session.apps.find((each) => each.user === id);
    if (app) return this.go({ channel: app.dm });
    if (id === this.session.id) return undefined;
    const answer = await this.session.post("dm", { user: id });
    if (!answer) return undefined;
    if (!this.session.dm(answer.channel)) await this.session.refresh();
    return this.go({ channel: answer.channel });
  }

  // --- what arrives elsewhere ----------------------------------------------------------

  #news({ channel, thread, message }) {
    const { session } = this;
    const person = session.people.get(message.user) ?? { id: message.user };
    const words = withoutMarks(message.text ?? "", (id) => session.people.get(id)?.real_name ?? id).slice(0, 110);
    const isDm = Boolean(session.dm(channel));
    if (!isDm && !thread && !JSON.stringify(message).includes(`<@${session.id}>`)) return;
    this.toasts.show(`${person.real_name ?? ""}: ${words || session.say("news.message")}`, {
      kind: "news", face: avatar(person, 26),
      action: { label: session.say("open"), run: () => (this.isAt(channel) && thread ? this.openThread(thread) : this.go({ channel }, thread)) },
    });
  }
}
