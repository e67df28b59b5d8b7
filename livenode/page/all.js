// Every value and every action of the table, with its meaning: the node's, and each part's.

import { control, make } from "./controls.js";

const byId = (id) => document.getElementById(id);

/** Build the list of all controls of a desk. */
export function buildAll({ rows, bind, names }) {
  const wanted = [...rows.values()].filter((row) => row.isValue || row.isAction);
  const label = (row) => (row.isAction ? row.name.split("/").pop() : row.name);
  const lines = wanted.map((row) => [row, line(row, bind(row, control, label(row)), names)]);
  byId("rows").append(...lines.map(([, element]) => element));
  const scopes = [...new Set(wanted.map((row) => row.part))].sort();
  const radios = scopes.map((value) => make("input", { type: "radio", name: "scope", value, checked: !value }));
  const name = ({ value }) => (value === "0" ? "Node" : `Part ${value}`);
  byId("scopes").append(...radios.map((radio) => make("label", {}, radio, make("span", {}, name(radio)))));
  const filter = () => {
    const part = Number(radios.find((radio) => radio.checked).value);
    const sought = byId("filter").value.trim().toLowerCase();
    for (const [row, element] of lines) {
      const isFound = `${row.name} ${row.doc}`.toLowerCase().includes(sought);
      element.hidden = row.part !== part || !isFound;
    }
  };
  byId("filters").addEventListener("input", filter);
  filter();
}

function line(row, { element, fields }, names) {
  if (fields?.length === 1 && row.path.endsWith("/load")) fields[0].setAttribute("list", names(row.path));
  const name = make("div", { className: "name" }, make("b", {}, row.name), make("small", {}, row.doc));
  return make("div", { className: "row" }, name, element);
}
