"""How a person's plain value becomes Slack's choice for an element: a word, a date, an option's name."""

from collections.abc import Sequence
from typing import Any

from bot.workspace.blocks.state import VALUES
from bot.workspace.seen import option_named
from bot.workspace.wire import Json


def choice_for(element: Json, value: Any) -> Json:
    """Return the choice: options by text or value, people and channels by id, files by id, text as it is."""
    kind = element["type"]
    if kind == "overflow":
        return {"selected_option": option_named(element, str(value))}
    key = VALUES[kind][0]
    if key == "selected_option":
        return {key: _option(element, value)}
    if key == "selected_options":
        return {key: [_option(element, each) for each in _many(value)]}
    if key in ("selected_users", "selected_channels", "selected_conversations", "files"):
        return {key: _many(value)}
    if key == "rich_text_value" and isinstance(value, str):
        leaf = {"type": "text", "text": value}
        section = {"type": "rich_text_section", "elements": [leaf]}
        return {key: {"type": "rich_text", "elements": [section]}}
    if key == "value" and value is not None:
        return {key: str(value)}
    return {key: value}


def _option(element: Json, value: Any) -> Json:
    """Return an option: as given (external selects), or the one with that name."""
    return value if isinstance(value, dict) else option_named(element, str(value))


def _many(value: Any) -> list[Any]:
    return list(value) if isinstance(value, Sequence) and not isinstance(value, str) else [value]
