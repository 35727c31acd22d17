// One conversation's messages in order: the roots of a channel, or a thread.

const EMPTY = { status: null, prompts: null, session: null };

export class Messages {
  list = [];
  hasMore = false;
  loaded = false;

  /** Takes in what the server read; `older` when it continues a list already here. */
  take({ messages, has_more: hasMore }, older = false) {
    for (const message of messages) this.put(message);
    if (older || !this.loaded) this.hasMore = Boolean(hasMore);
    this.loaded = true;
  }

  /** Adds or replaces by ts; returns true when it is new. Slack's ts sort as text. */
  put(message) {
    const { list } = this;
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
    this.list = this.list.filter((message) => message.ts !== ts);
  }
}

/** What an agent shows beside messages (status, prompts, session), by channel and thread. */
export class ThreadStates {
  #states = new Map();

  get(channel, thread) {
    return this.#states.get(`${channel}/${thread ?? ""}`) ?? EMPTY;
  }

  set(channel, thread, part) {
    this.#states.set(`${channel}/${thread ?? ""}`, { ...this.get(channel, thread), ...part });
  }
}
