// The people who are not on the screen: whether something waits for them, asked for after something happened.

import { Problem, get } from "../server.js";

const AFTER = [1200, 3500, 8000, 16_000]; // ms after the last stir

export class Crowd {
  #frame; #unread = new Map(); #timers = []; #asking = false;

  constructor(frame) {
    this.#frame = frame;
  }

  unread(id) {
    const pane = this.#frame.panes.find((each) => each.session?.id === id);
    return pane ? pane.session.unread : (this.#unread.get(id) ?? 0);
  }

  /** Something happened: look a few times, because an app may take its time. */
  stir() {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = AFTER.map((ms) => setTimeout(() => this.look(), ms));
  }

  async look() {
    if (this.#asking || document.visibilityState !== "visible") return;
    this.#asking = true;
    try {
      for (const person of this.#frame.people) {
        if (!this.#frame.panes.some((pane) => pane.session?.id === person.id)) await this.#ask(person);
      }
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem; // away for a moment: the next look will tell
    } finally {
      this.#asking = false;
    }
  }

  async #ask(person) {
    const state = await get("state", { as: person.id });
    const count = state.dms.reduce((sum, dm) => sum + (dm.unread ?? 0), 0) + state.channels.reduce((sum, c) => sum + (c.mentions ?? 0), 0);
    const before = this.#unread.get(person.id);
    this.#unread.set(person.id, count);
    if (before === count) return;
    this.#frame.drawPeople();
    if (before !== undefined && count > before) this.#frame.someoneWaits(person);
  }
}
