"""Draws a record's page for one reader: what it is, what it changed, who decided, what it rests on."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import inspect

from bot.desk.kinship import Related, entries_of, paper_behind_row, related_to
from bot.desk.page import Fact, Line, Mark, Page, Part, Step
from bot.desk.reading import paper_of
from bot.desk.sight import may_see, proposals_of
from bot.desk.trail import trail_of
from bot.desk.words import Words
from bot.slack.cards.effect import Whole, effect_wholes
from domain.accounting.ledger.model import Entry
from domain.db.base import Record
from domain.db.work import Read
from domain.finance.expense.model import Expense
from domain.finance.payable.model import Payable
from domain.finance.receivable.model import Receivable
from domain.kernel.money import Money
from domain.kernel.say import Language, Phrasebook, Value, say
from domain.office.document.model import Document
from domain.people.vacation.model import Vacation
from domain.person.model import Person
from domain.proposal.context import told
from domain.proposal.model import OPEN, Proposal, State

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
_TONES = {
    "open": "wait",
    "settled": "good",
    "granted": "good",
    "draft": "wait",
    "pending": "wait",
    "approved": "wait",
    "executed": "good",
}
_KB = 1024


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
    page = _Drawing(read, who, Words(book, language)).page(row, proposals)
    page.trail = trail_of(read, table, record_id, Words(book, language))
    return page


class _Drawing:
    """Draws one page for one reader."""

    def __init__(self, read: Read, who: Person, words: Words) -> None:
        self._read, self._who, self._words = read, who, words

    def page(self, row: Record | Proposal, proposals: list[Proposal]) -> Page:
        words = self._words
        if isinstance(row, Proposal):
            page = self._of_proposal(row)
            proposals = [row]
        else:
            page = self._of_record(row)
            page.requests = [self._request(each) for each in proposals]
        page.steps = [step for each in proposals for step in self._steps(each)]
        document = row if isinstance(row, Document) else paper_behind_row(self._read, row)
        if document is not None and self._sees(document, document.id):
            whole = page.is_document = isinstance(row, Document)
            page.paper = paper_of(self._read, document, words, whole=whole)
        related = [each for each in related_to(self._read, row) if self._sees(each.row, each.id)]
        page.related = [self._other(each) for each in related]
        return page

    def _sees(self, row: Record | Proposal, key: int) -> bool:
        return may_see(self._read, self._who, row, proposals_of(self._read, row, key))

    def _of_proposal(self, row: Proposal) -> Page:
        words = self._words
        page = Page(words.say("desk.proposal"), words.say(f"action.{row.action}"), str(row.id))
        page.amount = words.value(row.amount) if row.amount != Money.zero() else ""
        page.marks = [Mark(words.say(f"home.state.{row.state}"), _TONES.get(row.state, "off"))]
        page.facts = [
            Fact(words.say("desk.asked_by"), row.maker.name),
            Fact(words.say("desk.asked_at"), words.value(row.opened_at)),
        ]
        if row.state in OPEN:
            page.facts.append(Fact(words.say("desk.expires_at"), words.value(row.expires_at)))
        if row.closed_at is not None:
            closed = "desk.done_at" if row.state == State.EXECUTED else "desk.closed_at"
            page.facts.append(Fact(words.say(closed), words.value(row.closed_at)))
        page.facts.append(Fact(words.say("desk.signed"), row.digest, shape="code"))
        page.around = [words.told(each) for each in told(row.context)]
        page.parts_title = words.say(_EFFECT.get(State(row.state), "desk.effect.never"))
        wholes = effect_wholes(row.effect, words.book, words.language)
        page.parts = [self._part(each) for each in wholes]
        return page

    def _of_record(self, row: Record) -> Page:
        words = self._words
        page = Page(words.say(f"record.{row.__tablename__}"), row.title())
        amount: Money | None = getattr(row, "amount", None)
        page.amount = words.value(amount) if amount is not None else ""
        number: int | None = getattr(row, "number", None)
        page.number = str(number) if isinstance(row, Entry | Receivable) and number else ""
        page.marks = list(self._marks(row))
        page.facts = list(self._of_document(row) if isinstance(row, Document) else self._of(row))
        page.sums = list(self._sums(row))
        page.parts = [self._entry(each) for each in entries_of(self._read, row)]
        page.parts_title = words.say("desk.entries")
        if isinstance(row, Entry):
            page.parts_title = words.say("desk.lines")
            page.parts = [replace(each, title="") for each in page.parts]
        return page

    def _sums(self, row: Record) -> Iterator[Fact]:
        words = self._words
        if isinstance(row, Payable | Receivable):
            settled = row.paid if isinstance(row, Payable) else row.received
            yield Fact(
                words.say(f"record.{row.__tablename__}.amount_cents"), words.value(row.amount)
            )
            column = "paid_cents" if isinstance(row, Payable) else "received_cents"
            yield Fact(words.say(f"record.{row.__tablename__}.{column}"), words.value(settled))
            yield Fact(words.say("desk.open_amount"), words.value(row.open_amount))

    def _marks(self, row: Record) -> Iterator[Mark]:
        state = getattr(row, "state", None)
        if state is not None:
            yield Mark(self._words.say(f"value.state.{state}"), _TONES.get(state, "off"))
        if isinstance(row, Payable | Receivable) and state == "open":
            days = (self._read.today() - row.due_on).days
            if days > 0:
                yield Mark(self._words.say("desk.overdue", days=days), "off")

    def _of(self, row: Record) -> Iterator[Fact]:
        """Yield the columns that mean something, but for what stands in the page's head."""
        mapper = inspect(row).mapper
        for column in mapper.local_table.c:
            value = getattr(row, mapper.get_property_by_column(column).key)
            if column.info.get("role") != "meant" or value is None or _is_in_head(row, column.name):
                continue
            text, href = self._value(column.name, value), ""
            for foreign in column.foreign_keys:
                text, href = self._named(foreign.column.table.name, value)
            yield Fact(self._words.say(f"record.{row.__tablename__}.{column.name}"), text, href)

    def _of_document(self, row: Document) -> Iterator[Fact]:
        words = self._words
        media = words.known(f"desk.media.{row.media_type}") or row.media_type
        size = max(1, round(row.size_bytes / _KB))
        yield Fact(words.say("desk.media"), words.say("desk.media_size", media=media, kb=size))
        if row.kept_by is not None:
            yield Fact(words.say("desk.kept_by"), row.kept_by.name)
        yield Fact(words.say("desk.kept_at"), words.value(row.kept_at))
        yield Fact(words.say("record.document.sha256"), row.sha256, shape="code")

    def _value(self, column: str, value: Value) -> str:
        return self._words.known(f"value.{column}.{value}") or self._words.value(value)

    def _named(self, table: str, key: int) -> tuple[str, str]:
        """Return the title of another record, and its page where this reader may see it."""
        mapper = next(m for m in Record.registry.mappers if str(m.local_table) == table)
        row = self._read.session.get_one(mapper.class_, key)
        is_open = table in PAGES and self._sees(row, key)
        return str(row.title()), f"/records/{table}/{key}" if is_open else ""

    def _entry(self, entry: Entry) -> Part:
        words = self._words
        title = words.say(
            "desk.entry", number=entry.number, on=entry.entry_on, words=entry.description
        )
        lines = [(each.account.title(), each.amount) for each in entry.postings]
        href = f"/records/entry/{entry.id}" if self._sees(entry, entry.id) else ""
        return Part(title, lines=self._lines(lines), total=self._total(lines), href=href)

    def _part(self, whole: Whole) -> Part:
        facts = tuple(Fact(label, text) for label, text in whole.rows)
        lines = list(whole.lines)
        total = self._total(lines) if lines else ""
        return Part(whole.title, facts, self._lines(lines), total)

    def _lines(self, lines: list[tuple[str, Money]]) -> tuple[Line, ...]:
        figure, zero = self._words.figure, Money.zero()
        return tuple(
            Line(
                account,
                figure(amount) if amount > zero else "",
                figure(-amount) if amount < zero else "",
            )
            for account, amount in lines
        )

    def _total(self, lines: list[tuple[str, Money]]) -> str:
        zero = Money.zero()
        return self._words.figure(sum((each for _, each in lines if each > zero), zero))

    def _request(self, row: Proposal) -> Fact:
        words = self._words
        label = words.say("desk.request", number=row.id, who=row.maker.name)
        action = words.say(f"action.{row.action}")
        state = words.say(f"home.state.{row.state}")
        href = f"/records/proposal/{row.id}" if self._sees(row, row.id) else ""
        return Fact(label, f"{action} · {state}", href)

    def _other(self, related: Related) -> Fact:
        table = related.row.__tablename__
        label = self._words.say(f"record.{table}")
        return Fact(label, related.row.title(), f"/records/{table}/{related.id}")

    def _steps(self, row: Proposal) -> Iterator[Step]:
        words = self._words
        number = say("desk.step.asked", number=row.id, action=say(f"action.{row.action}"))
        yield Step(words.told(number), row.maker.name, words.value(row.opened_at))
        for each in row.decisions:
            did = words.say(f"desk.step.{each.verdict}")
            at = words.value(each.decided_at)
            yield Step(did, each.person.name, at, each.reason or "")
        if row.state == State.EXECUTED:
            system = words.say("desk.the_system")
            yield Step(words.say("desk.step.executed"), system, words.value(row.closed_at))


def _is_in_head(row: Record, column: str) -> bool:
    """Return whether a column stands in the page's head, its sums or beside its paper."""
    title = {"description"} if isinstance(row, Entry) else set()
    return column in {"state", "document_id"} | title or column.endswith("_cents")


_EFFECT = {
    State.DRAFT: "desk.effect.will",
    State.PENDING: "desk.effect.will",
    State.APPROVED: "desk.effect.will",
    State.EXECUTED: "desk.effect.did",
}
