"""The values in a surface: what was chosen or typed, and what stands there untouched."""

from typing import Any

from bot.workspace.blocks.check import interactive
from bot.workspace.wire import Json

# For each stateful element: the key of its value, the field it starts from, and what "nothing" is.
VALUES: dict[str, tuple[str, str, Any]] = {
    "plain_text_input": ("value", "initial_value", None),
    "email_text_input": ("value", "initial_value", None),
    "url_text_input": ("value", "initial_value", None),
    "number_input": ("value", "initial_value", None),
    "rich_text_input": ("rich_text_value", "initial_value", None),
    "static_select": ("selected_option", "initial_option", None),
    "external_select": ("selected_option", "initial_option", None),
    "radio_buttons": ("selected_option", "initial_option", None),
    "multi_static_select": ("selected_options", "initial_options", []),
    "multi_external_select": ("selected_options", "initial_options", []),
    "checkboxes": ("selected_options", "initial_options", []),
    "users_select": ("selected_user", "initial_user", None),
    "channels_select": ("selected_channel", "initial_channel", None),
    "conversations_select": ("selected_conversation", "initial_conversation", None),
    "multi_users_select": ("selected_users", "initial_users", []),
    "multi_channels_select": ("selected_channels", "initial_channels", []),
    "multi_conversations_select": ("selected_conversations", "initial_conversations", []),
    "datepicker": ("selected_date", "initial_date", None),
    "timepicker": ("selected_time", "initial_time", None),
    "datetimepicker": ("selected_date_time", "initial_date_time", None),
    "file_input": ("files", "", []),
}
PICKED = {"overflow": "selected_option", "feedback_buttons": "value"}


def state_of(blocks: list[Json], changed: Json) -> Json:
    """Return `state.values`: what was changed, and everything else as it started."""
    values: Json = {}
    for block_id, element in interactive(blocks):
        kind = element["type"]
        if kind in VALUES:
            given = changed.get(block_id, {}).get(element["action_id"], {})
            held = {"type": kind} | chosen(element, given)
            values.setdefault(block_id, {})[element["action_id"]] = held
    return values


def chosen(element: Json, given: Json) -> Json:
    """Return the value part of an element: the given choice, or what it started with."""
    kind = element["type"]
    if kind in PICKED:
        key = PICKED[kind]
        return {key: given[key]} if key in given else {}
    if kind not in VALUES:
        return {}
    key, initial, nothing = VALUES[kind]
    value = given.get(key, element.get(initial, nothing))
    return {key: nothing if value in ("", None) else value}


def action_of(element: Json, block_id: str, given: Json, action_ts: str) -> Json:
    """Return the action as it stands in a `block_actions` payload."""
    action: Json = {"action_id": element["action_id"], "block_id": block_id}
    for key in ("text", "value", "style", "url", "icon", "placeholder"):
        if key in element:
            action[key] = element[key]
    if element["type"] == "feedback_buttons":
        pressed = next(
            button
            for button in (element["positive_button"], element["negative_button"])
            if button["value"] == given.get("value", element["positive_button"]["value"])
        )
        action |= {"text": pressed["text"], "value": pressed["value"]}
    return action | chosen(element, given) | {"type": element["type"], "action_ts": action_ts}


def is_empty(held: Json) -> bool:
    """Whether an input holds nothing."""
    key = VALUES[held["type"]][0]
    return held.get(key) in (None, "", [])
