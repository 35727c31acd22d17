// What an agent is doing, step by step: task_card, and plan with its tasks.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { link } from "../markup/inline.js";
import { richText } from "../markup/rich_text.js";
import { unknown } from "./unknown.js";

const STATES = new Set(["pending", "in_progress", "complete", "error"]);

function stateMark(state, reader) {
  const glyph = state === "complete" ? icon("check", 13) : state === "error" ? icon("close", 13) : null;
  return h("span", { class: "task-mark", data: { state }, role: "img", "aria-label": reader.say(`task.${state}`) }, glyph);
}

export function taskCard(block, surface) {
  const { reader } = surface;
  const state = STATES.has(block.status) ? block.status : "pending";
  const more = [
    block.details && h("div", { class: "task-details" }, richText(block.details, reader)),
    block.output && h("div", { class: "task-output" }, richText(block.output, reader)),
    block.sources?.length > 0 && h("ul", { class: "task-sources" }, block.sources.map((source) =>
      h("li", null, link(source.url, [source.text || source.url])))),
  ].filter(Boolean);
  const title = h("span", { class: "task-title" }, block.title ?? "");
  if (!more.length) return h("div", { class: "task", data: { state } }, stateMark(state, reader), title);
  return h("details", { class: "task task-open", data: { state, fold: block.task_id }, open: state === "in_progress" || state === "error" },
    h("summary", { on: { click: touched } }, stateMark(state, reader), title, icon("down", 14)), h("div", { class: "task-more" }, more));
}

function touched(event) {
  event.currentTarget.parentElement.dataset.touched = "yes";
}

export function plan(block, surface) {
  const { reader } = surface;
  const tasks = block.tasks ?? [];
  const done = tasks.filter((task) => task.status === "complete").length;
  const rows = tasks.map((task) => (task.task_id || task.type === "task_card" ? taskCard(task, surface) : unknown(task, reader)));
  return h("section", { class: "plan", "aria-label": block.title },
    h("div", { class: "plan-head" }, icon("list", 16), h("span", { class: "plan-title" }, block.title ?? ""),
      tasks.length > 0 && h("span", { class: "hint" }, `${done}/${tasks.length}`)),
    tasks.length > 0 && h("div", { class: "plan-bar", "aria-hidden": "true" },
      h("i", { style: { width: `${(100 * done) / tasks.length}%` } })),
    h("ol", { class: "plan-tasks" }, rows.map((row) => h("li", null, row))));
}
