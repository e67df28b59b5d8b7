// What belongs to the whole band: master, input, looper, and how time is kept.

import { control, fader, make } from "./controls.js";
import { decibels } from "./band.js";

const FADERS = [["level", "Master"], ["monitor", "Monitor"], ["loop/level", "Loop"], ["metronome/level", "Click"]];
const OTHERS = [
  ["follow", "Follow"],
  ["quantize", "Actions wait for"],
  ["bars", "Bars of a riff"],
  ["takes", "Takes"],
  ["mode", "Mode"],
];

/** Build the faders and choices of a desk. */
export function buildMixer({ rows, bind }) {
  const line = (label, { element }) => make("div", { className: "line" }, make("span", {}, label), element);
  document
    .getElementById("mix")
    .append(
      ...FADERS.map(([path, label]) => line(label, bind(rows.get(path), fader, label, decibels))),
      ...OTHERS.map(([path, label]) => line(label, bind(rows.get(path), control, label))),
    );
}
