"""What is wrong with the arguments of a call: every fault at once, each in people's words.

The kind of thing that an argument is (`x-slot`) decides the sentence; the argument is called what its
description calls it, in the reader's language.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from domain.kernel.errors import Fault, Invalid
from domain.kernel.say import Say, say
from tools.spec import Action, Arguments, Question, label, slot

#: What to do about a wrong argument, by the kind of thing it is.
_WRONG = {
    "money": "tool.wrong_amount",
    "date": "tool.wrong_day",
    "days": "tool.wrong_number",
    "record": "tool.wrong_number",
    "document": "tool.wrong_number",
}


def checked(tool: Action | Question, raw: Mapping[str, Any]) -> Arguments:
    """Return the arguments of a call. Raises Invalid with a fault for each that is wrong."""
    try:
        return tool.arguments.model_validate(dict(raw))
    except ValidationError as wrong:
        schema = tool.arguments.model_json_schema()
        faults: dict[str, Fault] = {}
        for error in wrong.errors(include_url=False):
            fault = _fault(schema, error)
            faults.setdefault(fault.field, fault)
        raise Invalid.of(*faults.values()) from wrong


def _fault(schema: Mapping[str, Any], error: ErrorDetails) -> Fault:
    properties = schema.get("properties", {})
    if not error["loc"]:
        return _whole(schema.get("x-one-of", ()), properties)
    name, field = str(error["loc"][0]), ".".join(str(part) for part in error["loc"])
    if name not in properties:
        return Fault(field, say("tool.unknown_field", name=name))
    return Fault(field, _wrong(name, properties[name], error, name in schema.get("required", ())))


def _whole(one_of: list[str], properties: Mapping[str, Any]) -> Fault:
    """Return the fault of arguments that do not go together; it stands in the first that might mend it."""
    if not one_of:
        return Fault("", say("tool.wrong_together"))
    names = tuple(label(each, properties[each]) for each in one_of)
    return Fault(one_of[0], say("tool.one_of", names=names))


def _wrong(name: str, spec: Mapping[str, Any], error: ErrorDetails, required: bool) -> Say:
    shown = label(name, spec)
    empty = error["type"] == "missing" or error["input"] in (None, "")
    if required and empty:
        return say("tool.missing", name=shown)
    if error["type"] == "string_too_long":
        return say("tool.too_long", name=shown, most=int(error["ctx"]["max_length"]))
    kinds = [spec, *spec.get("anyOf", ())]
    limits = {
        limit: kind[limit] for kind in kinds for limit in ("minimum", "maximum") if limit in kind
    }
    if len(limits) == 2:
        least, most = int(limits["minimum"]), int(limits["maximum"])
        return say("tool.wrong_range", name=shown, least=least, most=most)
    return say(_WRONG.get(slot(spec), "tool.wrong_argument"), name=shown)
