// Every select of Slack: static, external, users, channels, conversations; one or many.

import { h } from "../dom.js";
import { avatar } from "../ui/avatar.js";
import { combobox } from "../ui/combobox.js";
import { textNodes } from "../blocks/text_object.js";
import { plainText } from "../markup/plain.js";
import { confirmed } from "./confirm.js";
import { focusName } from "./memory.js";

const SHAPES = {
  static: ["selected_option", "selected_options"],
  external: ["selected_option", "selected_options"],
  users: ["selected_user", "selected_users"],
  channels: ["selected_channel", "selected_channels"],
  conversations: ["selected_conversation", "selected_conversations"],
};

export function select(element, context) {
  const { surface, block, labels, choose, current } = context;
  const { reader } = surface;
  const several = element.type.startsWith("multi_");
  const what = element.type.replace("multi_", "").replace("_select", "");
  const [one, many] = SHAPES[what];
  const was = current();
  const kept = several ? (was?.[many] ?? []) : [was?.[one]].filter(Boolean);
  const toItem = what === "static" || what === "external" ? (o) => optionItem(o, reader) : (id) => placeItem(id, what, reader);
  return h("div", { class: "select", data: { action: element.action_id } }, combobox({
    say: reader.say,
    several,
    most: element.max_selected_items,
    placeholder: element.placeholder?.text ?? reader.say("choose.placeholder"),
    chosen: kept.map(toItem),
    wait: what === "external" ? 250 : 0,
    empty: (query) => emptyWords(query, element, what, reader),
    find: (query) => candidates(query, element, what, block, surface),
    attributes: {
      id: labels.id,
      "aria-labelledby": labels.labelledBy,
      "aria-label": labels.labelledBy ? null : plainText(element.placeholder) || reader.say("choose.placeholder"),
      "aria-describedby": labels.describedBy,
      "aria-invalid": labels.invalid ? "true" : null,
      data: { focus: focusName(block, element), first: element.focus_on_load ? "yes" : null },
    },
    async onChange(items, node) {
      if (items.length && !(await confirmed(element, surface, node))) return;
      const values = items.map((item) => item.option ?? item.key);
      await choose(several ? { [many]: values } : { [one]: values[0] ?? null }, node);
    },
  }));
}

function optionItem(option, reader, group) {
  return {
    key: option.value ?? plainText(option.text),
    label: plainText(option.text),
    content: textNodes(option.text, reader),
    hint: option.description && textNodes(option.description, reader),
    option,
    group,
  };
}

function placeItem(id, what, reader) {
  const person = reader.person(id);
  if (person) {
    const name = person.real_name || person.name;
    return { key: id, label: name, content: [avatar(person, 20), name], hint: person.title };
  }
  const channel = reader.channel(id);
  return { key: id, label: channel ? `#${channel.name}` : id };
}

function folded(text, reader) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase(reader.language);
}

function matching(items, query, reader) {
  const wanted = folded(query.trim(), reader);
  return wanted ? items.filter((item) => folded(item.label, reader).includes(wanted)) : items;
}

function grouped(source, reader) {
  const groups = source.option_groups?.flatMap((group) =>
    group.options.map((option) => optionItem(option, reader, plainText(group.label))));
  return groups?.length ? groups : (source.options ?? []).map((option) => optionItem(option, reader));
}

async function candidates(query, element, what, block, surface) {
  const { reader } = surface;
  if (what === "static") return matching(grouped(element, reader), query, reader);
  if (what === "external") {
    if (query.length < (element.min_query_length ?? 3)) return [];
    return grouped(await surface.options(block, element, query), reader);
  }
  return matching(places(element, what, reader).map((id) => placeItem(id, what, reader)), query, reader);
}

function places(element, what, reader) {
  const people = reader.people().map((person) => person.id);
  const channels = reader.channels();
  if (what === "users") return people;
  if (what === "channels") return channels.filter((c) => !c.is_private).map((c) => c.id);
  const kinds = element.filter?.include ?? ["public", "private", "im"];
  const humans = element.filter?.exclude_bot_users ? people.filter((id) => !reader.person(id)?.is_bot) : people;
  return [
    ...channels.filter((c) => kinds.includes(c.is_private ? "private" : "public")).map((c) => c.id),
    ...(kinds.includes("im") ? humans : []),
  ];
}

function emptyWords(query, element, what, reader) {
  const least = element.min_query_length ?? 3;
  if (what === "external" && query.length < least) return reader.say("choose.type_more", { n: least });
  return reader.say("choose.none");
}
