// The top of the page: where the music is, how fast, and the buttons that must always be in reach.

import { make, number, press } from "./controls.js";

const BUTTONS = [
  ["transport/play", "Play"],
  ["transport/stop", "Stop"],
  ["tempo/tap", "Tap"],
  ["bar1", "Bar 1"],
  ["loop/press", "Loop"],
  ["cancel", "Cancel"],
  ["panic", "Panic"],
];
const WORDS = { stopped: "stopped", count_in: "count-in", rolling: "rolling" };
const byId = (id) => document.getElementById(id);

/** Build the transport of a desk. */
export function buildTransport({ rows, values, bind }) {
  for (const [path, label] of BUTTONS) {
    byId("transport").append(bind(rows.get(path), press, label, true).element);
  }
  byId("tempo").append(bind(rows.get("tempo"), number, "tempo").element);
  values.watch("meter", ([beats, unit]) => showBeats(Math.ceil((4 * beats) / unit)));
  values.watch("beat", showPlace);
  values.watch("transport/state", ([state]) => showState(state));
  values.watch("loop/state", ([state, bars]) => {
    const button = byId("transport").querySelector('[data-path="loop/press"]');
    button.replaceChildren("Loop", make("small", {}, state === "empty" ? "" : `${state} ${bars || ""}`));
    button.dataset.state = state;
  });
}

function showBeats(count) {
  byId("beats").replaceChildren(...Array.from({ length: count }, () => make("i")));
}

function showPlace([bar, beat]) {
  byId("bar").textContent = bar;
  byId("beat").textContent = beat;
  [...byId("beats").children].forEach((dot, index) => dot.classList.toggle("now", index === beat - 1));
}

function showState(state) {
  document.body.dataset.transport = state;
  byId("place").setAttribute("aria-label", `bar and beat, ${WORDS[state] ?? state}`);
  if (state === "stopped") {
    byId("bar").textContent = byId("beat").textContent = "-";
    for (const dot of byId("beats").children) dot.classList.remove("now");
  }
}
