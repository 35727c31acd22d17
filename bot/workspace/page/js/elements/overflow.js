// The overflow element: a menu of a few options behind three dots.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { textNodes } from "../blocks/text_object.js";
import { safeAddress } from "../markup/address.js";
import { openMenu } from "../ui/menu.js";
import { confirmed } from "./confirm.js";
import { focusName } from "./memory.js";

export function overflow(element, { block, surface, act }) {
  const label = surface.reader.say("overflow.label");
  const node = h("button", {
    type: "button", class: "icon-button icon-button-framed", "aria-label": label, "aria-haspopup": "menu", "aria-expanded": "false",
    data: { focus: focusName(block, element), action: element.action_id },
  }, icon("dots"));
  node.addEventListener("click", () => {
    openMenu(node, (element.options ?? []).map((option) => ({
      content: textNodes(option.text, surface.reader),
      hint: option.description && textNodes(option.description, surface.reader),
      run: async () => {
        if (!(await confirmed(element, surface, node))) return;
        const address = option.url ? safeAddress(option.url) : null;
        if (address) window.open(address, "_blank", "noopener,noreferrer");
        await act({ selected_option: option }, node);
      },
    })), { label });
  });
  return node;
}
