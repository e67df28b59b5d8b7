// The connection to the node: opened, watched, and opened again by itself for as long as the page is there.

import { decode, encode } from "./osc.js";

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 4000;
const SILENCE_MS = 4000; // a heartbeat comes each second
const ANSWER_MS = 1500; // after sleep
const MAX_HZ = 30;
const GROUPS = { visible: "state beat log", hidden: "state log" };

export class Link {
  /**
   * url: of the WebSocket. prefix: what every address starts with. hear(path, args): takes what the node tells.
   * changed(state): "open" once the node has told everything, "lost" with the milliseconds until the next try.
   */
  constructor(url, prefix, hear, changed) {
    Object.assign(this, { url, prefix, hear, changed });
    this.waitMs = FIRST_WAIT_MS;
    this.heardMs = 0;
    document.addEventListener("visibilitychange", () => this.#wake());
    for (const event of ["online", "pageshow"]) window.addEventListener(event, () => this.#wake());
    setInterval(() => this.#watch(), 1000);
    this.#open();
  }

  /** Send one message; nothing while there is no connection. */
  send(path, types = "", args = []) {
    if (this.socket?.readyState === WebSocket.OPEN) {
      this.socket.send(encode(`${this.prefix}/${path}`, types, args));
    }
  }

  #open() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.heardMs = performance.now();
    const socket = new WebSocket(this.url);
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      this.send("hello");
      this.#subscribe();
    };
    socket.onmessage = (event) => this.#take(event.data);
    socket.onclose = () => socket === this.socket && this.#lost();
  }

  #subscribe() {
    this.send("subscribe", "isi", [0, GROUPS[document.visibilityState] ?? GROUPS.visible, MAX_HZ]);
  }

  #take(data) {
    this.heardMs = performance.now();
    for (const { address, args } of decode(data)) {
      const path = address.slice(this.prefix.length + 1);
      this.hear(path, args);
      if (path === "update" && args[0] === 0) {
        this.waitMs = FIRST_WAIT_MS;
        this.changed("open");
      }
    }
  }

  #lost() {
    this.socket = undefined;
    this.changed("lost", this.waitMs);
    this.timer = setTimeout(() => this.#open(), this.waitMs);
    this.waitMs = Math.min(2 * this.waitMs, LONGEST_WAIT_MS);
  }

  /** After sleep: ask for everything again, or connect at once. */
  #wake() {
    if (this.timer) {
      this.#open();
    } else if (this.socket?.readyState === WebSocket.OPEN) {
      this.heardMs = performance.now() - SILENCE_MS + ANSWER_MS;
      this.#subscribe();
    }
  }

  /** A connection that died without a word is given up. */
  #watch() {
    const silent = performance.now() - this.heardMs > SILENCE_MS;
    if (this.socket && silent && document.visibilityState === "visible") {
      const socket = this.socket;
      this.socket = undefined;
      socket.close();
      this.#lost();
    }
  }
}
