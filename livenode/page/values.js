// What the node told last of each address, and who wants to know.

export class Values {
  #args = new Map();
  #watchers = new Map();

  get(path) {
    return this.#args.get(path);
  }

  /** Take what the node told, and show it. */
  take(path, args) {
    this.#args.set(path, args);
    for (const show of this.#watchers.get(path) ?? []) show(args);
  }

  /** Show what is known once more: what was asked for instead was refused. */
  again(path) {
    const args = this.#args.get(path);
    if (args) this.take(path, args);
  }

  /** Call show(args) with what is known, and with whatever comes. */
  watch(path, show) {
    this.#watchers.set(path, [...(this.#watchers.get(path) ?? []), show]);
    const args = this.#args.get(path);
    if (args) show(args);
  }
}
