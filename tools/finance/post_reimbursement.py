"""Record that a person was reimbursed for an expense. It does not transfer money.

Asks: registra que reembolsamos, reembolsamos a pessoa, reembolsei,
    pagamos o reembolso da pessoa, baixar o reembolso
    / record that we reimbursed, we paid back the reimbursement of somebody
Does: lowers what is owed back to the person and the bank account, in one balanced entry for each
    reimbursement. Whoever is reimbursed never decides.
Undo: reverse_entry
"""

from typing import Annotated

from pydantic import Field

from domain.accounting.ledger.chart import Code
from domain.accounting.ledger.queries import account
from domain.authority.rules import Stakes
from domain.db.work import Read, Work
from domain.finance.payable import context
from domain.finance.payable.model import Payment
from domain.finance.payable.owed_back import owed_back
from domain.finance.payable.service import settle
from domain.kernel.errors import Refused
from domain.kernel.money import Money
from domain.kernel.say import Say
from domain.person.model import Person, Role
from domain.person.queries import person_named
from tools import spec

#: A reimbursement by the words that an answer offered: not for what a message happens to mention.
Title = Annotated[str, Field(min_length=1, max_length=200, json_schema_extra={"x-slot": "title"})]


class Arguments(spec.Arguments):
    """Who was reimbursed, how much, and when."""

    person: spec.PersonWords = Field(description="Who was reimbursed / pessoa reembolsada")
    amount: spec.Amount = Field(description="How much was reimbursed / valor do reembolso")
    paid_on: spec.Day = Field(description="The day of the reimbursement / dia do reembolso")
    receipt: Title | None = Field(
        default=None, description="Which one, if there are several / qual deles, se há vários"
    )


def allow(who: Person, _args: Arguments) -> None:
    """Finance and administrators record payments."""
    if not (who.holds(Role.FINANCE) or who.holds(Role.ADMINISTRATOR)):
        raise Refused("post_reimbursement.finance_only")


def stakes(read: Read, args: Arguments) -> Stakes:
    """It is worth its amount, and whoever is paid back gains from it."""
    paid_back = person_named(read, args.person, who_left=True)
    return Stakes(Money.plain(args.amount), frozenset({paid_back.id}))


def around(read: Read, args: Arguments) -> tuple[Say, ...]:
    """Tell that no money moves, and the bank account before and after."""
    return context.around(read, Money.plain(args.amount))


def run(work: Work, args: Arguments) -> list[Payment]:
    """Settle the reimbursements that the amount is for."""
    person = person_named(work, args.person, who_left=True)
    amount, bank = Money.plain(args.amount), account(work, Code.BANK)
    meant = owed_back(work, person, amount, paid_on=args.paid_on, words=args.receipt or "")
    return [settle(work, each, part, paid_on=args.paid_on, bank=bank) for each, part in meant]
