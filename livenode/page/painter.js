// Paints input and output as they sounded, bar lines, what each part plays and where the next riff begins. A worker.
// The past is painted once, column by column, on a strip; each time the strip is shown, and what is yet to come.

import { Columns } from "./columns.js";
import { decode, encode } from "./osc.js";

const LEAST_COLUMNS = 700; // what is shown, however narrow the screen
const MOST_COLUMNS = 1600;
const NOW = 0.78; // where "now" is, of the width
const LABEL = 16; // heights in CSS pixels
const LANE = 14;
const METER = 8;
const FLOOR_DB = -60;
const TOLD_HZ = 30;
const SHOWN_MS = 50; // between two pictures: without a GPU they are most of what the page costs
const WAITING = new Set(["ready", "playing"]); // what is told to come is a new riff

class Painter {
  /** screen: an OffscreenCanvas. parts: their numbers. colours: by name. url, prefix: of the node. */
  open({ screen, parts, colours, url, prefix }) {
    Object.assign(this, { screen, colours, url });
    this.lanes = [...parts.keys()];
    this.rows = { wave: (...args) => this.#take(args), meter: (...args) => this.#meter(...args) };
    for (const lane of this.lanes) this.rows[`part/${parts[lane]}/state`] = (...args) => this.#state(lane, ...args);
    this.rows = Object.fromEntries(Object.entries(this.rows).map(([path, take]) => [`${prefix}/${path}`, take]));
    this.greeting = encode(`${prefix}/subscribe`, "isi", [0, "wave state", TOLD_HZ]);
    this.columns = new Columns();
    this.begins = this.lanes.map(() => []); // bars in which a new riff began or will begin
    this.coming = this.lanes.map(() => 0); // the bar in which a new riff will begin, or 0
    this.context = screen.getContext("2d", { alpha: false });
    this.strip = new OffscreenCanvas(1, 1);
    this.film = this.strip.getContext("2d", { alpha: false });
  }

  /** Take the canvas's size in CSS pixels. A column is one pixel of the picture. */
  resize(width, height, ratio) {
    if (!width || !height) return;
    this.screen.width = Math.round(Math.min(MOST_COLUMNS, Math.max(LEAST_COLUMNS, width * ratio)));
    this.scale = this.screen.width / width;
    this.screen.height = Math.round(height * this.scale);
    this.strip.width = Math.round(this.screen.width * NOW);
    this.strip.height = this.screen.height;
    const end = this.columns.newest + 1;
    for (let column = end - this.strip.width; column < end; column += 1) this.#paint(column);
    this.#show();
  }

  /** Hear the node on a connection of its own, begun anew if there was one, or no longer. */
  listen(isHeard) {
    if (isHeard && this.socket?.readyState === WebSocket.CONNECTING) return;
    hangUp(this.socket);
    this.socket = isHeard ? new WebSocket(this.url) : undefined;
    if (!isHeard) return;
    this.socket.binaryType = "arraybuffer";
    this.socket.onopen = ({ target }) => target.send(this.greeting);
    this.socket.onmessage = ({ data }) => decode(data).forEach(({ address, args }) => this.rows[address]?.(...args));
  }

  #meter(beats, unit) {
    this.columns.quarters = (4 * beats) / unit;
  }

  /** Take what a part does, and does next. */
  #state(lane, now, next, bar) {
    this.columns.states[lane] = now === "empty" ? "" : now;
    this.coming[lane] = WAITING.has(next) ? bar : 0;
    if (this.coming[lane]) this.begins[lane] = [...this.begins[lane].filter((known) => known < bar), bar].slice(-32);
  }

  /** Take finished columns, and show them. */
  #take(args) {
    const [first, end] = this.columns.take(args);
    if (!this.scale) return;
    for (let column = Math.max(first, end - this.strip.width); column < end; column += 1) this.#paint(column);
    if (performance.now() - this.shown > SHOWN_MS) this.#show();
  }

  /** [top, height] of the input's half (0) or the output's (1). */
  #half(signal) {
    const height = (this.screen.height - (LABEL + this.lanes.length * LANE + 4) * this.scale) / 2;
    return [LABEL * this.scale + signal * height, height];
  }

  #laneTop(lane) {
    return this.screen.height - (this.lanes.length - lane) * LANE * this.scale;
  }

  /** Paint one column of the past on the strip. */
  #paint(column) {
    const { film, strip, colours, scale } = this;
    const x = modulo(column, strip.width);
    film.fillStyle = colours.ink;
    film.fillRect(x, 0, 1, strip.height);
    for (const [signal, colour] of [colours.input, colours.output].entries()) {
      const [top, height] = this.#half(signal);
      const [low, high] = this.columns.extremes(column, signal).map(loud);
      film.fillStyle = colour;
      film.fillRect(x, top + (height * (1 - high)) / 2, 1, Math.max(1, (height * (high - low)) / 2));
    }
    for (const [lane, state] of this.columns.lanes(column).entries()) {
      if (!state) continue;
      film.fillStyle = colours[state];
      film.fillRect(x, this.#laneTop(lane) + 2 * scale, 1, (LANE - 4) * scale);
    }
  }

  #show() {
    const { context, screen, strip, columns, colours } = this;
    this.shown = performance.now();
    const first = columns.newest + 1 - strip.width;
    const seam = modulo(first, strip.width);
    context.drawImage(strip, -seam, 0);
    context.drawImage(strip, strip.width - seam, 0);
    this.#box(colours.ink, strip.width, 0, screen.width, screen.height);
    this.#showComing();
    context.font = `600 ${11 * this.scale}px system-ui, sans-serif`;
    context.textBaseline = "top";
    const lines = [...columns.lines, ...columns.coming(screen.width - strip.width)];
    for (const [column, bar] of lines) if (column >= first) this.#line(Math.round(column - first), bar);
    this.#box(colours.now, strip.width, 0, Math.ceil(this.scale), screen.height);
    for (const signal of [0, 1]) this.#showLevel(signal);
    for (const lane of this.lanes) {
      this.#box(colours.ink, 0, this.#laneTop(lane), 16 * this.scale, LANE * this.scale);
      this.#text(colours.now, lane + 1, 4, this.#laneTop(lane) + 2 * this.scale);
    }
  }

  /** A bar line with its number and the beginnings of riffs, or the line of a beat. */
  #line(x, bar) {
    const { colours, scale } = this;
    this.#box(bar ? colours.line : colours.faint, x, LABEL * scale, 1, this.screen.height);
    if (bar > 0) this.#text(colours.dim, bar, x / scale + 3, 3 * scale);
    for (const lane of this.lanes) {
      if (bar && this.begins[lane].includes(bar)) {
        this.#box(colours.now, x, this.#laneTop(lane) + scale, 2 * scale, (LANE - 2) * scale);
      }
    }
  }

  /** Show what each part does from now on, and from where on a new riff. */
  #showComing() {
    const { context, columns, strip, screen, colours, scale } = this;
    if (!columns.speed) return;
    const place = columns.place(columns.newest);
    for (const lane of this.lanes.filter((one) => columns.states[one])) {
      const bar = this.coming[lane];
      const until = bar > place ? Math.min(screen.width, strip.width + (bar - place) / columns.speed) : screen.width;
      const [top, height] = [this.#laneTop(lane) + 2 * scale, (LANE - 4) * scale];
      context.globalAlpha = 0.35;
      this.#box(colours[columns.states[lane]], strip.width, top, until - strip.width, height);
      context.globalAlpha = 1;
      this.#box(colours.ready, until, top, screen.width - until, height);
    }
  }

  /** Show a level as a bar at the right, and its highest peak as a number. */
  #showLevel(signal) {
    const { columns, colours, scale, screen } = this;
    const [top, height] = this.#half(signal);
    const [x, width, colour] = [screen.width - METER * scale, METER * scale, signal ? colours.output : colours.input];
    const share = Math.max(0, 1 - decibels(columns.peaks[signal]) / FLOOR_DB);
    const held = decibels(columns.held[signal]);
    this.#box(colours.faint, x, top + 2, width, height - 4);
    const full = height - 4;
    this.#box(held > -0.2 ? colours.late : colour, x, top + 2 + full * (1 - share), width, full * share);
    this.#text(colour, `${signal ? "out" : "in"} ${held > -100 ? held.toFixed(0) : "-∞"} dB`, 4, top + 2 * scale);
  }

  #box(colour, x, y, width, height) {
    this.context.fillStyle = colour;
    this.context.fillRect(x, y, width, height);
  }

  /** x in CSS pixels, y in the picture's. */
  #text(colour, text, x, y) {
    this.context.fillStyle = colour;
    this.context.fillText(text, x * this.scale, y);
  }
}

function hangUp(socket) {
  if (!socket) return;
  socket.onmessage = null;
  if (socket.readyState === WebSocket.CONNECTING) socket.onopen = () => socket.close();
  else socket.close();
}

const modulo = (number, by) => ((number % by) + by) % by;
/** Quiet sound is to be seen too. */
const loud = (sample) => Math.sign(sample) * Math.min(1, Math.abs(sample)) ** 0.6;
const decibels = (peak) => 20 * Math.log10(Math.max(peak, 1e-6));

const painter = new Painter();
onmessage = ({ data: [what, ...args] }) => painter[what](...args);
postMessage("here");
