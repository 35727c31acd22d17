"""How records hang together: entries and titles, papers and what was booked from them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from domain.accounting.ledger.model import Entry
from domain.db.base import Record
from domain.db.work import Read
from domain.finance.expense.model import Expense
from domain.finance.payable.model import Payable, Payment
from domain.finance.payable.queries import paper_behind
from domain.finance.receivable.model import Receipt, Receivable
from domain.office.document.model import Document
from domain.proposal.model import Proposal


@dataclass(frozen=True, slots=True)
class Related:
    """Another record with a page."""

    row: Record
    id: int


def entries_of(read: Read, row: Record) -> list[Entry]:
    """Return the journal entries that a record's page shows, the oldest first."""
    numbers: list[int | None] = []
    match row:
        case Entry():
            return [row]
        case Payable():
            paid = select(Payment.entry_id).where(Payment.payable_id == row.id)
            numbers = [row.entry_id, *read.session.scalars(paid.order_by(Payment.id))]
        case Receivable():
            got = select(Receipt.entry_id).where(Receipt.receivable_id == row.id)
            numbers = [row.entry_id, *read.session.scalars(got.order_by(Receipt.id))]
        case Expense():
            numbers = [row.entry_id]
        case _:
            return []
    return [read.session.get_one(Entry, each) for each in numbers if each is not None]


def paper_behind_row(read: Read, row: Record | Proposal) -> Document | None:
    """Return the paper that a record or a request rests on."""
    match row:
        case Payable():
            return row.document
        case Entry():
            return paper_behind(read, row.id)
        case Expense():
            return paper_behind(read, row.entry_id)
        case Proposal():
            number = json.loads(row.arguments).get("document")
            return read.session.get(Document, number) if number is not None else None
        case _:
            return None


def related_to(read: Read, row: Record | Proposal) -> Iterator[Related]:
    """Yield the records that speak of this one and that it does not name itself."""
    found = read.session.scalars
    match row:
        case Entry():
            paid = select(Payment.payable_id).where(Payment.entry_id == row.id)
            got = select(Receipt.receivable_id).where(Receipt.entry_id == row.id)
            payables = select(Payable).where((Payable.entry_id == row.id) | Payable.id.in_(paid))
            receivables = select(Receivable).where(
                (Receivable.entry_id == row.id) | Receivable.id.in_(got)
            )
            expenses = select(Expense).where(Expense.entry_id == row.id)
            reversals = select(Entry).where(Entry.reverses_id == row.id)
            yield from (Related(each, each.id) for each in found(payables.order_by(Payable.id)))
            yield from (Related(each, each.id) for each in found(receivables))
            yield from (Related(each, each.id) for each in found(expenses))
            yield from (Related(each, each.id) for each in found(reversals))
        case Payable():
            expenses = select(Expense).where(Expense.payable_id == row.id)
            yield from (Related(each, each.id) for each in found(expenses))
        case Document():
            payables = select(Payable).where(Payable.document_id == row.id).order_by(Payable.id)
            for title in found(payables):
                yield Related(title, title.id)
                yield from related_to(read, title)
                yield from (Related(each, each.id) for each in entries_of(read, title))
        case _:
            return
