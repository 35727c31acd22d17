"""The modal in which a maker corrects a draft: one input for each argument of the action."""

from collections.abc import Mapping
from typing import Any

from bot.slack.cards import parts
from bot.slack.cards.parts import plain
from bot.typed import shown_money, wire_money
from domain.kernel.say import Language, Phrasebook, say

CALLBACK = "proposal.edited"
#: Tells, when the modal comes back, that an input holds an amount as people write it.
_MONEY = "money"


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
    slot, whole = _slot(field), _is_whole(field)
    first: dict[str, Any] = {}
    kind = "plain_text_input"
    if slot == "date":
        kind = "datepicker"
        first = {"initial_date": value} if value else {}
    elif whole:
        kind = "number_input"
        first = {"is_decimal_allowed": False}
    if value is not None and kind != "datepicker":
        money = slot == "money"
        first |= {"initial_value": shown_money(str(value), language) if money else str(value)}
    return {
        "type": "input",
        "block_id": name,
        "label": plain(label[:1].upper() + label[1:]),
        "optional": not required,
        "element": {"type": kind, "action_id": _MONEY if slot == "money" else "value", **first},
    }


def _kinds(field: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the field and, where it may be empty, what it is when it is not."""
    return [field, *field.get("anyOf", ())]


def _slot(field: Mapping[str, Any]) -> str:
    return next((str(kind["x-slot"]) for kind in _kinds(field) if "x-slot" in kind), "")


def _is_whole(field: Mapping[str, Any]) -> bool:
    return any(kind.get("type") == "integer" for kind in _kinds(field))


def submitted(view: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """Return the arguments that were filled in; an empty input is None."""
    filled: dict[str, Any] = {}
    for name, inputs in view["state"]["values"].items():
        ((action_id, element),) = inputs.items()
        text = element.get("selected_date") or (element.get("value") or "").strip()
        if action_id == _MONEY:
            text = wire_money(text, language)
        whole = element["type"] == "number_input"
        filled[name] = (int(text) if whole else text) if text else None
    return filled
