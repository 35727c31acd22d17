// Turns one Slack element into a control; says what using it means to the surface around it.

import { unknown } from "../blocks/unknown.js";
import { picture } from "../blocks/media.js";
import { button, feedbackButtons, iconButton } from "./button.js";
import { checkboxes, radioButtons } from "./choices.js";
import { datepicker, datetimepicker, timepicker } from "./dates.js";
import { fileInput } from "./files.js";
import { overflow } from "./overflow.js";
import { richTextInput } from "./rich_input.js";
import { select } from "./select.js";
import { typed } from "./typed.js";

const KINDS = {
  button,
  checkboxes,
  datepicker,
  datetimepicker,
  email_text_input: typed,
  feedback_buttons: feedbackButtons,
  file_input: fileInput,
  icon_button: iconButton,
  image: picture,
  number_input: typed,
  overflow,
  plain_text_input: typed,
  radio_buttons: radioButtons,
  rich_text_input: richTextInput,
  timepicker,
  url_text_input: typed,
  workflow_button: button,
};

for (const what of ["static", "external", "users", "channels", "conversations"]) {
  KINDS[`${what}_select`] = select;
  KINDS[`multi_${what}_select`] = select;
}

/**
 * `labels` comes from an input block: {id, labelledBy, describedBy, invalid, required}.
 * Outside an input block a choice is an action at once; inside, it only is with dispatch_action.
 */
export function renderElement(element, block, surface, labels = {}) {
  const draw = element && Object.hasOwn(KINDS, element.type) ? KINDS[element.type] : null;
  if (!draw) return unknown(element, surface.reader);
  if (element.type === "image") return picture(element, surface, "context-image");
  return draw(element, { block, surface, labels, ...verbs(element, block, surface) });
}

function verbs(element, block, surface) {
  const silent = block.type === "input" && !block.dispatch_action;
  return {
    /** Remembers a choice and, where Slack would, tells the app. */
    choose(choice, node) {
      surface.memory.set(block, element, choice);
      surface.changed?.(block, element);
      return silent ? Promise.resolve() : surface.act(block, element, choice, node);
    },
    remember(choice) {
      surface.memory.set(block, element, choice);
      surface.changed?.(block, element);
    },
    act: (choice, node) => surface.act(block, element, choice, node),
    current: () => surface.memory.current(block, element),
    dispatches: !silent,
  };
}
