"""Issue an invoice to a customer. It books what is due; the fiscal document is another matter.

Asks: emitir fatura, faturar, cobrar o cliente / issue an invoice, bill a customer
Does: books the revenue, and that the customer owes as much until the due date.
Undo: reverse_entry
"""

from datetime import timedelta
from typing import Annotated, Self

from pydantic import Field, model_validator

from domain.accounting.ledger.chart import Code
from domain.accounting.ledger.queries import account
from domain.authority.rules import Stakes
from domain.db.work import Read, Work
from domain.finance.party.queries import customer_named
from domain.finance.receivable.model import Receivable
from domain.finance.receivable.service import issue
from domain.kernel.errors import Invalid, Refused
from domain.kernel.money import Money
from domain.person.model import Person, Role
from tools import spec

Days = Annotated[int, Field(ge=0, le=720, json_schema_extra={"x-slot": "days"})]


class Arguments(spec.Arguments):
    """What to invoice, and when it is due: a day or a number of days."""

    model_config = spec.exactly_one_of("due_on", "due_in_days")

    customer: spec.CustomerWords = Field(description="Who owes / cliente da fatura")
    amount: spec.Amount = Field(description="How much / valor da fatura")
    description: spec.FreeWords = Field(description="What for / serviço ou produto vendido")
    due_on: spec.Day | None = Field(default=None, description="The due date / data de vencimento")
    due_in_days: Days | None = Field(
        default=None, description="Days until it is due / prazo em dias"
    )
    issued_on: spec.Day | None = Field(
        default=None, description="The day it is issued, today if not said / data de emissão"
    )

    @model_validator(mode="after")
    def _one_due_date(self) -> Self:
        if (self.due_on is None) == (self.due_in_days is None):
            raise ValueError("say either the due date or the days")
        return self


def allow(who: Person, _args: Arguments) -> None:
    """Finance and administrators issue invoices."""
    if not (who.holds(Role.FINANCE) or who.holds(Role.ADMINISTRATOR)):
        raise Refused("issue_invoice.finance_only")


def stakes(_read: Read, args: Arguments) -> Stakes:
    """An invoice is worth its amount; nobody inside gains from it."""
    return Stakes(Money.plain(args.amount))


def dated(read: Read, args: Arguments) -> Arguments:
    """Write out the day of issue and the due date."""
    issued_on = args.issued_on or read.today()
    if issued_on > read.today():
        raise Invalid("ledger.in_the_future", field="issued_on", on=issued_on)
    due_on = args.due_on or issued_on + timedelta(days=args.due_in_days or 0)
    return args.model_copy(update={"issued_on": issued_on, "due_on": due_on, "due_in_days": None})


def run(work: Work, args: Arguments) -> Receivable:
    """Book the invoice."""
    days = dated(work, args)
    return issue(
        work,
        customer_named(work, args.customer),
        Money.plain(args.amount),
        issued_on=days.issued_on or work.today(),
        due_on=days.due_on or work.today(),
        description=args.description,
        due=account(work, Code.RECEIVABLES),
        revenue=account(work, Code.REVENUE),
    )
