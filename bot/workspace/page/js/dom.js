// Builds DOM nodes from plain values; text always becomes a text node, never markup.

import { safeAddress } from "./markup/address.js";

const SVG = "http://www.w3.org/2000/svg";
const PROPERTIES = new Set(["value", "checked", "disabled", "selected", "inert", "indeterminate"]);
const ADDRESSES = new Set(["href", "src", "action", "formaction", "poster"]);

/** h("p", { class: "x", on: { click } }, "text", node, [nodes]) */
export function h(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) set(node, name, value);
  append(node, children);
  return node;
}

export function svg(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value);
  }
  append(node, children);
  return node;
}

export function append(node, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return node;
}

/** Replaces everything inside `node`. */
export function fill(node, ...children) {
  node.replaceChildren();
  return append(node, children);
}

export function fragment(...children) {
  return append(document.createDocumentFragment(), children);
}

let serial = 0;

/** An id for labels and descriptions, unique in this page. */
export function freshId(prefix = "n") {
  serial += 1;
  return `${prefix}-${serial}`;
}

function set(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "on") {
    for (const [event, listener] of Object.entries(value)) {
      if (listener) node.addEventListener(event, listener);
    }
  } else if (name === "data") {
    for (const [key, item] of Object.entries(value)) {
      if (item !== null && item !== undefined) node.dataset[key] = item;
    }
  } else if (name === "style") {
    // Through the object model: a style attribute would be refused by the page's own policy.
    for (const [property, item] of Object.entries(value)) node.style.setProperty(property, item);
  } else if (PROPERTIES.has(name)) {
    node[name] = value;
  } else if (ADDRESSES.has(name)) {
    const address = safeAddress(value);
    if (address) node.setAttribute(name, address);
  } else if (/^on/i.test(name) || name === "srcdoc") {
    throw new Error(`${name} is never set from a value`);
  } else {
    node.setAttribute(name, value === true ? "" : value);
  }
}

const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), ' +
  'select:not([disabled]), summary, [tabindex]:not([tabindex="-1"]), [contenteditable="true"]';

/** The elements that Tab would reach inside `root`, in order. */
export function tabStops(root) {
  return [...root.querySelectorAll(FOCUSABLE)].filter(
    (node) => node.tabIndex >= 0 && !node.closest("[inert]") && node.getClientRects().length > 0,
  );
}

/** The control named so inside `root`: drawn anew it is another node, and still the same control. */
export function controlNamed(root, name) {
  return name ? [...root.querySelectorAll("[data-focus]")].find((node) => node.dataset.focus === name) : undefined;
}

/** Runs `draw`, then puts the focus (and the caret) back on the control with the same name. */
export function keepingFocus(root, draw) {
  const active = document.activeElement;
  const name = root.contains(active) ? active.dataset.focus : null;
  const caret = name && "selectionStart" in active ? readCaret(active) : null;
  draw();
  dispatchEvent(new Event("redrawn")); // what floats beside a control looks for it again
  if (!name || active.isConnected) return;
  const again = controlNamed(root, name);
  if (!again) return;
  again.focus({ preventScroll: true });
  if (caret && "setSelectionRange" in again) writeCaret(again, caret);
}

/** Makes `nodes` the children of `parent` without touching those in place: the focus, what is scrolled and typed stay. */
export function arrange(parent, ...nodes) {
  const wanted = nodes.flat(Infinity).filter((node) => node !== null && node !== undefined && node !== false && node !== "");
  const staying = new Set(wanted);
  for (const child of [...parent.childNodes]) if (!staying.has(child)) child.remove();
  wanted.forEach((node, index) => {
    if (parent.childNodes[index] !== node) parent.insertBefore(node, parent.childNodes[index] ?? null);
  });
}

/** The same words for the same content: what comes live and what is read later order their keys differently. */
function signed(said) {
  return JSON.stringify(said, (_key, value) => (value && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value));
}

/**
 * Remembers nodes by name from one drawing to the next: `keep(name, said, draw)` draws anew only when `said`
 * has changed. Each drawing is one `keeper(draw)`, and what it no longer asks for is forgotten.
 */
export function keeper() {
  let before = new Map();
  return (draw) => {
    const now = new Map();
    const drawn = draw((name, said, make) => {
      const signature = signed(said);
      const known = before.get(name);
      const node = known && known.signature === signature ? known.node : make();
      if (known && node instanceof Element && known.node instanceof Element && node !== known.node) keepFolds(known.node, node);
      now.set(name, { signature, node });
      return node;
    });
    before = now;
    return drawn;
  };
}

/** What was opened or closed by hand stays so when it is drawn anew. */
function keepFolds(before, after) {
  for (const old of before.querySelectorAll("details[data-fold][data-touched]")) {
    const now = after.querySelector(`details[data-fold="${CSS.escape(old.dataset.fold)}"]`);
    if (now) Object.assign(now, { open: old.open }).dataset.touched = "yes";
  }
}

/** Draws again only when what is said has changed: a press half done must not lose its button. */
export function onceFor(draw) {
  let last;
  return (key, ...rest) => {
    const now = signed(key);
    if (now === last) return;
    last = now;
    draw(...rest);
  };
}

function readCaret(field) {
  try {
    return [field.selectionStart, field.selectionEnd];
  } catch {
    return null; // number and e-mail fields have no caret to read
  }
}

function writeCaret(field, caret) {
  try {
    field.setSelectionRange(...caret);
  } catch {
    // the same fields cannot be told where the caret was
  }
}
