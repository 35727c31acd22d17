// Opening a conversation: with a person, or in a new channel; and bringing somebody in.

import { freshId, h } from "../dom.js";
import { avatar } from "./avatar.js";
import { combobox } from "./combobox.js";
import { openDialog } from "./dialog.js";

function form(pane, { title, body, verb, run }) {
  const { reader } = pane;
  const submit = h("button", { type: "submit", class: "button", data: { style: "primary" }, form: "new-place" }, verb);
  const dialog = openDialog(pane.node, {
    className: "dialog dialog-small", title, closeLabel: reader.say("close"), lightDismiss: true, foot: [submit],
    body: h("form", {
      id: "new-place",
      on: { submit: async (event) => { event.preventDefault(); if (await run()) dialog.close(); } },
    }, body),
  });
  dialog.panel.querySelector("input")?.focus();
  return dialog;
}

export function openNewChannel(pane) {
  const { session, reader } = pane;
  const id = freshId("name");
  const name = h("input", { class: "field", id, maxlength: "80", autocomplete: "off", placeholder: "compras" });
  const secret = h("input", { type: "checkbox", id: `${id}-p` });
  form(pane, {
    title: reader.say("side.new_channel"), verb: reader.say("create"),
    body: [h("label", { class: "input-label", for: id }, reader.say("channel.name")), name,
      h("div", { class: "option option-after" }, secret, h("label", { for: `${id}-p` }, reader.say("channel.private")))],
    run: async () => {
      const asked = name.value.trim().toLowerCase().replace(/\s+/g, "-");
      const answer = asked && await session.post("channel", { name: asked, is_private: secret.checked });
      if (!answer) return false;
      await session.refresh();
      pane.go({ channel: answer.channel });
      return true;
    },
  });
}

function whoField(pane, people, pick) {
  const { reader } = pane;
  return combobox({
    say: reader.say, chosen: [], placeholder: reader.say("who.placeholder"), attributes: { "aria-label": reader.say("who.placeholder") },
    find: (query) => people().filter((p) => p.real_name.toLowerCase().includes(query.toLowerCase()))
      .map((p) => ({ key: p.id, label: p.real_name, content: [avatar(p, 22), p.real_name], hint: p.title })),
    onChange: (items) => pick(items[0]?.key ?? null),
  });
}

export function openNewDm(pane) {
  const { session, reader } = pane;
  let chosen = null;
  form(pane, {
    title: reader.say("side.new_dm"), verb: reader.say("open"),
    body: whoField(pane, () => [...session.people.values()].filter((p) => p.id !== session.id), (id) => { chosen = id; }),
    run: async () => {
      if (!chosen) return false;
      await pane.openPerson(chosen);
      return true;
    },
  });
}

export function openInvite(pane, channel) {
  const { session, reader } = pane;
  let chosen = null;
  form(pane, {
    title: reader.say("channel.invite"), verb: reader.say("channel.invite"),
    body: whoField(pane, () => [...session.people.values()], (id) => { chosen = id; }),
    run: async () => Boolean(chosen && await session.post("invite", { channel, user: chosen })),
  });
}
