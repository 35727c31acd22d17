"""Record money that a customer already paid into the bank. It does not move money.

Asks: registrar recebimento, o cliente pagou, baixar fatura, recebemos
    / record a receipt, a customer paid us
Does: raises the bank account and lowers what the customer owes, in one balanced entry.
Undo: reverse_entry
"""

from pydantic import Field

from domain.accounting.ledger.chart import Code
from domain.accounting.ledger.queries import account
from domain.authority.rules import Stakes
from domain.db.work import Read, Work
from domain.finance.party.queries import customer_named
from domain.finance.receivable.model import Receipt
from domain.finance.receivable.queries import open_of
from domain.finance.receivable.service import receive
from domain.kernel.errors import Refused
from domain.kernel.money import Money
from domain.person.model import Person, Role
from tools import spec


class Arguments(spec.Arguments):
    """What to record."""

    customer: spec.CustomerWords = Field(description="Who paid / cliente que pagou")
    amount: spec.Amount = Field(description="How much came in / valor recebido")
    received_on: spec.Day = Field(description="The day it came in / dia do recebimento")


def allow(who: Person, _args: Arguments) -> None:
    """Finance and administrators record receipts."""
    if not (who.holds(Role.FINANCE) or who.holds(Role.ADMINISTRATOR)):
        raise Refused("record_receipt.finance_only")


def stakes(_read: Read, args: Arguments) -> Stakes:
    """A receipt is worth its amount; nobody inside gains from it."""
    return Stakes(Money.plain(args.amount))


def run(work: Work, args: Arguments) -> Receipt:
    """Settle the open invoice that the amount fits."""
    amount = Money.plain(args.amount)
    invoice = open_of(work, customer_named(work, args.customer), amount)
    return receive(
        work, invoice, amount, received_on=args.received_on, bank=account(work, Code.BANK)
    )
