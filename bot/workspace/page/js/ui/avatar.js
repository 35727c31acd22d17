// A picture of a person or an app: initials on their colour, with ink that can be read on it; our own app carries its mark.

import { h } from "../dom.js";
import { mark } from "../icons.js";

const OURS = "Retaguarda";

/** `person`: {id, real_name, initials, color, is_bot}. */
export function avatar(person, size = 36) {
  const colour = /^#[0-9a-f]{6}$/i.test(person?.color ?? "") ? person.color : "#5b6b64";
  const name = person?.real_name || person?.name || "?";
  const ours = person?.is_bot && name === OURS;
  const words = person?.initials || initials(name);
  return h("span", {
    class: ours ? "avatar avatar-app" : "avatar",
    "aria-hidden": "true",
    style: { "--size": `${size}px`, "--tone": colour, "--on-tone": inkOn(colour) },
  }, ours ? mark(Math.round(size * 0.66)) : words);
}

function initials(name) {
  const words = name.trim().split(/\s+/);
  return ((words[0]?.[0] ?? "") + (words.length > 1 ? words.at(-1)[0] : "")).toUpperCase();
}

/** Black or white, whichever has the better contrast (WCAG relative luminance). */
export function inkOn(colour) {
  const channel = (at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  const light = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
  return 1.05 / (light + 0.05) >= (light + 0.05) / 0.05 ? "#ffffff" : "#10201a";
}
