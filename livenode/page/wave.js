// The picture: input and output as they sounded, bar lines, what each part plays and where the next riff begins.
// The past is drawn once, column by column, on a strip; each frame shows the strip and what is yet to come.

import { Columns } from "./columns.js";
import { oncePerFrame } from "./controls.js";

const LEAST_COLUMNS = 700; // what is shown, however narrow the screen
const MOST_COLUMNS = 1600;
const NOW = 0.78; // where "now" is, of the width
const LABEL = 16; // heights in CSS pixels
const LANE = 11;
const METER = 8;
const FLOOR_DB = -60;
const COLOURS = ["ink", "faint", "line", "input", "output", "now", "generating", "ready", "playing", "held", "late", "muted"];
const WAITING = new Set(["ready", "playing"]); // what is told to come is a new riff

/** Show the waves of a desk on its canvas. */
export function buildWave({ rows, values }) {
  const parts = [...new Set([...rows.values()].map((row) => row.part).filter(Boolean))];
  const wave = new Wave(document.getElementById("wave"), parts.length);
  for (const [lane, part] of parts.entries()) {
    values.watch(`part/${part}/state`, (args) => wave.state(lane, ...args));
  }
  values.watch("meter", ([beats, unit]) => (wave.quarters = (4 * beats) / unit));
  values.watch("wave", (args) => wave.take(args));
}

class Wave {
  constructor(canvas, lanes) {
    this.canvas = canvas;
    this.lanes = lanes;
    this.columns = new Columns(lanes);
    this.begins = Array.from({ length: lanes }, () => []); // bars in which a new riff began or will begin
    this.coming = new Array(lanes).fill(0); // the bar, where a new riff comes
    this.quarters = 4;
    this.strip = document.createElement("canvas");
    const style = getComputedStyle(document.documentElement);
    this.colours = Object.fromEntries(COLOURS.map((name) => [name, style.getPropertyValue(`--${name}`)]));
    this.draw = oncePerFrame(() => this.#draw());
    new ResizeObserver(() => this.#resize()).observe(canvas);
  }

  /** Take what a part does, and does next. */
  state(lane, now, next, bar) {
    this.columns.states[lane] = now === "empty" ? "" : now;
    this.coming[lane] = WAITING.has(next) ? bar : 0;
    if (this.coming[lane]) this.begins[lane] = [...this.begins[lane].filter((known) => known < bar), bar].slice(-32);
  }

  /** Take finished columns. */
  take(args) {
    const [first, end] = this.columns.take(args);
    for (let column = Math.max(first, end - this.strip.width); column < end; column += 1) this.#paint(column);
    this.draw();
  }

  #resize() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (!width || !height) return;
    const wanted = width * devicePixelRatio;
    this.canvas.width = Math.round(Math.min(MOST_COLUMNS, Math.max(LEAST_COLUMNS, wanted)));
    this.scale = this.canvas.width / width;
    this.canvas.height = Math.round(height * this.scale);
    this.strip.width = Math.round(this.canvas.width * NOW);
    this.strip.height = this.canvas.height;
    this.context = this.canvas.getContext("2d", { alpha: false });
    this.film = this.strip.getContext("2d");
    const end = this.columns.newest + 1;
    for (let column = end - this.strip.width; column < end; column += 1) this.#paint(column);
    this.draw();
  }

  /** [top, height] of the input's half (0) or the output's (1). */
  #half(signal) {
    const height = (this.canvas.height - (LABEL + this.lanes * LANE + 4) * this.scale) / 2;
    return [LABEL * this.scale + signal * height, height];
  }

  #laneTop(lane) {
    return this.canvas.height - (this.lanes - lane) * LANE * this.scale;
  }

  /** Paint one column of the past on the strip. */
  #paint(column) {
    const { film, strip, colours } = this;
    const x = ((column % strip.width) + strip.width) % strip.width;
    film.clearRect(x, 0, 1, strip.height);
    for (const [signal, colour] of [colours.input, colours.output].entries()) {
      const [top, height] = this.#half(signal);
      const [low, high] = this.columns.extremes(column, signal).map(loud);
      film.fillStyle = colour;
      film.fillRect(x, top + (height * (1 - high)) / 2, 1, Math.max(1, (height * (high - low)) / 2));
    }
    for (const [lane, state] of this.columns.lanesAt(column).entries()) {
      if (!state) continue;
      film.fillStyle = colours[state];
      film.fillRect(x, this.#laneTop(lane) + 2 * this.scale, 1, (LANE - 4) * this.scale);
    }
  }

  #draw() {
    const { context, canvas, strip, columns, colours } = this;
    if (!context) return;
    context.fillStyle = colours.ink;
    context.fillRect(0, 0, canvas.width, canvas.height);
    const first = columns.newest + 1 - strip.width;
    const seam = ((first % strip.width) + strip.width) % strip.width;
    context.drawImage(strip, -seam, 0);
    context.drawImage(strip, strip.width - seam, 0);
    context.fillRect(strip.width, 0, canvas.width, canvas.height);
    this.#drawComing();
    this.#drawLines(first);
    context.fillStyle = colours.now;
    context.fillRect(strip.width, 0, Math.ceil(this.scale), canvas.height);
    this.#drawMeters();
    this.#drawNames();
  }

  /** Draw bar and beat lines, of the past and as the tempo foresees them. */
  #drawLines(first) {
    const { columns, canvas, quarters } = this;
    let before = columns.place(first);
    for (let x = 1; x < canvas.width; x += 1) {
      const place = this.#placeAt(first + x);
      const bar = Math.floor(place);
      if (place > before && place !== 0 && before !== 0) {
        if (bar !== Math.floor(before)) this.#drawBar(x, bar);
        else if (Math.floor(place * quarters) !== Math.floor(before * quarters)) this.#drawLine(x, this.colours.faint);
      }
      before = place;
    }
  }

  #placeAt(column) {
    const { columns } = this;
    if (column <= columns.newest) return columns.place(column);
    return columns.speed && columns.place(columns.newest) + (column - columns.newest) * columns.speed;
  }

  #drawLine(x, colour) {
    this.context.fillStyle = colour;
    this.context.fillRect(x, LABEL * this.scale, 1, this.canvas.height);
  }

  #drawBar(x, bar) {
    const { context, colours, scale } = this;
    this.#drawLine(x, colours.line);
    context.font = `600 ${11 * scale}px system-ui, sans-serif`;
    context.textBaseline = "top";
    if (bar > 0) context.fillText(bar, x + 3 * scale, 3 * scale);
    for (const [lane, bars] of this.begins.entries()) {
      if (!bars.includes(bar)) continue;
      context.fillStyle = colours.now;
      context.fillRect(x, this.#laneTop(lane) + scale, 2 * scale, (LANE - 2) * scale);
    }
  }

  /** Draw what each part does from now on, and from where on a new riff. */
  #drawComing() {
    const { context, columns, strip, canvas, colours, scale } = this;
    if (!columns.speed) return;
    const place = columns.place(columns.newest);
    for (const [lane, state] of columns.states.entries()) {
      if (!state) continue;
      const bar = this.coming[lane];
      const until = bar > place ? Math.min(canvas.width, strip.width + (bar - place) / columns.speed) : canvas.width;
      const top = this.#laneTop(lane) + 2 * scale;
      context.globalAlpha = 0.35;
      context.fillStyle = colours[state];
      context.fillRect(strip.width, top, until - strip.width, (LANE - 4) * scale);
      context.globalAlpha = 1;
      context.fillStyle = colours.ready;
      context.fillRect(until, top, canvas.width - until, (LANE - 4) * scale);
    }
  }

  #drawMeters() {
    const { context, canvas, columns, colours, scale } = this;
    const x = canvas.width - METER * scale;
    for (const [signal, colour] of [colours.input, colours.output].entries()) {
      const [top, height] = this.#half(signal);
      const share = Math.max(0, 1 - decibels(columns.peaks[signal]) / FLOOR_DB);
      context.fillStyle = colours.faint;
      context.fillRect(x, top + 2, METER * scale, height - 4);
      context.fillStyle = columns.held[signal] >= 0.985 ? colours.late : colour;
      context.fillRect(x, top + 2 + (height - 4) * (1 - share), METER * scale, (height - 4) * share);
    }
  }

  #drawNames() {
    const { context, columns, colours, scale, lanes } = this;
    context.font = `600 ${11 * scale}px system-ui, sans-serif`;
    for (const [signal, name] of ["in", "out"].entries()) {
      const level = decibels(columns.held[signal]);
      context.fillStyle = signal ? colours.output : colours.input;
      context.fillText(`${name} ${level > -100 ? level.toFixed(0) : "-∞"} dB`, 4 * scale, this.#half(signal)[0] + 2 * scale);
    }
    context.font = `700 ${9 * scale}px system-ui, sans-serif`;
    context.fillStyle = colours.now;
    for (let lane = 0; lane < lanes; lane += 1) context.fillText(lane + 1, 4 * scale, this.#laneTop(lane) + 1 * scale);
  }
}

/** Quiet sound is to be seen too. */
const loud = (sample) => Math.sign(sample) * Math.min(1, Math.abs(sample)) ** 0.6;
const decibels = (peak) => 20 * Math.log10(Math.max(peak, 1e-6));
