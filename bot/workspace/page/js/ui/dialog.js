// A dialog over its host: keeps the focus inside, makes what is behind inert, gives the focus back at the end.

import { arrange, controlNamed, freshId, h, tabStops } from "../dom.js";
import { icon } from "../icons.js";

/**
 * Options: title, body, foot (nodes), className, role, focus (first focused), closeLabel, onEscape, onClose.
 * Returns {node, panel, close, draw(parts)}.
 */
export function openDialog(host, options) {
  const opener = document.activeElement;
  const titleId = freshId("dt");
  const title = h("h2", { class: "dialog-title", id: titleId, tabindex: "-1" });
  const lead = h("div", { class: "dialog-lead" });
  const body = h("div", { class: "dialog-body", tabindex: "-1" });
  const foot = h("div", { class: "dialog-foot" });
  const x = options.closeLabel && h("button", {
    type: "button", class: "icon-button", "aria-label": options.closeLabel, on: { click: () => leave() },
  }, icon("close"));
  const panel = h("div", {
    class: options.className ?? "dialog", role: options.role ?? "dialog", "aria-modal": "true", "aria-labelledby": titleId,
  }, h("header", { class: "dialog-head" }, lead, title, x), body, foot);
  const node = h("div", { class: "overlay" }, panel);
  const behind = [...host.children].filter((child) => !child.inert && !child.classList.contains("toasts"));

  function leave() {
    if (options.onEscape) options.onEscape();
    else close();
  }

  function close() {
    if (!node.isConnected) return;
    node.remove();
    for (const child of behind) child.inert = false;
    options.onClose?.();
    again(host, opener)?.focus({ preventScroll: true });
  }

  function draw(parts) {
    if ("title" in parts) title.replaceChildren(...nodes(parts.title));
    if ("lead" in parts) lead.replaceChildren(...nodes(parts.lead));
    if ("body" in parts) arrange(body, ...nodes(parts.body));
    if ("foot" in parts) arrange(foot, ...nodes(parts.foot));
    foot.hidden = foot.childNodes.length === 0;
  }

  node.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      leave();
    } else if (event.key === "Tab") {
      wrap(event, panel);
    }
  });
  node.addEventListener("pointerdown", (event) => {
    if (event.target === node && options.lightDismiss) leave();
  });

  draw({ title: options.title, body: options.body, foot: options.foot });
  host.append(node);
  for (const child of behind) child.inert = true;
  (options.focus ?? title).focus({ preventScroll: true });
  return { node, panel, body, close, draw };
}

/** The control that opened the dialog, or the one drawn in its place since, or a place to go on from. */
function again(host, opener) {
  if (opener?.isConnected && !opener.closest("[inert]")) return opener;
  return controlNamed(host, opener?.dataset?.focus) ?? host.querySelector('.write, [tabindex="0"]');
}

function wrap(event, panel) {
  const stops = tabStops(panel);
  if (!stops.length) return event.preventDefault();
  const [first, last] = [stops[0], stops.at(-1)];
  const at = document.activeElement;
  if (event.shiftKey && (at === first || !stops.includes(at))) {
    event.preventDefault();
    last.focus();
  } else if (!event.shiftKey && at === last) {
    event.preventDefault();
    first.focus();
  }
  return undefined;
}

function nodes(content) {
  const given = [content ?? []].flat(Infinity).filter((item) => item !== null && item !== undefined && item !== false);
  return given.map((item) => (item instanceof Node ? item : document.createTextNode(String(item))));
}
