// Turns a list of Slack blocks into nodes; each kind of block has its own small module.

import { h } from "../dom.js";
import { markdown } from "../markup/markdown.js";
import { richText } from "../markup/rich_text.js";
import { actions, contextActions } from "./actions.js";
import { alertBlock, cardBlock, carousel, container } from "./cards.js";
import { chart } from "./chart.js";
import { input } from "./input.js";
import { fileBlock, imageBlock, video } from "./media.js";
import { dataTable, table } from "./tables.js";
import { context, divider, header, section } from "./text.js";
import { unknown } from "./unknown.js";
import { plan, taskCard } from "./work.js";

const KINDS = {
  actions,
  alert: alertBlock,
  card: cardBlock,
  carousel,
  container,
  context,
  context_actions: contextActions,
  data_table: dataTable,
  data_visualization: chart,
  divider,
  file: fileBlock,
  header,
  image: imageBlock,
  input,
  markdown: (block, surface) => h("div", { class: "md" }, markdown(block.text, surface.reader)),
  plan,
  rich_text: (block, surface) => richText(block, surface.reader),
  section,
  table,
  task_card: taskCard,
  video,
};

/**
 * `surface` says where the blocks stand and what using them does:
 * {kind, reader, memory, errors, act, options, attach, fileAddress, thumbAddress, dialogHost}.
 * With `keep` (see keeper in dom.js), a block that says the same as before stays the node it is: what is typed,
 * chosen, opened or scrolled there is not disturbed by what changes around it.
 */
export function renderBlocks(blocks, surface, keep = (_name, _said, draw) => draw()) {
  return (blocks ?? []).map((block, index) => {
    const name = block?.block_id ?? `block-${index}`;
    return keep(name, [block, surface.errors?.[name]], () => renderBlock(block, surface, index));
  });
}

export function renderBlock(block, surface, index = 0) {
  const draw = block && Object.hasOwn(KINDS, block.type) ? KINDS[block.type] : null;
  const named = block?.block_id ? block : { ...block, block_id: `block-${index}` };
  const inside = () => (draw ? draw(named, surface, renderBlocks) : unknown(block, surface.reader));
  return h("div", { class: "block", data: { block: named.block_id, type: block?.type } }, attempt(inside, block, surface));
}

/** A block that is malformed must not take the whole message away with it. */
function attempt(draw, block, surface) {
  try {
    return draw();
  } catch (problem) {
    if (!(problem instanceof TypeError)) throw problem;
    return unknown(block, surface.reader);
  }
}
