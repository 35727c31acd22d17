// Tables: the plain `table` block, and `data_table` with sorting, searching and pages.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { richText } from "../markup/rich_text.js";
import { unknown } from "./unknown.js";

function cellNodes(cell, reader) {
  if (!cell) return [];
  if (cell.type === "raw_text") return [cell.text ?? ""];
  if (cell.type === "raw_number") return [cell.text ?? String(cell.value ?? "")];
  if (cell.type === "rich_text") return [richText(cell, reader)];
  return [unknown(cell, reader)];
}

export function table(block, surface) {
  const { reader } = surface;
  const settings = block.column_settings ?? [];
  const [head = [], ...body] = block.rows ?? [];
  const cell = (tag, content, column) => h(tag, {
    scope: tag === "th" ? "col" : null,
    data: {
      align: settings[column]?.align ?? (content?.type === "raw_number" ? "right" : "left"),
      wrapped: settings[column]?.is_wrapped ? "yes" : null,
    },
  }, cellNodes(content, reader));
  return scroll(reader, reader.say("table.label"), h("table", { class: "table" },
    h("thead", null, h("tr", null, head.map((c, i) => cell("th", c, i)))),
    h("tbody", null, body.map((row) => h("tr", null, row.map((c, i) => cell("td", c, i)))))));
}

function scroll(reader, label, node) {
  return h("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": label }, node);
}

/** What a cell says, for sorting and searching. */
function plainOf(cell) {
  if (cell?.type === "raw_number") return cell.text ?? String(cell.value);
  if (cell?.type === "raw_text") return cell.text ?? "";
  return JSON.stringify(cell?.elements ?? "").match(/"text":"(?:[^"\\]|\\.)*"/g)?.join(" ") ?? "";
}

function compare(a, b, language) {
  if (a?.type === "raw_number" && b?.type === "raw_number") return a.value - b.value;
  return plainOf(a).localeCompare(plainOf(b), language, { numeric: true });
}

export function dataTable(block, surface) {
  const { reader } = surface;
  const [head = [], ...rows] = block.rows ?? [];
  const shown = { sort: null, up: true, query: "", page: 0 };
  const size = Math.max(1, Math.min(100, block.page_size ?? 5));
  const host = h("div", { class: "data-table" });

  const visible = () => {
    const query = shown.query.trim().toLocaleLowerCase(reader.language);
    const found = query
      ? rows.filter((row) => row.some((c) => plainOf(c).toLocaleLowerCase(reader.language).includes(query)))
      : [...rows];
    if (shown.sort === null) return found;
    const order = shown.up ? 1 : -1;
    return found.sort((a, b) => order * compare(a[shown.sort], b[shown.sort], reader.language));
  };

  const body = h("tbody");
  const foot = h("div", { class: "table-foot" });
  const heads = head.map((cell, column) => h("th", { scope: "col", data: { align: alignOf(column) } },
    h("button", { type: "button", class: "sort", on: { click: () => sortBy(column) } },
      cellNodes(cell, reader), h("span", { class: "sort-mark", "aria-hidden": "true" }))));

  function alignOf(column) {
    return rows[0]?.[column]?.type === "raw_number" ? "right" : "left";
  }

  function sortBy(column) {
    shown.up = shown.sort === column ? !shown.up : true;
    shown.sort = column;
    shown.page = 0;
    draw();
  }

  function draw() {
    const found = visible();
    const pages = Math.max(1, Math.ceil(found.length / size));
    shown.page = Math.min(shown.page, pages - 1);
    heads.forEach((node, column) => {
      const way = shown.sort === column ? (shown.up ? "ascending" : "descending") : "none";
      node.setAttribute("aria-sort", way);
    });
    body.replaceChildren(...found.slice(shown.page * size, (shown.page + 1) * size).map((row) =>
      h("tr", null, row.map((cell, column) => h(
        column === block.row_header_column_index ? "th" : "td",
        { scope: column === block.row_header_column_index ? "row" : null, data: { align: alignOf(column) } },
        cellNodes(cell, reader))))));
    const turn = (step, name, label) => h("button", {
      type: "button", class: "icon-button", "aria-label": label,
      disabled: shown.page + step < 0 || shown.page + step >= pages,
      on: { click: () => { shown.page += step; draw(); } },
    }, icon(name, 16));
    foot.replaceChildren(
      h("span", { class: "hint", role: "status" }, reader.say("table.rows", { n: found.length })),
      ...(pages > 1 ? [h("span", { class: "table-pages" }, turn(-1, "back", reader.say("table.previous")),
        h("span", { class: "hint" }, `${shown.page + 1} / ${pages}`), turn(1, "right", reader.say("table.next")))] : []));
  }

  const search = h("input", {
    type: "search", class: "field field-small", placeholder: reader.say("table.search"), "aria-label": reader.say("table.search"),
    on: { input: (event) => { shown.query = event.target.value; shown.page = 0; draw(); } },
  });
  draw();
  host.append(
    h("div", { class: "table-head" }, h("span", { class: "table-caption" }, block.caption ?? ""), rows.length > size && search),
    scroll(reader, block.caption || reader.say("table.label"),
      h("table", { class: "table" }, h("thead", null, h("tr", null, heads)), body)),
    foot);
  return host;
}
