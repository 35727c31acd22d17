"""A record as its page shows it: plain values in one language."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value, with the page it leads to; `shape` is `code` or nothing."""

    label: str
    text: str
    href: str = ""
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """How a record stands, in a word; `tone` is `good`, `wait` or `off`."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class Line:
    """A debit or a credit."""

    account: str
    debit: str
    credit: str


@dataclass(frozen=True, slots=True)
class Part:
    """A journal entry, or one change of a request: its title, what it says, and its lines."""

    title: str
    facts: tuple[Fact, ...] = ()
    lines: tuple[Line, ...] = ()
    total: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody did and when."""

    what: str
    who: str
    at: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TrailLine:
    """A note of the trail in words; `facts` are what a machine wants of it."""

    seq: int
    step: Step
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value stands on its page, in hundredths of a per cent of its sides."""

    number: int
    x: str
    y: str
    width: str
    height: str
    middle: str


@dataclass(frozen=True, slots=True)
class Printed:
    """What was read of one field: its value, how it is printed, how sure, from what and where."""

    number: int
    label: str
    value: str
    as_printed: str
    sure: Mark
    proof: str
    source: str
    place: str
    spotted: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a document with the places of what was read on it."""

    number: int
    alt: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A document: on its own page with everything that was read, elsewhere as a picture."""

    id: int
    name: str
    sheets: tuple[Sheet, ...]
    fields: tuple[tuple[str, tuple[Printed, ...]], ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(slots=True)
class Page:
    """All that a record's page shows."""

    kind: str
    title: str
    number: str = ""
    amount: str = ""
    marks: list[Mark] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    sums: list[Fact] = field(default_factory=list)
    around: list[str] = field(default_factory=list)
    parts_title: str = ""
    parts: list[Part] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    paper: Paper | None = None
    is_document: bool = False
    requests: list[Fact] = field(default_factory=list)
    related: list[Fact] = field(default_factory=list)
    trail: list[TrailLine] = field(default_factory=list)
