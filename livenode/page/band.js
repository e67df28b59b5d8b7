// The four parts: what each plays and what comes next, its words, its fader, its buttons.

import { fader, make, press, several, toggle, words } from "./controls.js";

// what the part does, and what it does next: the words for the bar that is told with it
const COMING = {
  "generating ready": "riff for bar",
  "ready playing": "plays at bar",
  "late playing": "late for bar",
  "playing ready": "new riff at bar",
  "playing ": "again at bar",
  "held ": "again at bar",
};
const SWITCHES = [["mute", "Mute"], ["solo", "Solo"], ["hold", "Hold"], ["auto", "Auto"]];
const ACTS = [["generate", "Generate"], ["take/back", "‹"], ["take/keep", "Keep"], ["take/next", "›"]];

/** Build a card for each part of a desk. */
export function buildBand(desk) {
  const parts = new Set([...desk.rows.values()].map((row) => row.part).filter(Boolean));
  document.getElementById("band").append(...[...parts].map((part) => card(part, desk)));
}

function card(part, { rows, values, bind }) {
  const of = (name) => rows.get(`part/${part}/${name}`);
  const state = make("b", { className: "state" }, "empty");
  const coming = make("span", { className: "coming" });
  const take = make("span", { className: "take" });
  const element = make(
    "article",
    { className: "part", "aria-label": `Part ${part}` },
    make("header", {}, make("h2", {}, String(part)), state, coming, take),
    bind(of("prompt"), words, `prompt of part ${part}`).element,
    bind(of("level"), fader, `level of part ${part}`, decibels).element,
    make("div", { className: "keys" }, ...SWITCHES.map(([name, label]) => bind(of(name), toggle, label).element)),
    make("div", { className: "keys" }, ...ACTS.map(([name, label]) => bind(of(name), press, label).element)),
    bind(of("vary"), several, "Vary").element,
  );
  element.querySelector("input").placeholder = "what to play: instrument, style, manner";
  values.watch(`part/${part}/state`, ([now, next, bar]) => {
    element.dataset.state = state.textContent = now;
    const words = COMING[`${now} ${next}`] ?? (bar ? `${next} at bar` : "");
    coming.textContent = bar && now !== "empty" ? `${words} ${bar}` : "";
  });
  values.watch(`part/${part}/take`, ([number, of]) => (take.textContent = of > 1 ? `take ${number} of ${of}` : ""));
  return element;
}

/** Return a gain in words. */
export function decibels(gain) {
  return gain > 0.001 ? `${(20 * Math.log10(gain)).toFixed(1)} dB` : "off";
}
