"""What a tool is: a file with a docstring, `Arguments`, `allow`, and `run` or `answer`.

An action has `run(work, args)` and `stakes(read, args)`; calling it files a proposal and nothing
else; `dated(read, args)`, where there is one, first writes out days counted from today, and
`around(read, args)` returns lines that the card tells beside the effect (a `ForApprover` line not
to its maker): kept with the proposal, not hashed. A question has `answer(read, args)` and runs in a
READ ONLY transaction. Who asks is `read.asker`; in a run it is the proposal's maker. Arguments are
strict, closed and frozen; every field is described and says by `x-slot` what kind of thing it is.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from domain.authority.rules import Stakes
from domain.db.work import Read, Work
from domain.kernel.errors import Refused
from domain.kernel.money import Money
from domain.kernel.say import Label, Say
from domain.person.model import Person
from domain.proposal.context import Line


class Arguments(BaseModel):
    """The arguments of a tool: strict, closed, frozen."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def exactly_one_of(*names: str) -> ConfigDict:
    """Return the config of arguments of which exactly one of `names` is told; the model reads it."""
    return ConfigDict(json_schema_extra={"x-one-of": list(names)})


def label(name: str, spec: Mapping[str, Any]) -> Label:
    """Return what people call an argument: the two halves of its description, `English / português`."""
    en, _, pt = str(spec.get("description", name)).partition(" / ")
    return Label(pt=_capital(pt or en), en=_capital(en))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def slot(spec: Mapping[str, Any]) -> str:
    """Return what kind of thing an argument is, by its `x-slot`, or nothing."""
    kinds = [spec, *spec.get("anyOf", ())]
    return next((str(kind["x-slot"]) for kind in kinds if "x-slot" in kind), "")


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
#: A customer, by the words the person used.
CustomerWords = Annotated[
    str, Field(min_length=1, max_length=120, json_schema_extra={"x-slot": "customer"})
]
#: A person of the company, by the words the person used.
PersonWords = Annotated[
    str, Field(min_length=1, max_length=120, json_schema_extra={"x-slot": "person"})
]
#: Free words.
FreeWords = Annotated[
    str, Field(min_length=1, max_length=200, json_schema_extra={"x-slot": "text"})
]
#: What somebody or something is called on a paper.
PrintedName = Annotated[
    str, Field(min_length=1, max_length=120, json_schema_extra={"x-slot": "text"})
]
#: The number that stands on a paper.
PrintedNumber = Annotated[
    str, Field(min_length=1, max_length=60, json_schema_extra={"x-slot": "text"})
]
#: The number of a journal entry.
EntryNumber = Annotated[int, Field(ge=1, json_schema_extra={"x-slot": "record"})]


#: A document that was kept, by its number.
DocumentNumber = Annotated[int, Field(ge=1, json_schema_extra={"x-slot": "document"})]


@dataclass(frozen=True, slots=True)
class Reference:
    """A record that an answer speaks of, for the edge to link to."""

    table: str
    record_id: int
    title: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question found: sentences, each a message id with values, and what they speak of."""

    lines: Sequence[Say] = field(default_factory=tuple)
    records: Sequence[Reference] = field(default_factory=tuple)


def as_given(_read: Read, args: Any) -> Any:
    """Return the arguments as they are: nothing in them is counted from today."""
    return args


def nothing_around(_read: Read, _args: Any) -> tuple[Line, ...]:
    """Tell nothing beside the effect."""
    return ()


@dataclass(frozen=True, slots=True)
class Action:
    """A writing tool."""

    name: str
    words: str
    arguments: type[Arguments]
    allow: Callable[[Person, Any], None]
    stakes: Callable[[Read, Any], Stakes]
    run: Callable[[Work, Any], object]
    dated: Callable[[Read, Any], Any] = as_given
    around: Callable[[Read, Any], tuple[Line, ...]] = nothing_around

    def is_open_to(self, who: Person) -> bool:
        """Tell whether somebody may ask for it at all, whatever with."""
        try:
            self.allow(who, self.arguments.model_construct())
        except Refused:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Question:
    """A reading tool."""

    name: str
    words: str
    arguments: type[Arguments]
    allow: Callable[[Person, Any], None]
    answer: Callable[[Read, Any], Answer]
