// The canvas: a worker listens and paints, so that this thread stays free for fingers.

const COLOURS = ["ink", "faint", "line", "input", "output", "now", "generating", "ready", "playing", "held", "late", "muted"];

/** Show the waves of a desk on its canvas. Returns listen(is it to hear the node). */
export function buildWave({ rows, url, prefix }) {
  const canvas = document.getElementById("wave");
  const painter = new Worker("painter.js", { type: "module" });
  const tell = (...message) => painter.postMessage(message);
  const parts = [...new Set([...rows.values()].map((row) => row.part).filter(Boolean))];
  const style = getComputedStyle(document.documentElement);
  const colours = Object.fromEntries(COLOURS.map((name) => [name, style.getPropertyValue(`--${name}`)]));
  const screen = canvas.transferControlToOffscreen();
  painter.postMessage(["open", { screen, parts, colours, url, prefix }], [screen]);
  new ResizeObserver(() => tell("resize", canvas.clientWidth, canvas.clientHeight, devicePixelRatio)).observe(canvas);
  return (isHeard) => tell("listen", isHeard);
}
