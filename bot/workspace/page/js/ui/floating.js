// A panel that floats beside its anchor (menus, lists, calendars): one at a time, closed by Escape or outside.

let open = null;

/**
 * Shows `panel` next to `anchor`. Options: align "start" | "end", wide (at least as wide as the anchor),
 * onClose(reason). Returns {close, place}.
 */
export function float(anchor, panel, options = {}) {
  open?.close("other");
  panel.popover = "manual";
  panel.classList.add("floating");
  // Not beside the anchor: what surrounds that may be hidden or drawn anew while the panel is open.
  (anchor.closest(".dialog, .pane") ?? document.body).append(panel);
  panel.showPopover();

  const place = () => {
    if (anchor.isConnected) position(anchor, panel, options);
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
      if (panel.matches(":popover-open")) panel.hidePopover();
      panel.remove();
      options.onClose?.(reason);
    },
  };
  open = self;
  addEventListener("pointerdown", outside, true);
  addEventListener("keydown", keys, true);
  addEventListener("scroll", place, true);
  addEventListener("resize", place);
  place();
  return self;
}

/** Gives the focus back to the anchor, or to the control drawn in its place since. */
export function refocus(anchor) {
  const { focus } = anchor.dataset;
  const now = anchor.isConnected || !focus ? anchor
    : [...document.querySelectorAll("[data-focus]")].find((node) => node.dataset.focus === focus);
  now?.focus({ preventScroll: true });
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
