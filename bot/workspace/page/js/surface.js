// What using a block's controls means: in a message, in a modal, in a Home tab.

import { enlarge } from "./ui/lightbox.js";

function common(session, reader, host) {
  return {
    reader,
    dialogHost: () => host,
    enlarge: (address, name) => enlarge(host, address, name, reader),
    fileAddress: (id) => session.fileAddress(id),
    thumbAddress: (id) => session.thumbAddress(id),
    attach: (files) => session.attach(files),
  };
}

/** `tell(sentence)` shows what went wrong beside the blocks. */
function verbs(session, at, memory, tell) {
  return {
    async act(block, element, choice, node) {
      tell(null);
      node?.setAttribute("aria-busy", "true");
      try {
        const answer = await session.post("action", {
          at, block_id: block.block_id, action_id: element.action_id, choice, state: memory.state(),
        });
        if (answer && answer.outcome !== "acked") tell(answer.say ?? session.say(`outcome.${answer.outcome}`));
      } finally {
        node?.removeAttribute("aria-busy");
      }
    },
    async options(block, element, query) {
      return session.ask("options", { at, block_id: block.block_id, action_id: element.action_id, query });
    },
  };
}

export function messageSurface({ session, reader, host, channel, message, tell }) {
  const memory = session.memory(channel, message.ts);
  const at = { channel, ts: message.ts };
  return { kind: "message", memory, errors: {}, ...common(session, reader, host), ...verbs(session, at, memory, tell) };
}

export function viewSurface({ session, reader, host, view, memory, errors, tell }) {
  return {
    kind: view.type, memory, errors: errors ?? {},
    ...common(session, reader, host), ...verbs(session, { view: view.id }, memory, tell ?? (() => {})),
  };
}
