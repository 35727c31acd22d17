// One person at their workspace: who they are, where they can speak, what they have read, what happens live.

import { Messages, ThreadStates } from "./messages.js";
import { Memory } from "./elements/memory.js";
import { Problem, get, listen, post, upload } from "./server.js";
import { Signal } from "./signal.js";
import { languageOf, sayer } from "./words.js";

const PAGE = 50;

export class Session extends Signal {
  people = new Map();
  apps = [];
  channels = [];
  dms = [];
  modals = [];
  homes = new Map();
  drafts = new Map();
  staged = new Map(); // files waiting to be sent, by conversation
  windows = new Map(); // what is typed in open modals, by view
  newReplies = new Set(); // "channel/ts" of threads with answers not yet looked at
  states = new ThreadStates();
  linked = true;
  #roots = new Map();
  #threads = new Map();
  #memories = new Map();
  #stop = null;
  #traffic = false;

  constructor(id) {
    super();
    this.id = id;
  }

  async open() {
    const { cursor } = await this.refresh();
    this.#listen(cursor);
  }

  close() {
    this.#stop?.();
    this.#stop = null;
  }

  /** Raw traffic comes along with one person's events; the inspector asks for it. */
  async watchTraffic(on) {
    if (this.#traffic === on || !this.#stop) return;
    this.#traffic = on;
    this.#stop();
    this.#listen((await get("state", { as: this.id })).cursor);
  }

  #listen(cursor) {
    const params = { as: this.id, cursor, ...(this.#traffic ? { traffic: "1" } : {}) };
    this.#stop = listen(params, (event) => this.#apply(event), (linked) => {
      if (linked === this.linked) return;
      this.linked = linked;
      this.emit("link", linked);
    });
  }

  async refresh() {
    const state = await get("state", { as: this.id });
    const language = languageOf(state.me.locale);
    for (const app of state.apps) {
      // Nothing was said there yet: the server lists it with the first message.
      if (app.dm && !state.dms.some((dm) => dm.id === app.dm)) state.dms.push({ id: app.dm, user: app.user, unread: 0, latest: null });
    }
    const turned = this.language && this.language !== language;
    Object.assign(this, {
      me: state.me, team: state.team, apps: state.apps, channels: state.channels, dms: state.dms,
      modals: state.modals ?? [], language, say: sayer(language),
      people: new Map(state.people.map((person) => [person.id, person])),
    });
    this.emit(turned ? "language" : "places");
    return state;
  }

  // --- where one can speak -------------------------------------------------------------

  channel(id) {
    return this.channels.find((channel) => channel.id === id);
  }

  dm(id) {
    return this.dms.find((dm) => dm.id === id);
  }

  place(id) {
    return this.channel(id) ?? this.dm(id);
  }

  /** The app one talks to in a DM, if it is one. */
  appOf(channelId) {
    const dm = this.dm(channelId);
    return this.apps.find((app) => app.dm === channelId || (dm && app.user === dm.user));
  }

  nameOf(channelId) {
    const channel = this.channel(channelId);
    if (channel) return `#${channel.name}`;
    const dm = this.dm(channelId);
    const person = dm && this.people.get(dm.user);
    return person ? person.real_name || person.name : channelId;
  }

  get unread() {
    return [...this.dms, ...this.channels].reduce(
      (sum, place) => sum + (this.dm(place.id) ? place.unread : (place.mentions ?? 0)), 0);
  }

  // --- reading -------------------------------------------------------------------------

  roots(channel) {
    if (!this.#roots.has(channel)) this.#roots.set(channel, new Messages());
    return this.#roots.get(channel);
  }

  replies(channel, ts) {
    const key = `${channel}/${ts}`;
    if (!this.#threads.has(key)) this.#threads.set(key, new Messages());
    return this.#threads.get(key);
  }

  async loadRoots(channel, { older = false } = {}) {
    const store = this.roots(channel);
    const before = older ? store.list[0]?.ts : undefined;
    const turn = this.states.turn(channel, null);
    store.reading();
    const read = await get("history", { as: this.id, channel, limit: PAGE, before, ephemeral: "1" });
    store.take(read, older);
    if (!older) this.states.take(channel, null, read.thread_state, turn);
    this.emit("messages", { channel, thread: null });
  }

  async loadThread(channel, ts) {
    const store = this.replies(channel, ts);
    const turn = this.states.turn(channel, ts);
    store.reading();
    const read = await get("thread", { as: this.id, channel, ts });
    store.take(read);
    this.newReplies.delete(`${channel}/${ts}`);
    this.states.take(channel, ts, read.thread_state, turn);
    this.emit("messages", { channel, thread: ts });
  }

  memory(channel, ts) {
    const key = `${channel}/${ts}`;
    if (!this.#memories.has(key)) this.#memories.set(key, new Memory());
    return this.#memories.get(key);
  }

  async read(channel) {
    const place = this.place(channel);
    const last = this.roots(channel).list.at(-1)?.ts;
    if (!place || (!place.unread && !place.mentions)) return;
    place.unread = 0;
    place.mentions = 0;
    this.emit("places");
    if (last || place.latest) await this.post("read", { channel, ts: [last, place.latest].filter(Boolean).sort().at(-1) });
  }

  // --- doing ---------------------------------------------------------------------------

  /** Does something as this person; a problem is told in words and comes back as null. */
  async post(path, body) {
    return this.#told(post(path, { as: this.id, ...body }));
  }

  async upload(path, fields, files) {
    return this.#told(upload(path, { as: this.id, ...fields }, files));
  }

  async #told(promise) {
    try {
      // Which windows are open is told by the live stream alone: an answer made before the app opened one
      // may arrive after the event that shows it, and would take it away again.
      return await promise;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.emit("problem", { say: this.explain(problem), code: problem.code });
      return null;
    }
  }

  explain(problem) {
    return problem.say ?? this.say(problem.code === "offline" ? "problem.offline" : "problem.other", { code: problem.code });
  }

  /** The same, for those who show the problem themselves. */
  async ask(path, body) {
    try {
      return await post(path, { as: this.id, ...body });
    } catch (problem) {
      if (problem instanceof Problem) problem.say = this.explain(problem);
      throw problem;
    }
  }

  async attach(files) {
    try {
      return (await upload("attach", { as: this.id }, files)).files;
    } catch (problem) {
      if (problem instanceof Problem) problem.say = this.explain(problem);
      throw problem;
    }
  }

  fileAddress(id) {
    return `/local/files/${encodeURIComponent(id)}?as=${encodeURIComponent(this.id)}`;
  }

  thumbAddress(id) {
    return `/local/files/${encodeURIComponent(id)}/thumb?as=${encodeURIComponent(this.id)}`;
  }

  take(channel, message) {
    if (!message) return;
    const thread = message.thread_ts && message.thread_ts !== message.ts ? message.thread_ts : null;
    this.#place(channel, thread, message);
    this.emit("messages", { channel, thread });
  }

  // --- what happens --------------------------------------------------------------------

  #setModals(modals, why) {
    this.modals = modals;
    this.emit("modals", why);
  }

  #apply(event) {
    const { type, channel, thread_ts: thread } = event;
    switch (type) {
      case "message": return this.#arrived(event);
      case "message.changed":
        this.#place(channel, thread, event.message, true);
        return this.emit("messages", { channel, thread, changed: event.message });
      case "message.deleted":
        this.roots(channel).remove(event.ts);
        if (thread) this.replies(channel, thread).remove(event.ts);
        return this.emit("messages", { channel, thread });
      case "status": case "prompts": case "session":
        this.states.set(channel, thread, { [type]: event[type] });
        return this.emit("state", { channel, thread });
      case "modal": return this.#setModals(event.modals, event.why);
      case "home":
        this.homes.set(event.app, event.view);
        return this.emit("home", event.app);
      case "conversations": case "people": return this.refresh();
      case "app":
        for (const app of this.apps) if (app.id === event.app) app.connected = event.connected;
        return this.emit("places");
      case "problem": return this.emit("problem", event);
      case "traffic": return this.emit("traffic", event.entry);
      case "reset": case "reload": return this.#again(type);
      default: return undefined;
    }
  }

  #place(channel, thread, message, onlyKnown = false) {
    const roots = this.roots(channel);
    const root = !thread || thread === message.ts;
    if ((root || message.subtype === "thread_broadcast") && (!onlyKnown || roots.has(message.ts))) roots.put(message);
    const key = root ? message.ts : thread;
    const replies = this.#threads.get(`${channel}/${key}`);
    if (replies && (!onlyKnown || replies.has(message.ts) || !root)) replies.put(message);
  }

  #arrived(event) {
    const { channel, thread_ts: thread, message } = event;
    this.#place(channel, thread, message);
    if (!this.place(channel)) this.refresh();
    const seen = { channel, thread, message, mine: message.user === this.id, inView: false };
    this.emit("arrived", seen); // whoever shows the conversation sets inView
    const place = this.place(channel);
    if (place) {
      if (!thread && place.latest !== undefined) place.latest = message.ts;
      if (!seen.mine && !seen.inView) {
        place.unread = (place.unread ?? 0) + 1;
        if (thread) this.newReplies.add(`${channel}/${thread}`);
        if (JSON.stringify(message).includes(`<@${this.id}>`)) place.mentions = (place.mentions ?? 0) + 1;
        this.emit("places");
        this.emit("news", seen);
      }
    }
    this.emit("messages", { channel, thread, fresh: message });
  }

  /** Everything is read anew; what was typed goes only when the workspace itself forgot everything. */
  async #again(why) {
    this.#roots.clear();
    this.#threads.clear();
    if (why === "reset") for (const typed of [this.#memories, this.windows, this.drafts, this.staged]) typed.clear();
    this.homes.clear();
    this.states = new ThreadStates();
    await this.refresh();
    this.emit("again", why);
  }
}
