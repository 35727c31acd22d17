// A list of listeners by name; what is told to them is what happened, not what to do.

export class Signal {
  #listeners = new Map();

  /** Returns the function that stops listening. */
  on(name, listener) {
    if (!this.#listeners.has(name)) this.#listeners.set(name, new Set());
    this.#listeners.get(name).add(listener);
    return () => this.#listeners.get(name).delete(listener);
  }

  emit(name, what) {
    for (const listener of [...(this.#listeners.get(name) ?? [])]) listener(what);
  }
}
