// What riffs cost of the time there was, what went wrong, and what the node said.

import { make, say } from "./controls.js";

const KEPT_RIFFS = 32;
const KEPT_LINES = 200;
const TIGHT = 0.75; // of the time there was
const byId = (id) => document.getElementById(id);
// what is told on one line of the log, by address
const LINES = {
  error: ([address, code, text]) => `${address} ${code}: ${text}`,
  queued: ([address, bar]) => `${address} waits for bar ${bar}`,
  done: ([address, bar]) => `${address} done${bar ? ` in bar ${bar}` : ""}`,
};

/** Build the figures of a desk. */
export function buildFigures({ values }) {
  const counts = {};
  for (const name of ["riffs", "late", "fallbacks", "xruns", "cost p50", "cost p99", "last riff", "device", "engine"]) {
    counts[name] = make("dd", {}, "-");
    byId("counts").append(make("div", {}, make("dt", {}, name), counts[name]));
  }
  const note = (name, text, isTrouble = false) => {
    say(counts[name], text);
    counts[name].classList.toggle("trouble", isTrouble);
  };
  values.watch("counters", ([riffs, late, fallbacks, xruns, p50, p99]) => {
    note("riffs", riffs);
    for (const [name, count] of Object.entries({ late, fallbacks, xruns })) note(name, count, count > 0);
    note("cost p50", `${p50.toFixed(0)} ms`);
    note("cost p99", `${p99.toFixed(0)} ms`);
  });
  values.watch("status", ([status, device, samplerate, block, cpu, , , , , , , reason]) => {
    say(byId("health"), reason ? `${status}: ${reason}` : status);
    byId("health").title = reason;
    document.body.dataset.health = status;
    note("device", `${device}, ${samplerate} Hz, ${block} frames, cpu ${(100 * cpu).toFixed(0)} %`);
  });
  values.watch("status", (args) => note("engine", `${args[7]} on ${args[8]}, quality: ${args[9]}`));
  values.watch("generation", ([part, , ms, margin, late]) => {
    showCost(ms, margin, late);
    note("last riff", `part ${part}: ${ms.toFixed(0)} ms, ${margin.toFixed(0)} ms to spare`, Boolean(late));
  });
}

/** Add a riff's column: as high as its cost was of the time there was. */
function showCost(ms, margin, late) {
  const share = late ? 1 : Math.min(1, ms / Math.max(ms + margin, 1e-6));
  const column = make("i", { className: late ? "late" : share > TIGHT ? "tight" : "" });
  column.style.setProperty("--share", Math.max(share, 0.02));
  byId("costs").append(column);
  if (byId("costs").childElementCount > KEPT_RIFFS) byId("costs").firstElementChild.remove();
}

/** Add what the node said to the log, if it is something that is said there. */
export function log(path, args) {
  const isMissed = path.endsWith("/missed");
  const spell = isMissed ? ([what, bar]) => `${path}: ${what} at bar ${bar}` : LINES[path];
  if (!spell) return;
  const clock = new Date().toTimeString().slice(0, 8);
  const kind = isMissed || path === "error" ? "trouble" : "";
  byId("log").prepend(make("li", { className: kind }, make("time", {}, clock), ` ${spell(args)}`));
  if (byId("log").childElementCount > KEPT_LINES) byId("log").lastElementChild.remove();
}
