// The table of the node, read from its OSCQuery tree: what there is, what it takes, what it means.

// how the tree names units: how a performer does
const UNITS = { "gain.linear": "", "gain.db-raw": "dB", "time.bpm": "bpm", "time.ms": "ms" };

/** Fetch the tree and return {prefix, rows}; rows: Map of path without prefix to row, in the tree's order. */
export async function readRows() {
  const answer = await fetch("/", { headers: { Accept: "application/json" }, cache: "no-store" });
  if (!answer.ok) throw new Error(`the node answered ${answer.status}`);
  const root = node(await answer.json());
  const rows = new Map();
  collect(root, root.FULL_PATH.length + 1, rows);
  return { prefix: root.FULL_PATH, rows };
}

/** Go down to where the addresses branch: what lies above is the prefix. */
function node(tree) {
  const inside = Object.values(tree.CONTENTS ?? {});
  return inside.length === 1 && tree.TYPE === undefined ? node(inside[0]) : tree;
}

function collect(tree, cut, rows) {
  const path = tree.FULL_PATH.slice(cut);
  if (tree.LIVENODE) rows.set(path, row(path, tree));
  for (const inside of Object.values(tree.CONTENTS ?? {})) collect(inside, cut, rows);
}

function row(path, tree) {
  const { KIND: kind, ALSO: also = [] } = tree.LIVENODE;
  const types = tree.EXTENDED_TYPE ? [...tree.TYPE] : [];
  return {
    path,
    part: Number(/^part\/(\d+)\//.exec(path)?.[1] ?? 0), // 0: the node
    name: path.replace(/^part\/\d+\//, ""),
    isValue: kind === "value",
    isAction: kind === "action",
    args: types.map((type, index) => ({
      type,
      name: tree.EXTENDED_TYPE[index],
      also: also[index] ?? [],
      ...range(tree.RANGE?.[index]),
    })),
    unit: UNITS[tree.UNIT?.[0]] ?? tree.UNIT?.[0] ?? "",
    doc: tree.DESCRIPTION ?? "",
  };
}

function range(given) {
  return { low: given?.MIN, high: given?.MAX, choices: given?.VALS };
}
