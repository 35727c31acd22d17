"""What was read from a message: each thing with its place, so that nothing is read twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing stands in the text."""

    MONEY = "money"
    FOREIGN = "foreign"
    NUMBER = "number"
    DAY = "day"
    DAYS = "days"
    SPAN = "span"
    RECORD = "record"
    LABEL = "label"
    DOCUMENT = "document"
    QUOTED = "quoted"


@dataclass(frozen=True, slots=True)
class When:
    """A day as it was said; what it lacks is resolved later, towards the past or the future.

    `swapped` marks figures that English speakers read in two orders.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    weeks: int = 0
    leaning: int = 0
    exact: date | None = None
    swapped: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One thing read: its kind, where it stands, and its value by kind.

    `amounts` holds one number, or two that cannot be told apart. `until` closes a span of days.
    """

    kind: Kind
    start: int
    end: int
    text: str
    amounts: tuple[Decimal, ...] = ()
    when: When | None = None
    until: When | None = None
    number: int = 0
    label: str = ""


class Places:
    """The parts of a text that were read already."""

    def __init__(self, found: Iterable[Found] = ()) -> None:
        self._taken = [(each.start, each.end) for each in found]

    def is_free(self, start: int, end: int) -> bool:
        """Tell whether nothing was read between `start` and `end`."""
        return all(end <= other or start >= stop for other, stop in self._taken)

    def take(self, start: int, end: int) -> None:
        """Mark a part as read."""
        self._taken.append((start, end))
