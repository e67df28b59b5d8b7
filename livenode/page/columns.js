// The last seconds of input and output in columns of 10 ms, as the node tells them, and the lines of the music.

const KEPT = 4096; // more than a screen is wide
const NUMBERS = 5; // of a column: place, lowest and highest of the input, and of the output
const FALL = 10 ** (-0.25 / 20); // of a meter, a column
const HELD_COLUMNS = 150; // for which the highest peak is shown as a number
const SPEED_COLUMNS = 32;
const FASTEST = 0.06; // bars a column

export class Columns {
  newest = -1; // the number of the last column
  states = []; // of each part, now
  lines = []; // [column, bar] of bar lines, [column, 0] of beats, oldest first
  peaks = [0, 0]; // of input and output, falling
  held = [0, 0]; // the highest of the last moment
  quarters = 4; // quarter notes a bar
  #heldUntil = [0, 0];
  #numbers = new Float32Array(KEPT * NUMBERS);
  #lanes = Array.from({ length: KEPT }, () => []);

  /** Take what the node told: the first column's number, then the numbers of each. Returns [first new, end). */
  take([first, ...numbers]) {
    const end = first + numbers.length / NUMBERS;
    const skipped = first - this.newest - 1;
    const isAnew = skipped < 0 || skipped >= KEPT; // the node was started anew, or we slept
    const from = isAnew ? end - KEPT : first - skipped;
    for (let column = from; column < first; column += 1) this.#numbers.fill(0, ...span(column));
    if (isAnew) this.lines = [];
    for (let column = first; column < end; column += 1) {
      const at = (column - first) * NUMBERS;
      this.#put(column, numbers.slice(at, at + NUMBERS));
    }
    this.newest = end - 1;
    while (this.lines[0]?.[0] < end - KEPT) this.lines.shift();
    return [from, end];
  }

  #put(column, numbers) {
    this.#numbers.set(numbers, span(column)[0]);
    this.#lanes[slot(column)] = [...this.states];
    this.#line(column);
    for (const signal of [0, 1]) {
      const peak = Math.max(-numbers[1 + 2 * signal], numbers[2 + 2 * signal]);
      this.peaks[signal] = Math.max(peak, this.peaks[signal] * FALL);
      if (peak >= this.held[signal] || column > this.#heldUntil[signal]) {
        this.held[signal] = peak;
        this.#heldUntil[signal] = column + HELD_COLUMNS;
      }
    }
  }

  /** Note a line that lies between a column and the one before. */
  #line(column) {
    const [before, place] = [this.place(column - 1), this.place(column)];
    if (!before || !place || place < before) return;
    const bar = Math.floor(place);
    if (bar !== Math.floor(before)) this.lines.push([column, bar]);
    else if (this.#beat(place) !== this.#beat(before)) this.lines.push([column, 0]);
  }

  #beat(place) {
    return Math.floor((place - Math.floor(place)) * this.quarters);
  }

  /** Return the lines of the next columns, as the tempo foresees them. */
  coming(columns) {
    const [speed, place, lines] = [this.speed, this.place(this.newest), []];
    if (!speed) return lines;
    for (let bar = Math.floor(place); ; bar += 1) {
      for (let beat = 0; beat < this.quarters; beat += 1) {
        const column = this.newest + (bar + beat / this.quarters - place) / speed;
        if (column > this.newest + columns) return lines;
        if (column > this.newest) lines.push([column, beat ? 0 : bar]);
      }
    }
  }

  /** Bars from 1 and the share of the bar that has passed; 0 while stopped. */
  place(column) {
    return this.#numbers[span(column)[0]];
  }

  /** [lowest, highest] sample of the input (0) or of the output (1). */
  extremes(column, signal) {
    const at = span(column)[0] + 1 + 2 * signal;
    return [this.#numbers[at], this.#numbers[at + 1]];
  }

  /** What each part did. */
  lanes(column) {
    return this.#lanes[slot(column)];
  }

  /** Bars a column, 0 while stopped: how fast the music moves now. */
  get speed() {
    const now = this.place(this.newest);
    for (const back of [SPEED_COLUMNS, 1]) {
      const before = this.place(this.newest - back);
      const speed = (now - before) / back;
      if (now && before && speed > 0 && speed < FASTEST) return speed;
    }
    return 0;
  }
}

const slot = (column) => ((column % KEPT) + KEPT) % KEPT;
const span = (column) => [slot(column) * NUMBERS, (slot(column) + 1) * NUMBERS];
