"""The modal in which a maker corrects a draft: one input for each argument of the action."""

import re
from collections.abc import Mapping
from typing import Any

from bot.slack.cards import parts
from bot.slack.cards.parts import plain
from bot.typed import shown_money, wire_money
from domain.kernel.say import Language, Phrasebook, say
from tools.spec import label, slot

CALLBACK = "proposal.edited"
#: Tells, when the modal comes back, that an input holds an amount as people write it.
_MONEY = "money"
_WHOLE = re.compile(r"-?[0-9]{1,18}", re.ASCII)


def edit_view(
    schema: Mapping[str, Any],
    arguments: Mapping[str, Any],
    private: str,
    book: Phrasebook,
    language: Language,
) -> dict[str, Any]:
    """Return the modal. `private` comes back with its submission: what was pressed, and on what."""
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
    kind_of_thing, whole = slot(field), _is_whole(field)
    first: dict[str, Any] = {}
    kind = "plain_text_input"
    if kind_of_thing == "date":
        kind = "datepicker"
        first = {"initial_date": value} if value else {}
    elif whole:
        kind = "number_input"
        first = {"is_decimal_allowed": False}
    if value is not None and kind != "datepicker":
        money = kind_of_thing == "money"
        first |= {"initial_value": shown_money(str(value), language) if money else str(value)}
    return {
        "type": "input",
        "block_id": name,
        "label": plain(label(name, field).read_in(language)),
        "optional": not required,
        "element": {
            "type": kind,
            "action_id": _MONEY if kind_of_thing == "money" else "value",
            **first,
        },
    }


def _is_whole(field: Mapping[str, Any]) -> bool:
    return any(kind.get("type") == "integer" for kind in (field, *field.get("anyOf", ())))


def submitted(view: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """Return the arguments that were filled in; an empty input is None.

    What is no whole number where one is wanted is passed on as typed, so that it is refused.
    """
    filled: dict[str, Any] = {}
    for name, inputs in view["state"]["values"].items():
        ((action_id, element),) = inputs.items()
        text = element.get("selected_date") or (element.get("value") or "").strip()
        if action_id == _MONEY:
            text = wire_money(text, language)
        whole = element["type"] == "number_input" and _WHOLE.fullmatch(text)
        filled[name] = (int(text) if whole else text) if text else None
    return filled
