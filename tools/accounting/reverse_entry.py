"""Reverse a journal entry: add the entry that undoes it.

Asks: estornar lançamento, desfazer lançamento / reverse an entry, undo an entry
Does: adds an entry with the opposite postings; the first one stays as it is. A payment or a
    receipt is owed again; a bill, an expense or an invoice is cancelled.
Undo: post it again
"""

from pydantic import Field

from domain.accounting.ledger.model import Entry
from domain.accounting.ledger.queries import numbered
from domain.authority.rules import Stakes
from domain.db.work import Read, Work
from domain.finance.payable.model import Payment
from domain.finance.payable.service import made_by
from domain.finance.reversal.service import undo
from domain.kernel.errors import Refused
from domain.kernel.money import Money
from domain.person.model import Person, Role
from tools import spec


class Arguments(spec.Arguments):
    """Which entry and why."""

    entry: spec.EntryNumber = Field(description="Number of the entry / número do lançamento")
    reversed_on: spec.Day = Field(description="The day of the reversal / dia do estorno")
    reason: spec.FreeWords = Field(description="Why it is reversed / motivo do estorno")


def allow(who: Person, _args: Arguments) -> None:
    """Finance and administrators reverse entries."""
    if not (who.holds(Role.FINANCE) or who.holds(Role.ADMINISTRATOR)):
        raise Refused("reversal.finance_only")


def stakes(read: Read, args: Arguments) -> Stakes:
    """A reversal is worth what the entry moved; who is owed a reimbursement again gains from it."""
    entry = numbered(read, args.entry)
    debits = [line.amount for line in entry.postings if line.amount > Money.zero()]
    made = made_by(read, entry)
    owed = made.payable.person_id if isinstance(made, Payment) else None
    return Stakes(sum(debits, Money.zero()), frozenset() if owed is None else frozenset({owed}))


def run(work: Work, args: Arguments) -> Entry:
    """Add the opposite entry, and reopen or cancel what the first one had made."""
    entry = numbered(work, args.entry)
    return undo(work, entry, on=args.reversed_on, reason=args.reason)
