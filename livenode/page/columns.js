// The last seconds of input and output in columns of 10 ms, as the node tells them.

const KEPT = 4096; // a power of two, more than a canvas is wide
const NUMBERS = 5; // of a column: place, lowest and highest of the input, and of the output
const FALL_DB = 0.25; // of a meter, a column
const HELD_COLUMNS = 150; // for which the highest peak is shown as a number

export class Columns {
  constructor(lanes) {
    this.lanes = lanes;
    this.states = new Array(lanes).fill(""); // of each part, now
    this.newest = -1; // the number of the last column
    this.peaks = [0, 0]; // of input and output, falling
    this.held = [0, 0];
    this.#forgetAll();
  }

  #numbers = new Float32Array(KEPT * NUMBERS);
  #laneStates = [];
  #heldUntil = [0, 0];

  #forgetAll() {
    this.#numbers.fill(0);
    this.#laneStates = Array.from({ length: KEPT }, () => []);
  }

  /** Take what the node told: the first column's number, then the numbers of each. Returns [first, end). */
  take([first, ...numbers]) {
    const end = first + numbers.length / NUMBERS;
    const skipped = first - this.newest - 1;
    if (skipped < 0 || skipped >= KEPT) this.#forgetAll(); // the node started anew, or we slept
    else for (let column = this.newest + 1; column < first; column += 1) this.#put(column, [0, 0, 0, 0, 0]);
    for (let column = first; column < end; column += 1) {
      const at = (column - first) * NUMBERS;
      this.#put(column, numbers.slice(at, at + NUMBERS));
    }
    this.newest = end - 1;
    return [skipped < 0 || skipped >= KEPT ? end - KEPT : first - skipped, end];
  }

  #put(column, numbers) {
    this.#numbers.set(numbers, (column % KEPT) * NUMBERS);
    this.#laneStates[column % KEPT] = [...this.states];
    for (const [index, low, high] of [[0, numbers[1], numbers[2]], [1, numbers[3], numbers[4]]]) {
      const peak = Math.max(-low, high);
      this.peaks[index] = Math.max(peak, this.peaks[index] * 10 ** (-FALL_DB / 20));
      if (peak >= this.held[index] || column > this.#heldUntil[index]) {
        this.held[index] = peak;
        this.#heldUntil[index] = column + HELD_COLUMNS;
      }
    }
  }

  /** Bars from 1 and the share of the bar that has passed; 0 while stopped. */
  place(column) {
    return this.#numbers[(column & (KEPT - 1)) * NUMBERS];
  }

  /** [lowest, highest] sample of the input (0) or of the output (1). */
  extremes(column, signal) {
    const at = (column & (KEPT - 1)) * NUMBERS + 1 + 2 * signal;
    return [this.#numbers[at], this.#numbers[at + 1]];
  }

  /** What each part did. */
  lanesAt(column) {
    return this.#laneStates[column & (KEPT - 1)];
  }

  /** Bars a column, 0 while stopped: how fast the music moves now. */
  get speed() {
    const [before, now] = [this.place(this.newest - 1), this.place(this.newest)];
    return now && before && now > before ? now - before : 0;
  }
}
