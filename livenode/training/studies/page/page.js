// Shuffles the parts of each clip, keeps ratings in this browser, and shows means once names are shown.
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const key = "livenode-page-" + data.id;
const find = (id) => document.getElementById(id);
let state = load() || fresh();

function fresh() {
  return { seed: Math.floor(Math.random() * 2 ** 32), named: false, seen: false, ratings: {} };
}

function load() {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function save() {
  try {
    localStorage.setItem(key, JSON.stringify(state));
  } catch {
    find("note").textContent = "This browser keeps nothing: download the ratings before you leave.";
  }
}

// Fisher-Yates, drawn from a counter hashed by murmur3's finaliser: the same order each time the page is opened
function shuffled(values, seed) {
  const found = values.slice();
  for (let last = found.length - 1; last > 0; last--) {
    let bits = (seed + Math.imul(last, 0x9e3779b9)) >>> 0;
    bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
    bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
    const other = ((bits ^ (bits >>> 16)) >>> 0) % (last + 1);
    [found[last], found[other]] = [found[other], found[last]];
  }
  return found;
}

function order(index) {
  return shuffled(Object.keys(data.names), (state.seed + index * 7919) >>> 0);
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function player(file, said, group) {
  const audio = element("audio", { controls: true, preload: "none", src: file });
  audio.setAttribute("aria-label", said);
  audio.dataset.group = group;
  audio.addEventListener("play", () => playAlone(audio));
  return audio;
}

// One at a time; going from one mix of a clip to another goes on at the same place
function playAlone(audio) {
  for (const other of document.querySelectorAll("audio")) {
    if (other === audio || other.paused) continue;
    other.pause();
    if (audio.dataset.group && other.dataset.group === audio.dataset.group) audio.currentTime = other.currentTime;
  }
}

function rating(index, source, question, said) {
  const row = element("fieldset", {}, element("legend", { textContent: data.questions[question] + "?" }));
  for (let value = 1; value <= 5; value++) {
    const input = element("input", { type: "radio", name: [index, source, question].join("-"), value });
    input.checked = state.ratings[index]?.[source]?.[question]?.value === value;
    input.setAttribute("aria-label", `${said}, ${data.questions[question]}: ${value}`);
    input.addEventListener("change", () => {
      const parts = (state.ratings[index] ??= {});
      (parts[source] ??= {})[question] = { value, blind: !state.seen };
      save();
      showResult();
    });
    row.append(element("label", {}, input, " " + value));
  }
  return row;
}

function part(clip, index, source, place) {
  const letter = "ABCDEFGH"[place];
  const said = state.named ? data.names[source] : "part " + letter;
  const files = clip.parts[source];
  return element("div", { className: "part" },
    element("h3", { textContent: state.named ? `${letter}: ${said}` : letter }),
    element("label", { className: "sound" }, "together", player(files.mix, said + ", together", "mix" + index)),
    element("label", { className: "sound" }, "alone", player(files.alone, said + ", alone", "")),
    ...Object.keys(data.questions).map((question) => rating(index, source, question, said)));
}

function show() {
  find("about").textContent = data.about;
  find("clips").replaceChildren(...data.clips.map((clip, index) =>
    element("section", {},
      element("h2", { textContent: `${index + 1}. ${clip.said}` }),
      element("div", { className: "input" }, "the rest", player(clip.input, "what is played", "mix" + index)),
      element("div", { className: "parts" },
        ...order(index).map((source, place) => part(clip, index, source, place))))));
  find("reveal").textContent = state.named ? "Hide the names" : "Show who is who and the means";
  showResult();
}

// source -> question -> {n, blind, mean}
function means() {
  const found = {};
  for (const source of Object.keys(data.names)) {
    found[source] = {};
    for (const question of Object.keys(data.questions)) {
      const rows = Object.values(state.ratings).map((parts) => parts[source]?.[question]).filter(Boolean);
      const sum = rows.reduce((total, row) => total + row.value, 0);
      found[source][question] = {
        n: rows.length,
        blind: rows.filter((row) => row.blind).length,
        mean: rows.length ? sum / rows.length : null,
      };
    }
  }
  return found;
}

function showResult() {
  const found = means();
  const questions = Object.keys(data.questions);
  const given = Object.values(found).flatMap((row) => Object.values(row)).reduce((sum, each) => sum + each.n, 0);
  const all = data.clips.length * Object.keys(data.names).length * questions.length;
  find("count").textContent = `${given} of ${all} ratings given`;
  find("result").hidden = !state.named;
  find("heads").replaceChildren(element("tr", {}, element("th", { textContent: "part" }),
    ...questions.map((question) => element("th", { textContent: data.questions[question] }))));
  find("means").replaceChildren(...Object.entries(found).map(([source, row]) =>
    element("tr", {}, element("th", { textContent: data.names[source] }),
      ...questions.map((question) => {
        const { n, blind, mean } = row[question];
        return element("td", { textContent: n ? `${mean.toFixed(2)} (${n}, ${blind} of them blind)` : "-" });
      }))));
}

find("reveal").addEventListener("click", () => {
  state.named = !state.named;
  state.seen = true;
  save();
  show();
  if (state.named) find("result").scrollIntoView();
});

find("again").addEventListener("click", () => {
  if (!confirm("Forget all ratings of this page?")) return;
  state = fresh();
  save();
  show();
});

find("download").addEventListener("click", () => {
  const orders = data.clips.map((_, index) => order(index));
  const told = { id: data.id, about: data.about, seed: data.seed, orders, ratings: state.ratings, means: means() };
  const file = new Blob([JSON.stringify(told, null, 1)], { type: "application/json" });
  const link = element("a", { href: URL.createObjectURL(file), download: `ratings-${data.id}.json` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
});

save();
show();
