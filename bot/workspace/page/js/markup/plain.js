// Slack text as one plain line, for labels, summaries and notices.

/** The words of a text object or string, without marks. */
export function plainText(text) {
  const source = typeof text === "string" ? text : (text?.text ?? "");
  return typeof text === "string" || text?.type === "mrkdwn" ? withoutMarks(source) : source;
}

/** mrkdwn or Markdown reduced to its words; `name(id)` says who a mention is. */
export function withoutMarks(text, name = (id) => id) {
  return String(text)
    .replace(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id) => `@${name(id)}`)
    .replace(/<#([A-Z0-9]+)(?:\|([^>]*))?>/g, (_, id, label) => `#${label || name(id)}`)
    .replace(/<!date\^[^|>]*\|([^>]*)>/g, "$1")
    .replace(/<!(here|channel|everyone)>/g, "@$1")
    .replace(/<([^|>\s]+)\|([^>]+)>/g, "$2")
    .replace(/<((?:https?|mailto|tel):[^>\s]+)>/g, "$1")
    .replace(/```/g, "")
    .replace(/(?<![\p{L}\p{N}])(\*\*|[*_~`])(?=\S)(.+?)(?<=\S)\1(?![\p{L}\p{N}])/gu, "$2")
    .replace(/&(amp|lt|gt);/g, (_, entity) => ({ amp: "&", lt: "<", gt: ">" })[entity])
    .replace(/\s+/g, " ")
    .trim();
}

/** Slack text as its author would have typed it: @Name and #channel instead of ids. */
export function forEditing(text, session) {
  return text
    .replace(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id) => `@${session.people.get(id)?.real_name ?? id}`)
    .replace(/<#([A-Z0-9]+)(?:\|([^>]*))?>/g, (_, id, label) => `#${session.channel(id)?.name ?? label ?? id}`)
    .replace(/<((?:https?|mailto):[^|>]+)(?:\|[^>]*)?>/g, "$1")
    .replace(/&(amp|lt|gt);/g, (_, entity) => ({ amp: "&", lt: "<", gt: ">" })[entity]);
}
