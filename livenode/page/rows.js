// The table of the node, read from its OSCQuery tree: what there is, what it takes, what it means.

const WRITABLE = 2;

/** Fetch the tree and return {prefix, rows}; rows: Map of path without prefix to row, in the tree's order. */
export async function readRows(url) {
  const answer = await fetch(url, { headers: { Accept: "application/json" }, cache: "no-store" });
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
  if (path && tree.ACCESS) rows.set(path, row(path, tree));
  for (const inside of Object.values(tree.CONTENTS ?? {})) collect(inside, cut, rows);
}

function row(path, tree) {
  const types = [...(tree.TYPE ?? "")].filter((type) => "ifs".includes(type));
  return {
    path,
    part: Number(/^part\/(\d+)\//.exec(path)?.[1] ?? 0), // 0: the node
    name: path.replace(/^part\/\d+\//, ""),
    isValue: tree.ACCESS === 3,
    isAction: tree.ACCESS === WRITABLE,
    args: types.map((type, index) => ({ type, ...range(tree.RANGE?.[index]) })),
    unit: [tree.UNIT].flat()[0] ?? "",
    doc: tree.DESCRIPTION ?? "",
  };
}

function range(given) {
  return { low: given?.MIN, high: given?.MAX, choices: given?.VALS };
}
