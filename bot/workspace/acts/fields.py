"""What Slack checks in a form before it asks the app: required fields, lengths, kinds of text."""

import re
from decimal import Decimal, InvalidOperation

from bot.workspace.blocks.check import inputs
from bot.workspace.blocks.state import is_empty
from bot.workspace.local.errors import said
from bot.workspace.wire import Json

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
WEB = re.compile(r"https?://\S+")


def field_errors(blocks: list[Json], values: Json, locale: str) -> dict[str, str]:
    """Return what is wrong in the inputs, by block id; empty when the form may be sent."""
    errors = {}
    for block in inputs(blocks):
        element = block["element"]
        held = values[block["block_id"]][element["action_id"]]
        found = _wrong(element, held, optional=bool(block.get("optional")))
        if found:
            code, told = found
            errors[block["block_id"]] = said(code, locale, **told)
    return errors


def _wrong(element: Json, held: Json, *, optional: bool) -> tuple[str, dict[str, str]] | None:
    if is_empty(held):
        return None if optional else ("required", {})
    text = str(held.get("value", ""))
    match element["type"]:
        case "plain_text_input":
            if len(text) < element.get("min_length", 0):
                return "too_short", {"least": str(element["min_length"])}
            if len(text) > element.get("max_length", 3000):
                return "too_long", {"most": str(element.get("max_length", 3000))}
        case "email_text_input" if not EMAIL.fullmatch(text):
            return "not_an_email", {}
        case "url_text_input" if not WEB.fullmatch(text):
            return "not_a_url", {}
        case "number_input":
            return _wrong_number(element, text)
    return None


def _wrong_number(element: Json, text: str) -> tuple[str, dict[str, str]] | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return "not_a_number", {}
    if not number.is_finite():
        return "not_a_number", {}
    if not element["is_decimal_allowed"] and number != number.to_integral_value():
        return "not_a_whole_number", {}
    if "min_value" in element and number < Decimal(element["min_value"]):
        return "number_too_small", {"least": element["min_value"]}
    if "max_value" in element and number > Decimal(element["max_value"]):
        return "number_too_large", {"most": element["max_value"]}
    return None
