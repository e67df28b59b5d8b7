// The desk: the table of the node becomes controls, what the node tells is shown, what is asked for is sent.

import { buildAll } from "./all.js";
import { buildBand } from "./band.js";
import { control, make } from "./controls.js";
import { buildFigures, log } from "./figures.js";
import { Link } from "./link.js";
import { buildMixer } from "./mixer.js";
import { readRows } from "./rows.js";
import { buildTransport } from "./transport.js";
import { Values } from "./values.js";
import { buildWave } from "./wave.js";

const NOTICE_MS = 6000;
const AGAIN_MS = 2000;
const ABOUT = new Set(["queued", "done", "error"]); // what is told of another address
const LISTS = ["preset/list", "engine/list"];
const byId = (id) => document.getElementById(id);

class Desk {
  /** Build the page for the node's rows. */
  constructor({ prefix, rows }) {
    this.prefix = prefix;
    this.rows = rows;
    this.values = new Values();
    this.waiting = new Map(); // path: the buttons that stand for an action which waits
    this.bind = this.bind.bind(this);
    this.names = this.names.bind(this);
    this.url = `${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}/`;
    for (const build of [buildTransport, buildBand, buildMixer, buildFigures, buildAll]) build(this);
    this.showWave = buildWave(this);
    this.link = new Link(this.url, prefix, (path, args) => this.hear(path, args), (...state) => this.turn(...state));
  }

  /** Return a control of a row that sends what is asked for and shows what the node tells. */
  bind(row, build = control, ...more) {
    const types = row.args.map((arg) => arg.type).join("");
    const bound = build(row, (...args) => this.link.send(row.path, types, args), ...more);
    bound.element.dataset.path = row.path;
    this.values.watch(row.path, bound.show);
    if (row.isAction) this.waiting.set(row.path, [...(this.waiting.get(row.path) ?? []), bound.element]);
    return bound;
  }

  /** Return the id of the list of names that a row chooses from. */
  names(path) {
    const list = make("datalist", { id: path.replaceAll("/", "-") });
    document.body.append(list);
    this.values.watch(path.replace("/load", "/list"), (known) =>
      list.replaceChildren(...known.map((name) => make("option", { value: name }))),
    );
    return list.id;
  }

  hear(path, args) {
    if (path === "hello") this.#meet(args);
    if (ABOUT.has(path)) args[0] = args[0].replace(`${this.prefix}/`, "");
    if (path === "queued") this.#wait(...args);
    if (path === "done") this.#done(args[0]);
    if (path === "error") this.#refuse(...args);
    log(path, args);
    this.values.take(path, args);
  }

  /** Another version of the node has another page. */
  #meet([name, version]) {
    if (this.version && this.version !== version) location.reload();
    this.version = version;
    byId("name").textContent = document.title = name;
  }

  #wait(path, bar) {
    for (const element of this.waiting.get(path) ?? []) element.dataset.bar = bar;
  }

  #done(path) {
    const over = path === "cancel" || path === "panic" || path === "transport/stop" ? [...this.waiting.keys()] : [path];
    for (const element of over.flatMap((one) => this.waiting.get(one) ?? [])) delete element.dataset.bar;
    if (path === "preset/save") this.link.send("preset/list");
  }

  #refuse(path, code, text) {
    this.values.again(path);
    clearTimeout(this.timer);
    notify(text);
    this.timer = setTimeout(() => notify(""), NOTICE_MS);
  }

  /** Let the controls be used while there is a connection, and only then. */
  turn(state, waitMs) {
    clearTimeout(this.timer);
    const isOpen = state === "open";
    byId("desk").disabled = !isOpen;
    document.body.classList.toggle("lost", !isOpen);
    notify(isOpen ? "" : `No connection to the node; trying again${waitMs > 1000 ? ` in ${waitMs / 1000} s` : ""}`);
    this.showWave(isOpen && document.visibilityState === "visible");
    if (isOpen) LISTS.forEach((path) => this.link.send(path));
    else this.#done("cancel");
  }
}

function notify(text) {
  byId("notice").textContent = text;
}

/** Return the node's table, as soon as it answers. */
async function table() {
  for (;;) {
    try {
      return await readRows();
    } catch (problem) {
      notify(`No answer from the node (${problem.message}); trying again`);
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}

new Desk(await table());
