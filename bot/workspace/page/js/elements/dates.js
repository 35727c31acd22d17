// Date and time elements: datepicker, timepicker, datetimepicker; shown in the person's language.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { instant } from "../markup/dates.js";
import { openCalendar } from "../ui/calendar.js";
import { combobox } from "../ui/combobox.js";
import { confirmed } from "./confirm.js";
import { focusName } from "./memory.js";

/** "2026-02-04" as people write it; it is a day, not an instant, so no time zone takes part. */
export function dayWords(iso, reader) {
  return new Date(`${iso}T12:00:00Z`).toLocaleDateString(reader.language, {
    timeZone: "UTC", weekday: "short", day: "numeric", month: "short", year: "numeric",
  });
}

function dayButton(iso, context, element, onPick) {
  const { surface, block, labels } = context;
  const { reader } = surface;
  let day = iso;
  const words = h("span");
  const tell = () => {
    words.textContent = day ? dayWords(day, reader) : (element.placeholder?.text ?? reader.say("date.placeholder"));
    words.className = day ? "" : "placeholder";
  };
  const node = h("button", {
    type: "button", class: "field field-button", id: labels.id, "aria-haspopup": "dialog", "aria-expanded": "false",
    "aria-describedby": labels.describedBy, "aria-invalid": labels.invalid ? "true" : null,
    data: { focus: focusName(block, element, "day"), first: element.focus_on_load ? "yes" : null, action: element.action_id },
  }, icon("calendar", 17), words);
  node.addEventListener("click", () => openCalendar(node, day, reader, async (picked) => {
    if (!(await confirmed(element, surface, node))) return;
    day = picked;
    tell();
    await onPick(picked, node);
  }));
  tell();
  return node;
}

export function datepicker(element, context) {
  const { choose, current } = context;
  return dayButton(current()?.selected_date, context, element, (day, node) => choose({ selected_date: day }, node));
}

/** "930", "9h30", "9:30 pm" or "09:30" as "09:30"; null when it is no time. */
export function readTime(text) {
  const match = /^\s*(\d{1,2})\s*[:hH.]?\s*(\d{2})?\s*(?:min)?\s*([ap])?\.?m?\.?\s*$/i.exec(text);
  if (!match) return null;
  let hour = Number(match[1]);
  const minute = Number(match[2] ?? 0);
  const half = match[3]?.toLowerCase();
  if (half === "p" && hour < 12) hour += 12;
  if (half === "a" && hour === 12) hour = 0;
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

const HALF_HOURS = Array.from({ length: 48 }, (_, i) =>
  `${String(Math.floor(i / 2)).padStart(2, "0")}:${i % 2 ? "30" : "00"}`);

function timeBox(time, context, element, onPick) {
  const { surface, block, labels } = context;
  const { reader } = surface;
  const item = (text) => ({ key: text, label: text });
  return h("div", { class: "select select-time", data: { action: element.action_id } }, combobox({
    say: reader.say,
    chosen: time ? [item(time)] : [],
    placeholder: element.placeholder?.text ?? reader.say("time.placeholder"),
    find: (query) => HALF_HOURS.filter((text) => !query || text.startsWith(query.padStart(2, "0").slice(0, 2))).map(item),
    free: (text) => (readTime(text) ? item(readTime(text)) : null),
    attributes: {
      id: labels.id, "aria-label": labels.labelledBy ? null : reader.say("time.placeholder"),
      "aria-labelledby": labels.labelledBy, "aria-describedby": labels.describedBy, inputmode: "numeric",
      data: { focus: focusName(block, element, "time") },
    },
    onChange: (items, node) => onPick(items[0]?.key ?? null, node),
  }));
}

export function timepicker(element, context) {
  const { choose, current } = context;
  return timeBox(current()?.selected_time, context, element, (time, node) => choose({ selected_time: time }, node));
}

/** The instant (in seconds) of a day and a clock time in the reader's time zone. */
export function secondsAt(day, time, tz) {
  const guess = Date.parse(`${day}T${time}:00Z`);
  const shown = new Date(guess).toLocaleString("sv-SE", { timeZone: tz });
  return Math.round((guess - (Date.parse(`${shown.replace(" ", "T")}Z`) - guess)) / 1000);
}

export function datetimepicker(element, context) {
  const { surface, choose, current } = context;
  const { reader } = surface;
  const when = current()?.selected_date_time ? instant(current().selected_date_time) : null;
  const parts = when ? when.toLocaleString("sv-SE", { timeZone: reader.tz }).split(" ") : [null, null];
  let [day, time] = [parts[0], parts[1]?.slice(0, 5) ?? null];
  const tell = (node) => (day && time ? choose({ selected_date_time: secondsAt(day, time, reader.tz) }, node) : undefined);
  return h("div", { class: "date-time" },
    dayButton(day, context, element, (picked, node) => { day = picked; return tell(node); }),
    timeBox(time, { ...context, labels: {} }, element, (picked, node) => { time = picked; return tell(node); }));
}
