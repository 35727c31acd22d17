// What a modal checks before it is sent: required inputs, lengths, numbers, addresses, as Slack does.

const LISTS = ["selected_options", "selected_users", "selected_channels", "selected_conversations", "files"];
const SINGLES = ["value", "selected_option", "selected_user", "selected_channel", "selected_conversation", "selected_date", "selected_time", "selected_date_time"];

/** True when a choice holds nothing. */
export function isEmpty(choice) {
  if (!choice) return true;
  const list = LISTS.find((name) => name in choice);
  if (list) return !choice[list]?.length;
  if ("rich_text_value" in choice) return !JSON.stringify(choice.rich_text_value ?? "").includes('"type":"text"') && !JSON.stringify(choice.rich_text_value ?? "").includes('"type":"link"');
  return !SINGLES.some((name) => choice[name] !== null && choice[name] !== undefined && choice[name] !== "");
}

/** {block_id: sentence} for every input that cannot be sent as it is. */
export function checkView(view, memory, reader) {
  const errors = {};
  for (const block of inputs(view.blocks)) {
    const sentence = problemOf(block, memory.current(block, block.element), reader);
    if (sentence) errors[block.block_id] = sentence;
  }
  return errors;
}

function inputs(blocks) {
  return (blocks ?? []).flatMap((block) => (block.type === "input" ? [block] : inputs(block.child_blocks)));
}

function problemOf(block, choice, reader) {
  const { element } = block;
  if (isEmpty(choice)) return block.optional ? null : reader.say("check.required");
  const value = choice.value ?? "";
  if (element.min_length && value.length < element.min_length) return reader.say("check.short", { n: element.min_length });
  if (element.max_length && value.length > element.max_length) return reader.say("check.long", { n: element.max_length });
  if (element.type === "number_input") return numberProblem(element, value, reader);
  if (element.type === "email_text_input" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return reader.say("check.email");
  if (element.type === "url_text_input" && !/^https?:\/\/\S+$/i.test(value)) return reader.say("check.url");
  return null;
}

function numberProblem(element, value, reader) {
  if (!/^-?\d+(\.\d+)?$/.test(value)) return reader.say("check.number");
  if (!element.is_decimal_allowed && value.includes(".")) return reader.say("check.whole");
  if (element.min_value !== undefined && Number(value) < Number(element.min_value)) return reader.say("check.least", { n: element.min_value });
  if (element.max_value !== undefined && Number(value) > Number(element.max_value)) return reader.say("check.most", { n: element.max_value });
  return null;
}
