// The canvas: what is to be seen there goes to a worker that paints it, so that this thread stays free for fingers.

const COLOURS = ["ink", "faint", "line", "input", "output", "now", "generating", "ready", "playing", "held", "late", "muted"];

/** Show the waves of a desk on its canvas. */
export function buildWave({ rows, values }) {
  const canvas = document.getElementById("wave");
  const painter = new Worker("painter.js", { type: "module" });
  const tell = (what, ...args) => painter.postMessage([what, ...args]);
  const parts = [...new Set([...rows.values()].map((row) => row.part).filter(Boolean))];
  const style = getComputedStyle(document.documentElement);
  const colours = Object.fromEntries(COLOURS.map((name) => [name, style.getPropertyValue(`--${name}`)]));
  const screen = canvas.transferControlToOffscreen();
  painter.postMessage(["open", screen, parts.length, colours], [screen]);
  new ResizeObserver(() => tell("resize", canvas.clientWidth, canvas.clientHeight, devicePixelRatio)).observe(canvas);
  for (const [lane, part] of parts.entries()) values.watch(`part/${part}/state`, (args) => tell("state", lane, ...args));
  values.watch("meter", ([beats, unit]) => tell("meter", (4 * beats) / unit));
  values.watch("wave", (args) => tell("take", args));
}
