// A panel that floats beside its anchor (menus, lists, calendars): one at a time, closed by Escape or outside.

import { controlNamed } from "../dom.js";

let open = null;

/**
 * Shows `panel` next to `from`. Options: align "start" | "end", wide (at least as wide as the anchor), refocus (the
 * anchor gets the focus back unless one pressed elsewhere), onClose(reason). Returns {close, place}.
 *
 * What surrounds the anchor may be drawn anew while the panel is open: the panel stays, beside the control of the
 * same name, and goes when there is none any more.
 */
export function float(from, panel, options = {}) {
  open?.close("other");
  let anchor = from;
  const scope = anchor.closest(".dialog, .pane") ?? document.body;
  const tells = anchor.hasAttribute("aria-expanded");
  panel.popover = "manual";
  panel.classList.add("floating");
  scope.append(panel);
  panel.showPopover();
  if (tells) anchor.setAttribute("aria-expanded", "true");

  const place = () => {
    if (anchor.isConnected) position(anchor, panel, options);
  };
  const redrawn = () => {
    if (anchor.isConnected) return place();
    const again = controlNamed(scope, anchor.dataset.focus);
    if (!again) return self.close("gone");
    anchor = again;
    if (tells) anchor.setAttribute("aria-expanded", "true");
    return place();
  };
  const outside = (event) => {
    if (!panel.contains(event.target) && !anchor.contains(event.target)) self.close("outside");
  };
  const keys = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    self.close("escape");
  };
  const self = {
    place,
    close(reason) {
      if (open !== self) return;
      open = null;
      removeEventListener("pointerdown", outside, true);
      removeEventListener("keydown", keys, true);
      removeEventListener("scroll", place, true);
      removeEventListener("resize", place);
      removeEventListener("redrawn", redrawn);
      if (panel.matches(":popover-open")) panel.hidePopover();
      panel.remove();
      if (tells) anchor.setAttribute("aria-expanded", "false");
      if (options.refocus && reason !== "outside") anchor.focus({ preventScroll: true });
      options.onClose?.(reason);
    },
  };
  open = self;
  addEventListener("pointerdown", outside, true);
  addEventListener("keydown", keys, true);
  addEventListener("scroll", place, true);
  addEventListener("resize", place);
  addEventListener("redrawn", redrawn);
  place();
  return self;
}

export function closeFloating() {
  open?.close("other");
}

const EDGE = 8;

function position(anchor, panel, { align = "start", wide = false, gap = 4 }) {
  const from = anchor.getBoundingClientRect();
  if (wide) panel.style.minWidth = `${Math.min(from.width, innerWidth - 2 * EDGE)}px`;
  const below = innerHeight - from.bottom - gap - EDGE;
  const above = from.top - gap - EDGE;
  panel.style.maxHeight = `${Math.max(120, Math.max(above, below))}px`;
  const size = panel.getBoundingClientRect();
  const up = size.height > below && above > below;
  const left = align === "end" ? from.right - size.width : from.left;
  panel.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - size.width - EDGE))}px`;
  panel.style.top = `${up ? Math.max(EDGE, from.top - gap - size.height) : from.bottom + gap}px`;
}
