"""What a card tells beside the effect: lines as they were when the proposal was filed, never hashed.

They are kept as message ids and values, so that each reader gets them in their own language. Every
value that is no plain text or number is written with its kind.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain.kernel.canonical import canonical
from domain.kernel.money import Money
from domain.kernel.say import Say, Value

_FOR_APPROVER = "for_approver"


@dataclass(frozen=True, slots=True)
class ForApprover:
    """A line for those who may approve, not for the maker: the cash, which not everybody may know."""

    line: Say


type Line = Say | ForApprover


def written(lines: Sequence[Line]) -> str:
    """Return the canonical text of the lines, to be stored."""
    return canonical([_written(line) for line in lines])


def told(text: str) -> tuple[Say, ...]:
    """Return the lines that `written` wrote and that everybody who sees the proposal is told."""
    return tuple(_say(line) for line in json.loads(text) if _FOR_APPROVER not in line)


def told_approver(text: str) -> tuple[Say, ...]:
    """Return the lines that `written` wrote for those who may approve alone."""
    return tuple(_say(line) for line in json.loads(text) if _FOR_APPROVER in line)


def _written(line: Line) -> dict[str, Any]:
    if isinstance(line, ForApprover):
        return {**_plain(line.line), _FOR_APPROVER: True}
    plain: dict[str, Any] = _plain(line)
    return plain


def _plain(value: Value) -> Any:
    match value:
        case Say():
            values = {name: _plain(each) for name, each in value.values.items()}
            return {"say": value.key, "values": values}
        case Money():
            return {"money": value.cents}
        case datetime():
            return {"at": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
        case tuple():
            return [_plain(each) for each in value]
        case _:
            return value


def _say(line: dict[str, Any]) -> Say:
    return Say(line["say"], {name: _value(each) for name, each in line["values"].items()})


def _value(plain: Any) -> Value:
    match plain:
        case {"say": _}:
            return _say(plain)
        case {"money": cents}:
            return Money(cents)
        case {"at": text}:
            return datetime.fromisoformat(text)
        case {"day": text}:
            return date.fromisoformat(text)
        case list():
            return tuple(_value(each) for each in plain)
        case str() | int() | None:
            return plain
        case _:
            raise TypeError(f"no value was written as {plain!r}")
