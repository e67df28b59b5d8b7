// The canvas: a worker listens and paints, so that this thread stays free for fingers.

const AGAIN_MS = 2000;
const COLOURS = [
  ...["ink", "faint", "line", "dim", "input", "output", "now"],
  ...["generating", "ready", "playing", "held", "late", "muted"],
];

/** Show the waves of a desk on its canvas. Returns listen(is it to hear the node). */
export function buildWave({ rows, url, prefix }) {
  const canvas = document.getElementById("wave");
  const hired = hire();
  const tell = (message, given = []) => hired.then((painter) => painter.postMessage(message, given));
  const parts = [...new Set([...rows.values()].map((row) => row.part).filter(Boolean))];
  const style = getComputedStyle(document.documentElement);
  const colours = Object.fromEntries(COLOURS.map((name) => [name, style.getPropertyValue(`--${name}`)]));
  const screen = canvas.transferControlToOffscreen();
  tell(["open", { screen, parts, colours, url, prefix }], [screen]);
  new ResizeObserver(() => tell(["resize", canvas.clientWidth, canvas.clientHeight, devicePixelRatio])).observe(canvas);
  return (isHeard) => tell(["listen", isHeard]);
}

/** Return the painter once it is there: its files come from the node, which may be gone for a while. */
async function hire() {
  for (;;) {
    const painter = new Worker("painter.js", { type: "module" });
    const isThere = await new Promise((resolve) => {
      painter.onmessage = () => resolve(true);
      painter.onerror = () => resolve(false);
    });
    if (isThere) return painter;
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}
