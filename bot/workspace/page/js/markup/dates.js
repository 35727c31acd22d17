// Writes instants as people read them: Slack's <!date> formats, clock times, day names, "há 5 min".

const DAY = 86_400_000;

/** `seconds` may be Slack's ts or a number; null when it is no instant. */
export function instant(seconds) {
  const when = new Date(Math.round(Number(seconds) * 1000));
  return Number.isNaN(when.getTime()) ? null : when;
}

export function clockTime(when, reader, extra = {}) {
  return when.toLocaleTimeString(reader.language, {
    hour: "2-digit", minute: "2-digit", timeZone: reader.tz, ...extra,
  });
}

/** Today, yesterday, or the date; the year only when it is another one. */
export function dayName(when, reader, style = "long") {
  const days = dayNumber(new Date(), reader) - dayNumber(when, reader);
  if (days === 0) return reader.say("day.today");
  if (days === 1) return reader.say("day.yesterday");
  if (days === -1) return reader.say("day.tomorrow");
  return fullDate(when, reader, style);
}

export function fullDate(when, reader, style = "long") {
  const sameYear = yearOf(when, reader) === yearOf(new Date(), reader);
  return when.toLocaleDateString(reader.language, {
    timeZone: reader.tz,
    weekday: style === "long" ? "long" : undefined,
    day: "numeric",
    month: style === "long" ? "long" : "short",
    year: sameYear && style === "long" ? undefined : "numeric",
  });
}

export function dayNumber(when, reader) {
  const [y, m, d] = isoDay(when, reader).split("-").map(Number);
  return Math.round(Date.UTC(y, m - 1, d) / DAY);
}

export function isoDay(when, reader) {
  return when.toLocaleDateString("sv-SE", { timeZone: reader.tz });
}

export function ago(when, reader) {
  const seconds = Math.round((when.getTime() - Date.now()) / 1000);
  const words = new Intl.RelativeTimeFormat(reader.language, { numeric: "auto", style: "short" });
  const size = Math.abs(seconds);
  if (size < 45) return reader.say("day.now");
  if (size < 3600) return words.format(Math.round(seconds / 60), "minute");
  if (size < 86_400) return words.format(Math.round(seconds / 3600), "hour");
  if (size < 30 * 86_400) return words.format(Math.round(seconds / 86_400), "day");
  return fullDate(when, reader, "short");
}

function yearOf(when, reader) {
  return isoDay(when, reader).slice(0, 4);
}

const PIECES = {
  date_num: (when, reader) => isoDay(when, reader),
  date_slash: (when, reader) => plain(when, reader, { day: "2-digit", month: "2-digit", year: "numeric" }),
  date: (when, reader) => plain(when, reader, { day: "numeric", month: "long", year: "numeric" }),
  date_short: (when, reader) => plain(when, reader, { day: "numeric", month: "short", year: "numeric" }),
  date_long: (when, reader) =>
    plain(when, reader, { weekday: "long", day: "numeric", month: "long", year: "numeric" }),
  time: (when, reader) => clockTime(when, reader),
  time_secs: (when, reader) => clockTime(when, reader, { second: "2-digit" }),
  ago: (when, reader) => ago(when, reader),
};

function plain(when, reader, options) {
  return when.toLocaleDateString(reader.language, { ...options, timeZone: reader.tz });
}

/** Slack's date format, e.g. "{date_short_pretty} às {time}"; null when the instant is none. */
export function formatDate(seconds, format, reader) {
  const when = instant(seconds);
  if (!when) return null;
  return String(format || "{date_short_pretty} {time}").replace(/\{([a-z_]+)\}/g, (whole, name) => {
    const pretty = name.endsWith("_pretty");
    const piece = PIECES[pretty ? name.slice(0, -7) : name];
    if (name === "day_divider_pretty") return dayName(when, reader);
    if (!piece) return whole;
    const near = Math.abs(dayNumber(new Date(), reader) - dayNumber(when, reader)) <= 1;
    return pretty && near ? dayName(when, reader).toLowerCase() : piece(when, reader);
  });
}
