"""Record a payment already made for a supplier's bill. It does not transfer money.

Asks: registra que pagamos, lançar pagamento, paguei o boleto, baixar conta a pagar
    / record a payment, we paid a bill
Does: lowers what is owed and the bank account, in one balanced entry.
Undo: reverse_entry
"""

from pydantic import Field

from domain.accounting.ledger.chart import Code
from domain.accounting.ledger.queries import account
from domain.authority.rules import Stakes
from domain.db.work import Read, Work
from domain.finance.party.queries import supplier_named
from domain.finance.payable import context
from domain.finance.payable.model import Payment
from domain.finance.payable.queries import open_of
from domain.finance.payable.service import settle
from domain.kernel.errors import Refused
from domain.kernel.money import Money
from domain.kernel.say import Say
from domain.person.model import Person, Role
from tools import spec


class Arguments(spec.Arguments):
    """What to record."""

    supplier: spec.SupplierWords = Field(description="Who was paid / fornecedor que foi pago")
    amount: spec.Amount = Field(description="How much was paid / valor pago")
    paid_on: spec.Day = Field(description="The day it was paid / dia do pagamento")


def allow(who: Person, _args: Arguments) -> None:
    """Finance and administrators record payments."""
    if not (who.holds(Role.FINANCE) or who.holds(Role.ADMINISTRATOR)):
        raise Refused("payment.finance_only")


def stakes(_read: Read, args: Arguments) -> Stakes:
    """A payment is worth its amount; nobody inside gains from it."""
    return Stakes(Money.plain(args.amount))


def around(read: Read, args: Arguments) -> tuple[Say, ...]:
    """Tell that no money moves, and the bank account before and after."""
    return context.around(read, Money.plain(args.amount))


def run(work: Work, args: Arguments) -> Payment:
    """Settle the open bill that the amount fits."""
    amount = Money.plain(args.amount)
    payable = open_of(work, supplier_named(work, args.supplier), amount)
    return settle(work, payable, amount, paid_on=args.paid_on, bank=account(work, Code.BANK))
