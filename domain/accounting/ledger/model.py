"""Accounts, journal entries and their postings.

Debits are positive, credits negative; the postings of an entry add up to zero, held by a deferred
constraint trigger. Triggers refuse UPDATE and DELETE of entries and postings, but for the number,
which is given once, at execution. A mistake is reversed by a new entry.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, relationship

from domain.db.base import Record, identity, meant, volatile
from domain.kernel.ids import EntryId
from domain.kernel.money import Money


class AccountKind(StrEnum):
    """Where an account stands in the balance sheet or the income statement."""

    CASH = "cash"
    ASSET = "asset"
    LIABILITY = "liability"
    EQUITY = "equity"
    REVENUE = "revenue"
    EXPENSE = "expense"


class Account(Record):
    """An account of the chart."""

    __tablename__ = "account"

    id: Mapped[int] = identity()
    code: Mapped[str] = meant(String(20), unique=True)
    name: Mapped[str] = meant(String(120))
    kind: Mapped[str] = meant(String(12))

    def title(self) -> str:
        return f"{self.code} {self.name}"


class Entry(Record):
    """A journal entry."""

    __tablename__ = "entry"
    __numbered__ = ("number", "entry")
    __immutable__ = True

    id: Mapped[EntryId] = identity()
    number: Mapped[int | None] = volatile(unique=True)
    entry_on: Mapped[date] = meant(index=True)
    description: Mapped[str] = meant(String(200))
    reverses_id: Mapped[EntryId | None] = meant(ForeignKey("entry.id"), unique=True)
    posted_at: Mapped[datetime] = volatile()
    postings: Mapped[list["Posting"]] = relationship(
        back_populates="entry", order_by="Posting.id", lazy="selectin"
    )

    def title(self) -> str:
        return self.description


class Posting(Record):
    """One line of an entry: a debit (positive) or a credit (negative) to an account."""

    __tablename__ = "posting"
    __table_args__ = (CheckConstraint("amount_cents <> 0", name="amount_not_zero"),)
    __immutable__ = True

    id: Mapped[int] = identity()
    entry_id: Mapped[EntryId] = meant(ForeignKey("entry.id"), index=True)
    account_id: Mapped[int] = meant(ForeignKey("account.id"), index=True)
    amount: Mapped[Money] = meant("amount_cents")
    entry: Mapped[Entry] = relationship(back_populates="postings")
    account: Mapped[Account] = relationship()

    def title(self) -> str:
        return self.account.title()
