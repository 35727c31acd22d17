// The data_visualization block: pie, bar, line and area charts as SVG, with the numbers as a table for everyone.

import { h, svg } from "../dom.js";
import { unknown } from "./unknown.js";

const WIDTH = 520;
const HEIGHT = 200;
const LEFT = 52;
const BOTTOM = 26;

export function chart(block, surface) {
  const { reader } = surface;
  const drawn = block.chart ?? {};
  const series = drawn.type === "pie"
    ? [{ name: block.title, data: drawn.segments ?? [] }]
    : (drawn.series ?? []);
  const draw = { pie, bar: bars, line: lines, area: lines }[drawn.type];
  if (!draw || !series.length) return unknown(block, reader);
  const labels = drawn.axis_config?.categories ?? (series[0].data ?? []).map((point) => point.label);
  return h("figure", { class: "chart" },
    h("figcaption", { class: "figure-title" }, block.title),
    draw(series, labels, reader, drawn.type),
    legend(drawn.type === "pie" ? series[0].data.map((s) => s.label) : series.map((s) => s.name)),
    h("details", { class: "chart-numbers" }, h("summary", null, reader.say("chart.numbers")),
      h("table", { class: "table" },
        h("thead", null, h("tr", null, h("th"), series.map((s) => h("th", { scope: "col" }, s.name)))),
        h("tbody", null, labels.map((label) => h("tr", null, h("th", { scope: "row" }, label),
          series.map((s) => h("td", { data: { align: "right" } }, number(valueAt(s, label), reader)))))))));
}

function valueAt(series, label) {
  return (series.data ?? []).find((point) => point.label === label)?.value ?? null;
}

function number(value, reader) {
  return value === null ? "" : Number(value).toLocaleString(reader.language);
}

function legend(names) {
  if (names.length < 2) return null;
  return h("ul", { class: "chart-legend" }, names.map((name, i) =>
    h("li", null, h("i", { data: { tone: i % 6 } }), name)));
}

function scale(series) {
  const values = series.flatMap((s) => (s.data ?? []).map((p) => Number(p.value) || 0));
  const top = Math.max(0, ...values);
  const bottom = Math.min(0, ...values);
  const span = top - bottom || 1;
  return { top, bottom, y: (value) => 10 + ((top - value) / span) * (HEIGHT - BOTTOM - 10) };
}

function frame(series, labels, reader, inner) {
  const { top, bottom, y } = scale(series);
  const marks = [...new Set([bottom, (top + bottom) / 2, top])];
  const step = (WIDTH - LEFT - 8) / Math.max(1, labels.length);
  const every = Math.ceil(labels.length / 8);
  return svg("svg", { class: "chart-plot", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": labels.join(", ") },
    marks.map((m) => [
      svg("line", { class: "chart-grid", x1: LEFT, x2: WIDTH - 4, y1: y(m), y2: y(m) }),
      svg("text", { class: "chart-tick", x: LEFT - 6, y: y(m) + 4, "text-anchor": "end" },
        Number(m).toLocaleString(reader.language, { notation: "compact" }))]),
    labels.map((label, i) => i % every === 0 && svg("text",
      { class: "chart-tick", x: LEFT + step * (i + 0.5), y: HEIGHT - 8, "text-anchor": "middle" }, label)),
    inner(y, step));
}

function bars(series, labels, reader) {
  return frame(series, labels, reader, (y, step) => series.map((s, k) => labels.map((label, i) => {
    const value = Number(valueAt(s, label)) || 0;
    const wide = (step * 0.7) / series.length;
    return svg("rect", {
      class: "chart-fill", "data-tone": k % 6, rx: 2, width: Math.max(1, wide - 2),
      x: LEFT + step * (i + 0.15) + wide * k, y: Math.min(y(value), y(0)), height: Math.max(1, Math.abs(y(0) - y(value))),
    });
  })));
}

function lines(series, labels, reader, type) {
  return frame(series, labels, reader, (y, step) => series.map((s, k) => {
    const points = labels.map((label, i) => `${LEFT + step * (i + 0.5)},${y(Number(valueAt(s, label)) || 0)}`);
    const ends = [`${LEFT + step * (labels.length - 0.5)},${y(0)}`, `${LEFT + step * 0.5},${y(0)}`];
    return [
      type === "area" && svg("polygon", { class: "chart-area", "data-tone": k % 6, points: [...points, ...ends].join(" ") }),
      svg("polyline", { class: "chart-line", "data-tone": k % 6, points: points.join(" ") })];
  }));
}

function pie(series) {
  const parts = series[0].data;
  const total = parts.reduce((sum, p) => sum + (Number(p.value) || 0), 0) || 1;
  let turn = 0;
  return svg("svg", { class: "chart-pie", viewBox: "-1.05 -1.05 2.1 2.1", role: "img", "aria-label": parts.map((p) => p.label).join(", ") },
    parts.map((p, i) => {
      const from = turn;
      turn += ((Number(p.value) || 0) / total) * 2 * Math.PI;
      const to = Math.min(turn, from + 2 * Math.PI - 1e-4);
      const large = to - from > Math.PI ? 1 : 0;
      const at = (angle) => `${Math.sin(angle)} ${-Math.cos(angle)}`;
      return svg("path", { class: "chart-fill", "data-tone": i % 6, d: `M0 0L${at(from)}A1 1 0 ${large} 1 ${at(to)}Z` });
    }));
}
