// A month to pick a day from: arrow keys by day and week, Page Up and Down by month, with Shift by year.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { isoDay } from "../markup/dates.js";
import { float } from "./floating.js";

const DAY = 86_400_000;
const at = (iso) => new Date(`${iso}T12:00:00Z`);
const iso = (date) => date.toISOString().slice(0, 10);

/** Opens beside `anchor`; onPick gets "YYYY-MM-DD". Weeks begin on Sunday, as printed calendars here do. */
export function openCalendar(anchor, chosen, reader, onPick) {
  const today = isoDay(new Date(), reader);
  let cursor = at(chosen || today);
  const grid = h("table", { class: "calendar-grid", role: "grid" });
  const title = h("div", { class: "calendar-title", "aria-live": "polite" });
  const step = (months, name, label) => h("button", {
    type: "button", class: "icon-button", "aria-label": label,
    on: { click: () => { cursor = addMonths(cursor, months); draw(false); } },
  }, icon(name, 17));
  const panel = h("div", { class: "calendar", role: "dialog", "aria-label": reader.say("date.placeholder") },
    h("div", { class: "calendar-head" }, step(-1, "back", reader.say("date.previous")), title, step(1, "right", reader.say("date.next"))),
    grid,
    h("button", { type: "button", class: "link-button", on: { click: () => pick(today) } }, reader.say("day.today")));

  function pick(day) {
    floating.close("chosen");
    onPick(day);
  }

  function draw(focus = true) {
    title.textContent = cursor.toLocaleDateString(reader.language, { timeZone: "UTC", month: "long", year: "numeric" });
    const first = new Date(Date.UTC(cursor.getUTCFullYear(), cursor.getUTCMonth(), 1, 12));
    const start = first.getTime() - first.getUTCDay() * DAY;
    const days = Array.from({ length: 42 }, (_, i) => new Date(start + i * DAY));
    const weeks = [0, 1, 2, 3, 4, 5].map((w) => days.slice(w * 7, w * 7 + 7))
      .filter((week) => week.some((day) => day.getUTCMonth() === cursor.getUTCMonth()));
    grid.replaceChildren(
      h("thead", null, h("tr", null, days.slice(0, 7).map((day) => h("th", { scope: "col", abbr: name(day, "long") }, name(day, "narrow"))))),
      h("tbody", null, weeks.map((week) => h("tr", null, week.map(cell)))));
    if (focus) grid.querySelector('[tabindex="0"]')?.focus();
  }

  function name(day, weekday) {
    return day.toLocaleDateString(reader.language, { timeZone: "UTC", weekday });
  }

  function cell(day) {
    const key = iso(day);
    return h("td", { role: "gridcell", "aria-selected": String(key === chosen) }, h("button", {
      type: "button", class: "day", tabindex: key === iso(cursor) ? "0" : "-1",
      data: { outside: day.getUTCMonth() === cursor.getUTCMonth() ? null : "yes", chosen: key === chosen ? "yes" : null, today: key === today ? "yes" : null },
      "aria-label": day.toLocaleDateString(reader.language, { timeZone: "UTC", dateStyle: "full" }),
      "aria-current": key === today ? "date" : null,
      on: { click: () => pick(key) },
    }, String(day.getUTCDate())));
  }

  grid.addEventListener("keydown", (event) => {
    const months = event.shiftKey ? 12 : 1;
    const moves = {
      ArrowLeft: () => addDays(cursor, -1), ArrowRight: () => addDays(cursor, 1),
      ArrowUp: () => addDays(cursor, -7), ArrowDown: () => addDays(cursor, 7),
      Home: () => addDays(cursor, -cursor.getUTCDay()), End: () => addDays(cursor, 6 - cursor.getUTCDay()),
      PageUp: () => addMonths(cursor, -months), PageDown: () => addMonths(cursor, months),
    };
    if (!moves[event.key]) return;
    event.preventDefault();
    cursor = moves[event.key]();
    draw();
  });

  const floating = float(anchor, panel, { refocus: true });
  draw();
  floating.place();
  return floating;
}

function addDays(date, days) {
  return new Date(date.getTime() + days * DAY);
}

function addMonths(date, months) {
  const target = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1, 12));
  const last = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(date.getUTCDate(), last));
  return target;
}
