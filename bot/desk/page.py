"""A record as its page shows it: plain values in one language, made inside one transaction."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import inspect, select

from bot.desk.sight import may_see, proposals_of
from bot.slack.cards.effect import effect_items
from domain.accounting.ledger.model import Entry
from domain.audit.queries import Noted, notes_on
from domain.audit.tags import Tag
from domain.db.base import Record
from domain.db.work import Read
from domain.finance.expense.model import Expense
from domain.finance.payable.model import Payable, Payment
from domain.finance.payable.queries import paper_behind
from domain.finance.receivable.model import Receipt, Receivable
from domain.kernel.money import Money
from domain.kernel.say import Language, Phrasebook, Value, say
from domain.office.document.model import Document
from domain.office.document.queries import reading_of
from domain.people.vacation.model import Vacation
from domain.person.model import Person
from domain.proposal.model import Proposal

#: The records that have a page.
PAGES: dict[str, type[Any]] = {
    "entry": Entry,
    "expense": Expense,
    "payable": Payable,
    "receivable": Receivable,
    "vacation": Vacation,
    "proposal": Proposal,
    "document": Document,
}
#: Who looked at a page is in the trail, but not on the page.
_TOLD = frozenset(Tag) - {Tag.RECORD_OPENED, Tag.DOCUMENT_OPENED}


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value, with the page it leads to."""

    label: str
    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A debit or a credit."""

    account: str
    debit: str
    credit: str


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the effect: its title, what it says, and its lines."""

    title: str
    items: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    href: str = ""


@dataclass(slots=True)
class Page:
    """All that a record's page shows."""

    kind: str
    title: str
    facts: list[Fact] = field(default_factory=list)
    effect: list[Part] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    read: list[Fact] = field(default_factory=list)
    papers: list[tuple[int, str]] = field(default_factory=list)
    proposals: list[Fact] = field(default_factory=list)
    trail: list[tuple[int, str, str]] = field(default_factory=list)


def page_of(
    read: Read, who: Person, table: str, record_id: int, book: Phrasebook, language: Language
) -> Page | None:
    """Return a record's page, or None where there is none for `who` to see."""
    kind = PAGES.get(table)
    row: Record | Proposal | None = read.session.get(kind, record_id) if kind is not None else None
    if row is None:
        return None
    proposals = proposals_of(read, row, record_id)
    if not may_see(read, who, row, proposals):
        return None
    notes = notes_on(read, table, record_id, only=_TOLD)
    return _Drawing(read, book, language).page(row, notes, proposals)


class _Drawing:
    """Draws one page in one language."""

    def __init__(self, read: Read, book: Phrasebook, language: Language) -> None:
        self._read, self._book, self._language = read, book, language

    def _say(self, key: str, **values: Value) -> str:
        return self._book.render(say(key, **values), self._language)

    def _word(self, value: Value) -> str:
        return self._say("desk.value", value=value)

    def page(self, row: Record | Proposal, notes: list[Noted], proposals: list[Proposal]) -> Page:
        if isinstance(row, Proposal):
            page = Page(self._say("desk.proposal"), self._say(f"action.{row.action}"))
            page.facts = self._of_proposal(row)
            titles = effect_items(row.effect, self._book, self._language)
            page.effect = [Part(title, tuple(items)) for title, items in titles]
            proposals = [row]
        else:
            page = Page(self._say(f"record.{row.__tablename__}"), row.title())
            page.facts = list(self._columns(row))
            page.effect = [self._entry(each) for each in self._entries(row)]
            page.proposals = [self._link(each) for each in proposals]
        page.people = [line for each in proposals for line in self._people(each)]
        page.papers = [(each.id, each.name) for each in self._papers(row)]
        page.read = list(self._reading(row))
        page.trail = [self._note(each) for each in notes]
        return page

    def _of_proposal(self, row: Proposal) -> list[Fact]:
        return [
            Fact(self._say("desk.number"), str(row.id)),
            Fact(self._say("desk.amount"), self._word(row.amount)),
            Fact(self._say("desk.stands"), self._say(f"home.state.{row.state}")),
            Fact(self._say("desk.signed"), row.digest),
        ]

    def _link(self, row: Proposal) -> Fact:
        action = self._say(f"action.{row.action}")
        return Fact(self._say("card.asked_by", who=row.maker.name, number=row.id), action,
                    f"/records/proposal/{row.id}")  # fmt: skip

    def _columns(self, row: Record) -> Iterator[Fact]:
        mapper = inspect(row).mapper
        for column in mapper.local_table.c:
            value = getattr(row, mapper.get_property_by_column(column).key)
            if column.info.get("role") != "meant" or value is None:
                continue
            text, href = self._value(column.name, value), ""
            for foreign in column.foreign_keys:
                table = foreign.column.table.name
                other = self._other(table, value)
                text = other or text
                href = f"/records/{table}/{value}" if table in PAGES else ""
            yield Fact(self._say(f"record.{row.__tablename__}.{column.name}"), text, href)

    def _other(self, table: str, key: int) -> str:
        mapper = next(m for m in Record.registry.mappers if str(m.local_table) == table)
        return str(self._read.session.get_one(mapper.class_, key).title())

    def _value(self, column: str, value: Value) -> str:
        known = f"value.{column}.{value}"
        return self._say(known) if known in self._book.keys else self._word(value)

    def _entries(self, row: Record) -> list[Entry]:
        session = self._read.session
        numbers: list[int | None] = []
        match row:
            case Entry():
                return [row]
            case Payable():
                paid = select(Payment.entry_id).where(Payment.payable_id == row.id)
                numbers = [row.entry_id, *session.scalars(paid.order_by(Payment.id))]
            case Receivable():
                got = select(Receipt.entry_id).where(Receipt.receivable_id == row.id)
                numbers = [row.entry_id, *session.scalars(got.order_by(Receipt.id))]
            case Expense():
                numbers = [row.entry_id]
            case _:
                return []
        return [session.get_one(Entry, each) for each in numbers if each is not None]

    def _entry(self, entry: Entry) -> Part:
        lines = tuple(
            Line(
                each.account.title(),
                self._word(each.amount) if each.amount > Money.zero() else "",
                self._word(-each.amount) if each.amount < Money.zero() else "",
            )
            for each in entry.postings
        )
        title = self._say(
            "desk.entry", number=entry.number, on=entry.entry_on, words=entry.description
        )
        return Part(title, lines=lines, href=f"/records/entry/{entry.id}")

    def _people(self, row: Proposal) -> list[str]:
        asked = self._say(
            "why.asked",
            number=row.id,
            action=say(f"action.{row.action}"),
            who=row.maker.name,
            at=row.opened_at,
        )
        return [asked] + [
            self._say(f"desk.did.{each.verdict}", who=each.person.name, at=each.decided_at)
            for each in row.decisions
        ]

    def _papers(self, row: Record | Proposal) -> list[Document]:
        found: Document | None = None
        match row:
            case Document():
                found = row
            case Payable():
                found = row.document
            case Entry() | Expense():
                booked = row.id if isinstance(row, Entry) else row.entry_id
                found = paper_behind(self._read, booked)
        return [found] if found is not None else []

    def _reading(self, row: Record | Proposal) -> Iterator[Fact]:
        reading = reading_of(self._read, row.id) if isinstance(row, Document) else None
        for each in reading or ():
            known = f"reading.field.{each.name}"
            if known in self._book.keys:
                sure = self._say("desk.sure", text=each.text, percent=each.confidence)
                yield Fact(self._say(known), sure)

    def _note(self, note: Noted) -> tuple[int, str, str]:
        at = datetime.fromisoformat(note.body["at"])
        return note.seq, self._say("desk.noted", tag=note.body["tag"], at=at), note.hash
