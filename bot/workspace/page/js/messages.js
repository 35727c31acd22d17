// One conversation's messages in order: the roots of a channel, or a thread.

const EMPTY = { status: null, prompts: null, session: null };

export class Messages {
  list = [];
  hasMore = false;
  loaded = false;
  #changed = null; // ts of what came live while the server was being read

  /** From now until take(), what comes live is newer than what is read. */
  reading() {
    this.#changed = new Set();
  }

  /** Takes in what the server read; `older` when it continues a list already here. */
  take({ messages, has_more: hasMore }, older = false) {
    const changed = this.#changed ?? new Set();
    this.#changed = null;
    for (const message of messages) if (!changed.has(message.ts)) this.put(message);
    if (older || !this.loaded) this.hasMore = Boolean(hasMore);
    this.loaded = true;
  }

  /** Adds or replaces by ts; returns true when it is new. Slack's ts sort as text. */
  put(message) {
    const { list } = this;
    this.#changed?.add(message.ts);
    let at = list.length;
    while (at > 0 && list[at - 1].ts > message.ts) at -= 1;
    if (at > 0 && list[at - 1].ts === message.ts) {
      list[at - 1] = message;
      return false;
    }
    list.splice(at, 0, message);
    return true;
  }

  has(ts) {
    return this.list.some((message) => message.ts === ts);
  }

  remove(ts) {
    this.#changed?.add(ts);
    this.list = this.list.filter((message) => message.ts !== ts);
  }
}

/** What an agent shows beside messages (status, prompts, session), by channel and thread. */
export class ThreadStates {
  #states = new Map();
  #turns = new Map();

  /** Changes with each live change: what was read before it is older. */
  turn(channel, thread) {
    return this.#turns.get(`${channel}/${thread ?? ""}`) ?? 0;
  }

  /** Takes what was read, unless something came live since `turn`. */
  take(channel, thread, state, turn) {
    if (state && this.turn(channel, thread) === turn) this.set(channel, thread, state);
  }

  get(channel, thread) {
    return this.#states.get(`${channel}/${thread ?? ""}`) ?? EMPTY;
  }

  set(channel, thread, part) {
    this.#turns.set(`${channel}/${thread ?? ""}`, this.turn(channel, thread) + 1);
    this.#states.set(`${channel}/${thread ?? ""}`, { ...this.get(channel, thread), ...part });
  }
}
