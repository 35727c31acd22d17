// What a person typed or chose on one surface, kept by block_id and action_id in Slack's own shapes.

export class Memory {
  #choices = new Map();

  get(block, element) {
    return this.#choices.get(keyOf(block, element));
  }

  set(block, element, choice) {
    this.#choices.set(keyOf(block, element), choice);
  }

  /** The choice made here, or the one the app asked to begin with. */
  current(block, element) {
    return this.get(block, element) ?? initial(element);
  }

  /** {block_id: {action_id: choice}}, as Slack's view.state.values. */
  state() {
    const state = {};
    for (const [key, choice] of this.#choices) {
      const [block, action] = JSON.parse(key);
      (state[block] ??= {})[action] = choice;
    }
    return state;
  }

  /** After an update, what was typed stays only where the same input is still there. */
  keepOnly(blocks) {
    const present = new Set();
    walk(blocks, (block, element) => present.add(keyOf(block, element)));
    for (const key of this.#choices.keys()) if (!present.has(key)) this.#choices.delete(key);
  }
}

function keyOf(block, element) {
  return JSON.stringify([block.block_id, element.action_id ?? ""]);
}

export function focusName(block, element, part = "") {
  return `${block.block_id}/${element.action_id ?? ""}/${part}`;
}

/** Calls visit(block, element) for every control in the blocks, those in containers included. */
export function walk(blocks, visit) {
  for (const block of blocks ?? []) {
    if (block.element) visit(block, block.element);
    if (block.accessory) visit(block, block.accessory);
    for (const element of block.elements ?? []) if (element?.action_id) visit(block, element);
    for (const element of block.actions ?? []) visit(block, element);
    walk(block.child_blocks, visit);
  }
}

/** The choice that an element's `initial_*` stands for, or undefined. */
export function initial(element) {
  const pairs = [
    ["initial_option", "selected_option"], ["initial_options", "selected_options"],
    ["initial_user", "selected_user"], ["initial_users", "selected_users"],
    ["initial_channel", "selected_channel"], ["initial_channels", "selected_channels"],
    ["initial_conversation", "selected_conversation"], ["initial_conversations", "selected_conversations"],
    ["initial_date", "selected_date"], ["initial_time", "selected_time"],
    ["initial_date_time", "selected_date_time"],
  ];
  for (const [from, to] of pairs) if (element[from] !== undefined) return { [to]: element[from] };
  if (element.initial_value === undefined) return undefined;
  return element.type === "rich_text_input"
    ? { rich_text_value: element.initial_value }
    : { value: String(element.initial_value) };
}
