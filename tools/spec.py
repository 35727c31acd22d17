"""What a tool is: a file with a docstring, `Arguments`, `allow`, and `run` or `answer`.

An action has `run(work, args)` and `stakes(read, args)`; calling it files a proposal and nothing
else. A question has `answer(read, args)` and runs in a READ ONLY transaction. Arguments are strict,
closed and frozen; every field is described and says by `x-slot` what kind of thing it is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from domain.authority.rules import Stakes
from domain.db.work import Read, Work
from domain.kernel.money import Money
from domain.kernel.say import Say
from domain.person.model import Person


class Arguments(BaseModel):
    """The arguments of a tool: strict, closed, frozen."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def _amount(text: str) -> str:
    amount = Money.plain(text)
    if amount <= Money.zero():
        raise ValueError("the amount must be more than zero")
    return text


def _day(value: Any) -> Any:
    """Accept an ISO date as text, and nothing cleverer: the model resolves words to a date."""
    return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else value


#: An amount in reais, in the wire form `1240.55`.
Amount = Annotated[
    str,
    Field(pattern=r"^[0-9]{1,13}\.[0-9]{2}$", json_schema_extra={"x-slot": "money"}),
    AfterValidator(_amount),
]
#: A day.
Day = Annotated[date, BeforeValidator(_day), Field(json_schema_extra={"x-slot": "date"})]
#: A supplier, by the words the person used.
SupplierWords = Annotated[
    str, Field(min_length=1, max_length=120, json_schema_extra={"x-slot": "supplier"})
]
#: Free words.
FreeWords = Annotated[
    str, Field(min_length=1, max_length=200, json_schema_extra={"x-slot": "text"})
]
#: The number of a journal entry.
EntryNumber = Annotated[int, Field(ge=1, json_schema_extra={"x-slot": "record"})]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question found: sentences, each a message id with values."""

    lines: Sequence[Say] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Action:
    """A writing tool."""

    name: str
    words: str
    arguments: type[Arguments]
    allow: Callable[[Person, Any], None]
    stakes: Callable[[Read, Any], Stakes]
    run: Callable[[Work, Any], object]


@dataclass(frozen=True, slots=True)
class Question:
    """A reading tool."""

    name: str
    words: str
    arguments: type[Arguments]
    allow: Callable[[Person, Any], None]
    answer: Callable[[Read, Any], Answer]
