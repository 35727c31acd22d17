"""A reading written as JSON and read back exactly. Input is not trusted: it is the quarantine's.

Raises ValueError for anything that is not the written form of a reading.
"""

import json
from datetime import date
from typing import Any, cast

from domain.kernel.canonical import canonical
from domain.kernel.money import Money
from domain.kernel.say import Say, Value
from domain.office.document.reading import (
    Box,
    Due,
    Field,
    Foreign,
    Kind,
    Name,
    Proof,
    Read,
    Reading,
    Source,
)

#: Longer texts than this are no field of a paper.
TEXT_MAX = 4_000
_NESTING_MAX = 2


def write(reading: Reading) -> str:
    """Return the one JSON text of `reading`."""
    return canonical(_reading(reading))


def read(text: str) -> Reading:
    """Return the reading that `text` writes down."""
    try:
        raw = json.loads(text, parse_float=_no_fraction, parse_constant=_no_fraction)
        return _reading_of(raw, depth=0)
    except (KeyError, TypeError, AttributeError, RecursionError, OverflowError) as wrong:
        raise ValueError(f"not a reading: {wrong}") from wrong


def said(value: Say) -> dict[str, Any]:
    """Return a message as JSON values."""
    return {"key": value.key, "values": {k: _value(v) for k, v in value.values.items()}}


def said_of(raw: Any) -> Say:
    """Return the message of JSON values. Raises ValueError."""
    try:
        values = {_string(k): cast("Value", _value_of(v)) for k, v in raw["values"].items()}
        return Say(_string(raw["key"]), values)
    except (KeyError, TypeError, AttributeError) as wrong:
        raise ValueError(f"not a message: {wrong}") from wrong


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "kind": reading.kind,
        "fields": [_field(field) for field in reading.fields],
        "warnings": [said(warning) for warning in reading.warnings],
        "pages": reading.pages,
        "engine": reading.engine,
        "text": reading.text,
        "dues": [{"day": due.day.isoformat(), "cents": due.amount.cents} for due in reading.dues],
        "turned": list(reading.turned),
        "more": [_reading(other) for other in reading.more],
    }


def _field(field: Field) -> dict[str, Any]:
    box = field.box
    return {
        "name": field.name,
        "value": _value(field.value),
        "text": field.text,
        "source": field.source,
        "confidence": field.confidence,
        "proof": field.proof,
        "page": field.page,
        "box": None if box is None else [box.x0, box.y0, box.x1, box.y1],
    }


def _value(value: Any) -> Any:
    match value:
        case Money():
            return {"cents": value.cents}
        case Foreign():
            return {"cents": value.cents, "currency": value.currency}
        case date():
            return {"day": value.isoformat()}
        case str() | int() | None:
            return value
        case _:
            raise TypeError(f"{type(value).__name__} is not written down")


def _reading_of(raw: Any, depth: int) -> Reading:
    if depth >= _NESTING_MAX:
        raise ValueError("a file holds papers, a paper holds none")
    return Reading(
        kind=Kind(raw["kind"]),
        fields=tuple(_field_of(field) for field in raw["fields"]),
        warnings=tuple(said_of(warning) for warning in raw["warnings"]),
        pages=_whole(raw["pages"]),
        engine=_string(raw["engine"]),
        text=_string(raw["text"], longest=None),
        dues=tuple(_due_of(due) for due in raw["dues"]),
        turned=tuple(_whole(turn) for turn in raw["turned"]),
        more=tuple(_reading_of(other, depth + 1) for other in raw["more"]),
    )


def _due_of(raw: Any) -> Due:
    return Due(date.fromisoformat(_string(raw["day"])), Money(_whole(raw["cents"])))


def _field_of(raw: Any) -> Field:
    return Field(
        name=Name(raw["name"]),
        value=_some(_value_of(raw["value"])),
        text=_string(raw["text"]),
        source=Source(raw["source"]),
        confidence=_whole(raw["confidence"]),
        proof=None if raw["proof"] is None else Proof(raw["proof"]),
        page=None if raw["page"] is None else _whole(raw["page"]),
        box=None if raw["box"] is None else Box(*(_whole(side) for side in raw["box"])),
    )


def _value_of(raw: Any) -> Read | None:
    match raw:
        case None:
            return None
        case str():
            return _string(raw)
        case {"cents": cents, "currency": currency, **rest} if not rest:
            return Foreign(_whole(cents), _string(currency))
        case {"cents": cents, **rest} if not rest:
            return Money(_whole(cents))
        case {"day": day, **rest} if not rest:
            return date.fromisoformat(_string(day))
        case _:
            return _whole(raw)


def _some(value: Read | None) -> Read:
    if value is None:
        raise ValueError("an unread field is absent, not empty")
    return value


def _whole(raw: Any) -> int:
    if type(raw) is not int:
        raise ValueError(f"not a whole number: {raw!r}")
    return raw


def _string(raw: Any, longest: int | None = TEXT_MAX) -> str:
    if not isinstance(raw, str) or "\0" in raw or (longest is not None and len(raw) > longest):
        raise ValueError("not a text of a paper")
    return raw


def _no_fraction(raw: str) -> int:
    raise ValueError(f"a reading holds no fractions: {raw}")
