// The developer's page that shows every block and element in every state, without a server.

import { fill, h } from "../dom.js";
import { mark } from "../icons.js";
import { renderBlocks } from "../blocks/render.js";
import { Memory } from "../elements/memory.js";
import { enlarge } from "../ui/lightbox.js";
import { Modals } from "../ui/modal.js";
import { sayer } from "../words.js";
import { CONTROLS, LOADING, MODAL } from "./samples_controls.js";
import { TEXT } from "./samples_text.js";

const PEOPLE = [
  { id: "U0ANA", real_name: "Ana Souza", initials: "AS", color: "#7a5cff", title: "Balconista" },
  { id: "U0MARCOS", real_name: "Marcos Lima", initials: "ML", color: "#0d6450", title: "Gerente" },
  { id: "U0CARLA", real_name: "Carla Dias", initials: "CD", color: "#f0b429", title: "Financeiro" },
];
const CHANNELS = [{ id: "C0GERAL", name: "geral" }, { id: "C0COMPRAS", name: "compras", is_private: true }];

const params = new URLSearchParams(location.search);
const language = params.get("lang") === "en" ? "en-US" : "pt-BR";
const root = document.getElementById("gallery");
const log = h("output", { class: "gallery-log", "aria-live": "polite" });

const reader = {
  language, tz: "America/Sao_Paulo", me: "U0ANA", say: sayer(language),
  person: (id) => PEOPLE.find((p) => p.id === id), people: () => PEOPLE,
  channel: (id) => CHANNELS.find((c) => c.id === id), channels: () => CHANNELS,
};

function surface(kind, memory, errors = {}) {
  return {
    kind, reader, memory, errors,
    dialogHost: () => root,
    enlarge: (address, name) => enlarge(root, address, name, reader),
    act: async (block, element, choice) => { log.textContent = JSON.stringify({ block_id: block.block_id, action_id: element.action_id, choice }); },
    options: async (block, element, query) => ({
      options: ["Mercearia Silva", "Mercado Sol", "Padaria Vizinha"].filter((n) => n.toLowerCase().includes(query.toLowerCase()))
        .map((name) => ({ text: { type: "plain_text", text: name }, value: name })),
    }),
    attach: async (files) => files.map((file, i) => ({ id: `F${Date.now()}${i}`, name: file.name, size: file.size })),
    fileAddress: (id) => `missing/${id}`, thumbAddress: (id) => `missing/${id}`,
  };
}

const modals = new Modals(root, reader, {
  surface: (view, memory, errors) => surface("modal", memory, errors),
  submit: async (view, state) => {
    log.textContent = JSON.stringify(state);
    const name = state.supplier?.value?.value;
    if (name === "x") return { outcome: "errors", errors: { supplier: "Fornecedor desconhecido." } };
    return { outcome: "closed", modals: [] };
  },
  close: async () => ({ outcome: "closed", modals: stack.splice(-1) && [...stack] }),
});
const stack = [];

function openModal(...views) {
  stack.splice(0, stack.length, ...views);
  modals.show([...stack]);
}

/** Blocks given in the address (?blocks=<JSON>) are drawn first: for trying things, and for tests. */
function given() {
  const text = params.get("blocks");
  return text ? [["Given", JSON.parse(text)]] : [];
}

const sections = [...given(), ...TEXT, ...CONTROLS].map(([title, blocks]) =>
  h("section", { class: "gallery-item" }, h("h2", null, title),
    h("div", { class: "gallery-blocks" }, renderBlocks(blocks, surface("message", new Memory())))));

fill(root,
  h("main", { class: "gallery-main" },
    h("header", { class: "gallery-head" }, mark(30), h("h1", null, "Retaguarda · Block Kit"),
      h("button", { type: "button", class: "button", data: { style: "primary" }, on: { click: () => openModal(MODAL) } }, "Modal"),
      h("button", { type: "button", class: "button", on: { click: () => openModal(MODAL, LOADING) } }, "Modal × 2")),
    sections, log));
