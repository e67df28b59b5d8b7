// A control for a row of the table: which one follows from what the row takes. Each is {element, show(args)}.

const SIDE_BY_SIDE = 20; // letters that find room on a phone
const PLAIN = { autocomplete: "off", spellcheck: false };
let choices = 0; // so far: radio buttons of one name exclude each other

/** Return an element. `given`: its properties; those with a dash are attributes. */
export function make(tag, given = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name.includes("-") || name === "role" || name === "list") element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...inside);
  return element;
}

/** Let an element say something; what it says already is not laid out again. */
export function say(element, text) {
  const words = String(text);
  if (element.textContent !== words) element.textContent = words;
}

/** Return the control of a row. send(...args): what the performer asks for. */
export function control(row, send, label = row.name) {
  const [, build] = KINDS.find(([suits]) => suits(row));
  return build(row, send, label);
}

const KINDS = [
  [(row) => row.isState, told],
  [(row) => row.isAction && !row.args.length, press],
  [(row) => row.isAction || row.args.length > 1, several],
  [(row) => isSwitch(row.args[0]), toggle],
  [(row) => row.args[0].choices, choice],
  [(row) => row.args[0].type === "s", words],
  [(row) => row.args[0].type === "f" && row.args[0].low !== undefined, fader],
  [() => true, number],
];

const isSwitch = (arg) => arg.type === "i" && arg.low === 0 && arg.high === 1 && !arg.choices;

/** What the node tells, in words. */
function told(row) {
  const element = make("output", { className: "told" });
  const name = (index) => (row.args.length > 1 ? `${row.args[index].name} ` : "");
  const words = (args) => args.map((value, index) => value !== "" && `${name(index)}${rounded(value)}`);
  const show = (args) => say(element, words(args).filter(Boolean).join(", "));
  return { element, show };
}

/** A button that does something: when it is let go, or, where every millisecond counts, at the touch. */
export function press(row, send, label, isPrompt = false) {
  const element = make("button", { type: "button", title: row.doc }, label);
  const isKey = (event) => event.detail === 0;
  element.addEventListener("click", (event) => (!isPrompt || isKey(event)) && send());
  if (isPrompt) element.addEventListener("pointerdown", () => send());
  return { element, show() {} };
}

/** A button that stays down. */
export function toggle(row, send, label) {
  const element = make("button", { type: "button", role: "switch", "aria-checked": "false", title: row.doc }, label);
  const show = ([on]) => element.setAttribute("aria-checked", String(Boolean(on)));
  element.addEventListener("click", () => {
    const on = element.getAttribute("aria-checked") !== "true";
    show([on]);
    send(Number(on));
  });
  return { element, show };
}

/** Buttons of which one is down; where their words are too long, a list. */
export function choice(row, send, label) {
  const [arg] = row.args;
  const told = (text) => send(arg.type === "s" ? text : Number(text));
  if (arg.choices.join("").length > SIDE_BY_SIDE) return picked(arg.choices, told, label);
  const name = `choice-${(choices += 1)}`;
  const radios = arg.choices.map((value) => make("input", { type: "radio", name, value }));
  const labels = radios.map((radio) => make("label", {}, radio, make("span", {}, radio.value)));
  const element = make("div", { className: "choice", role: "radiogroup", "aria-label": label }, ...labels);
  element.addEventListener("change", (event) => told(event.target.value));
  const show = ([value]) => radios.forEach((radio) => (radio.checked = radio.value === String(value)));
  return { element, show };
}

function picked(choices, told, label) {
  const element = make("select", { "aria-label": label }, ...choices.map(optionOf));
  element.addEventListener("change", () => told(element.value));
  return { element, show: ([value]) => (element.value = value) };
}

/** Words, sent when they are finished. What is being typed is left alone. */
export function words(row, send, label) {
  const element = make("input", { type: "text", "aria-label": label, title: row.doc, ...PLAIN });
  let told = "";
  const revert = () => (element.value = told);
  element.addEventListener("change", () => {
    told = element.value;
    send(told);
  });
  onKeys(element, { Enter: () => element.blur(), Escape: revert });
  const show = ([text]) => {
    const isTyped = document.activeElement === element && element.value !== told;
    told = String(text);
    if (!isTyped) revert();
  };
  return { element, show };
}

/** A slider, and its value to be typed. */
export function fader(row, send, label, spell) {
  const slider = sliderOf(row, send, label);
  const typed = number(row, (value) => (slider.show([value]), send(value)), label);
  const readout = spell ? make("output", {}) : typed.element;
  const free = freeOf(row, () => slider.element.valueAsNumber, send);
  const shown = [slider, typed, ...free];
  if (spell) shown.push({ show: ([value]) => (readout.textContent = spell(value)) });
  const show = (args) => shown.forEach((one) => one.show(args));
  slider.element.addEventListener("input", () => show([slider.element.valueAsNumber]));
  const element = make("div", { className: "fader" }, slider.element, readout, ...free.map((one) => one.element));
  return { element, show };
}

/** A button for the value beside the range, such as -1 for "free", where there is one. */
function freeOf(row, valueOf, send) {
  return row.args[0].also.map((value) => {
    const [, word = String(value)] = new RegExp(`${value} = (\\w+)`).exec(row.doc) ?? [];
    const { element, show } = toggle(row, (on) => send(on ? value : valueOf()), word);
    return { element, show: ([now]) => show([now === value]) };
  });
}

function sliderOf(row, send, label) {
  const [{ low, high }] = row.args;
  const step = 10 ** Math.floor(Math.log10((high - low) / 60));
  const element = make("input", { type: "range", min: low, max: high, step, "aria-label": label, title: row.doc });
  let isHeld = false;
  const fill = () => element.style.setProperty("--share", (element.valueAsNumber - low) / (high - low));
  const show = ([value]) => {
    if (isHeld) return;
    element.value = value;
    fill();
  };
  const later = oncePerFrame(() => send(element.valueAsNumber));
  element.addEventListener("input", () => (fill(), later()));
  element.addEventListener("pointerdown", () => (isHeld = true));
  for (const event of ["pointerup", "pointercancel", "blur"]) element.addEventListener(event, () => (isHeld = false));
  fill();
  return { element, show };
}

/** A number, with a step down and a step up. */
export function number(row, send, label) {
  const [arg] = row.args;
  const field = typedOf(row, arg, label);
  const told = () => field.value !== "" && field.checkValidity() && send(field.valueAsNumber);
  field.addEventListener("change", told);
  onKeys(field, { Enter: () => field.blur() });
  const stepped = (text, by, name) => {
    const button = make("button", { type: "button", "aria-label": `${label}: ${name}`, tabIndex: -1 }, text);
    button.addEventListener("click", () => (by > 0 ? field.stepUp() : field.stepDown(), told()));
    return button;
  };
  const show = ([value]) => document.activeElement !== field && (field.value = rounded(value));
  const inside = arg.type === "i" ? [stepped("−", -1, "less"), field, stepped("+", 1, "more")] : [field];
  const unit = make("span", { className: "unit" }, row.unit);
  return { element: make("div", { className: "number" }, ...inside, unit), show };
}

/** Several arguments, sent together: at once where they are a value, by a button where they are an action. */
export function several(row, send, label) {
  const fields = row.args.map((arg, index) => fieldOf(row, arg, `${label}: ${arg.name}`));
  const told = () => {
    const wrong = fields.find((field) => field.value === "" || !field.checkValidity());
    if (wrong) return wrong.reportValidity();
    return send(...fields.map((field, index) => (row.args[index].type === "s" ? field.value : Number(field.value))));
  };
  const element = make("div", { className: "several" }, ...fields);
  if (row.isAction) element.append(said(press(row, told, label).element, fields[0], label));
  else element.addEventListener("change", told);
  const show = (args) => fields.forEach((field, index) => (field.value = rounded(args[index])));
  return { element, show, fields };
}

/** Let a button say what its slider stands at. */
function said(button, field, label) {
  if (field.type !== "range") return button;
  const say = () => (button.textContent = `${label} ${field.value}`);
  field.addEventListener("input", say);
  say();
  return button;
}

function fieldOf(row, arg, label) {
  const title = row.doc;
  if (arg.choices) return make("select", { "aria-label": label, title }, ...arg.choices.map(optionOf));
  if (arg.type === "s") return make("input", { type: "text", "aria-label": label, title, required: true, ...PLAIN });
  if (arg.type === "f" && arg.low !== undefined) {
    const { element, show } = sliderOf({ ...row, args: [arg] }, () => {}, label);
    show([arg.low < 0 ? 0 : arg.low + 0.3 * (arg.high - arg.low)]);
    return element;
  }
  return typedOf(row, arg, label);
}

function typedOf(row, arg, label) {
  const isWhole = arg.type === "i";
  const given = { type: "number", inputMode: isWhole ? "numeric" : "decimal", step: isWhole ? 1 : "any" };
  const field = make("input", { ...given, "aria-label": label, title: row.doc, required: true, ...PLAIN });
  if (arg.low === undefined) return field;
  return Object.assign(field, { min: Math.min(arg.low, ...arg.also), max: arg.high, value: Math.max(arg.low, 1) });
}

const optionOf = (value) => make("option", { value }, value);
const rounded = (value) => (typeof value === "number" ? Number(value.toFixed(3)) : value);

function onKeys(element, keys) {
  element.addEventListener("keydown", (event) => keys[event.key]?.());
}

/** Return a function that does something in the next frame, once, however often it is called. */
function oncePerFrame(act) {
  let isAsked = false;
  return () => {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(() => {
      isAsked = false;
      act();
    });
  };
}
