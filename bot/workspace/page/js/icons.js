// The page's own line icons, drawn on a 24-unit grid.

import { svg } from "./dom.js";

const STROKES = {
  alert: ["M12 4 2.8 20h18.4Z", "M12 10v4", "M12 17.2v.1"],
  attach: ["m20 11-8.2 8.2a5 5 0 0 1-7-7L13 4a3.4 3.4 0 0 1 4.8 4.8l-8 8a1.7 1.7 0 0 1-2.4-2.4L15 7"],
  back: ["M15 5l-7 7 7 7"],
  bold: ["M7 5h6a3.5 3.5 0 0 1 0 7H7Z", "M7 12h7a3.5 3.5 0 0 1 0 7H7Z"],
  bolt: ["M13 3 5 14h6l-1 7 8-11h-6Z"],
  calendar: ["M4 7h16v13H4Z", "M4 11h16", "M8 4v4", "M16 4v4"],
  check: ["m5 12.5 4.5 4.5L19 7"],
  clock: ["M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17", "M12 7.5V12l3 2"],
  close: ["M6 6l12 12", "M18 6 6 18"],
  code: ["m8 7-5 5 5 5", "m16 7 5 5-5 5"],
  copy: ["M9 9h11v11H9Z", "M5 15H4V4h11v1"],
  dots: ["M5.5 12h.1", "M12 12h.1", "M18.5 12h.1"],
  down: ["m6 9.5 6 6 6-6"],
  edit: ["m4 20 1-4L16 5l3 3L8 19Z", "m14 7 3 3"],
  external: ["M14 4h6v6", "M20 4 11 13", "M18 14v6H4V6h6"],
  eye: ["M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z", "M12 9.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4"],
  file: ["M6 3h8l4 4v14H6Z", "M14 3v4h4", "M9 12h6", "M9 16h6"],
  globe: ["M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17", "M3.5 12h17", "M12 3.5c5 5 5 12 0 17", "M12 3.5c-5 5-5 12 0 17"],
  hash: ["M9.5 4 8 20", "M16 4l-1.5 16", "M4.5 9h16", "M3.5 15h16"],
  home: ["m4 11 8-7 8 7", "M6 10v10h12V10", "M10 20v-5h4v5"],
  image: ["M4 5h16v14H4Z", "m4 16 5-5 4 4 3-3 4 4", "M15.5 9h.1"],
  info: ["M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17", "M12 11v5", "M12 8v.1"],
  italic: ["M10 5h7", "M7 19h7", "M14 5l-4 14"],
  keyboard: ["M3 6h18v12H3Z", "M7 10h.1", "M11 10h.1", "M15 10h.1", "M8 14h8"],
  link: ["M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.3 1.3", "M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.3-1.3"],
  list: ["M9 6h11", "M9 12h11", "M9 18h11", "M4.5 6h.1", "M4.5 12h.1", "M4.5 18h.1"],
  lock: ["M6 11h12v9H6Z", "M8.5 11V8a3.5 3.5 0 0 1 7 0v3"],
  menu: ["M4 7h16", "M4 12h16", "M4 17h16"],
  moon: ["M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10Z"],
  phone: ["M8 3h8v18H8Z", "M11 18h2"],
  pin: ["M9 4h6l-1 6 3 3H7l3-3Z", "M12 13v7"],
  play: ["M8 5.5 18 12 8 18.5Z"],
  plus: ["M12 5v14", "M5 12h14"],
  pulse: ["M3 12h4l3-7 4 14 3-7h4"],
  quote: ["M5 6v12", "M10 8h9", "M10 12h9", "M10 16h6"],
  receipt: ["M6 3h12v18l-3-2-3 2-3-2-3 2Z", "M9 8h6", "M9 12h6"],
  reset: ["M5 12a7 7 0 1 0 2.2-5", "M4 4v4.5h4.5"],
  right: ["m9.5 6 6 6-6 6"],
  search: ["M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13", "m15.5 15.5 5 5"],
  send: ["M4 12 20 4l-5 16-4-6.5Z", "m11 13.5 4-4"],
  smile: ["M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17", "M9 10v.1", "M15 10v.1", "M8.5 14.5c2 2.5 5 2.5 7 0"],
  sparkle: ["M12 4c.8 5 3 7.2 8 8-5 .8-7.2 3-8 8-.8-5-3-7.2-8-8 5-.8 7.2-3 8-8Z"],
  split: ["M3.5 5h17v14h-17Z", "M12 5v14"],
  stop: ["M7 7h10v10H7Z"],
  strike: ["M4 12h16", "M16.5 7.5c-1-3-8-3.5-8.5.5", "M7.5 16.5c1 3.5 9 3.5 9-.5"],
  sun: ["M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8", "M12 3v2", "M12 19v2", "M3 12h2", "M19 12h2", "m5.6 5.6 1.4 1.4", "m17 17 1.4 1.4", "m5.6 18.4 1.4-1.4", "m17 7 1.4-1.4"],
  thread: ["M4 5h16v11H11l-4 4v-4H4Z"],
  thumb_down: ["M8 4h9l3 7c.5 1.5-.5 3-2 3h-4l1 5c0 1.5-2 1.5-2.5.5L8 14Z", "M8 4H4v10h4"],
  thumb_up: ["M8 20h9l3-7c.5-1.5-.5-3-2-3h-4l1-5c0-1.5-2-1.5-2.5-.5L8 10Z", "M8 20H4V10h4"],
  trash: ["M5 7h14", "M9 7V4h6v3", "M7 7l1 13h8l1-13", "M10.5 11v5", "M13.5 11v5"],
  users: ["M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7", "M2.5 20c.5-7 12.5-7 13 0", "M16 5.5a3.3 3.3 0 0 1 0 6.3", "M18.5 14.5c2 1 3 3 3 5.5"],
};

/** A decorative icon; the control around it carries the words. */
export function icon(name, size = 18) {
  const strokes = STROKES[name] ?? STROKES.info;
  return svg(
    "svg",
    { class: name === "dots" ? "icon icon-dots" : "icon", viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true", focusable: "false" },
    strokes.map((d) => svg("path", { d })),
  );
}

/** The mark of the product: a ledger page, folded, with a tick that passes its margin. */
export function mark(size = 28) {
  return svg(
    "svg",
    { class: "mark", viewBox: "0 0 32 32", width: size, height: size, "aria-hidden": "true", focusable: "false" },
    svg("path", { class: "mark-page", d: "M7 3h13l6 6v17a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3V6a3 3 0 0 1 3-3Z" }),
    svg("path", { class: "mark-fold", d: "M20 3v4a2 2 0 0 0 2 2h4Z" }),
    svg("path", { class: "mark-tick", d: "m9.5 17.5 4.5 4.5L29 9.5" }),
  );
}
