"""The modal in which a maker corrects a draft: one input for each argument of the action."""

from collections.abc import Mapping
from typing import Any

from bot.slack.cards import parts
from bot.slack.cards.parts import plain
from domain.kernel.say import Language, Phrasebook, say

CALLBACK = "proposal.edited"


def edit_view(
    schema: Mapping[str, Any],
    arguments: Mapping[str, Any],
    private: str,
    book: Phrasebook,
    language: Language,
) -> dict[str, Any]:
    """Return the modal. `private` comes back with its submission: the old request and its digest."""
    fields = schema["properties"]
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": private,
        "title": plain(book.render(say("slack.edit_title"), language)),
        "submit": plain(book.render(say("slack.save"), language)),
        "close": plain(book.render(say("slack.close"), language)),
        "blocks": [
            _input(name, field, arguments.get(name), name in schema.get("required", []), language)
            for name, field in fields.items()
            if isinstance(arguments.get(name), str | int | None)
        ],
    }


def _input(
    name: str, field: Mapping[str, Any], value: Any, required: bool, language: Language
) -> parts.Block:
    described = str(field.get("description", name)).split(" / ")
    label = described[-1] if language is Language.PT else described[0]
    first: dict[str, Any] = {}
    kind = "plain_text_input"
    if field.get("x-slot") == "date":
        kind = "datepicker"
        first = {"initial_date": value} if value else {}
    elif field.get("type") == "integer":
        kind = "number_input"
        first = {"is_decimal_allowed": False}
    if value is not None and kind != "datepicker":
        first |= {"initial_value": str(value)}
    return {
        "type": "input",
        "block_id": name,
        "label": plain(label[:1].upper() + label[1:]),
        "optional": not required,
        "element": {"type": kind, "action_id": "value", **first},
    }


def submitted(view: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments that were filled in; an empty input is None."""
    filled: dict[str, Any] = {}
    for name, blocks in view["state"]["values"].items():
        element = blocks["value"]
        text = element.get("selected_date") or (element.get("value") or "").strip()
        whole = element["type"] == "number_input"
        filled[name] = (int(text) if whole else text) if text else None
    return filled
