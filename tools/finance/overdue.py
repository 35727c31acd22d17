"""What is overdue: bills we should have paid and invoices customers should have paid before today.

Asks: o que está vencido, contas atrasadas, contas vencidas, quem está devendo, clientes em atraso
    / what is overdue, late bills, who is late to pay us
Does: lists open payables and receivables due before today, the oldest first, with their totals.
Undo: nothing is changed
"""

from collections.abc import Sequence
from datetime import date

from domain.db.work import Read
from domain.finance.payable import queries as payables
from domain.finance.payable.model import Payable
from domain.finance.receivable import queries as receivables
from domain.finance.receivable.model import Receivable
from domain.kernel.errors import Refused
from domain.kernel.money import Money
from domain.kernel.say import Say, say
from domain.person.model import Person, Role
from tools import spec


class Arguments(spec.Arguments):
    """Nothing needs to be told."""


def allow(who: Person, _args: Arguments) -> None:
    """Finance, managers and administrators see what the company owes and is owed."""
    if not any(who.holds(role) for role in (Role.FINANCE, Role.MANAGER, Role.ADMINISTRATOR)):
        raise Refused("overdue.not_for_you")


def answer(read: Read, _args: Arguments) -> spec.Answer:
    """Say each overdue bill and invoice, and the totals."""
    bills, invoices = payables.overdue(read), receivables.overdue(read)
    if not bills and not invoices:
        return spec.Answer((say("overdue.none"),))
    today = read.today()
    lines = _told("overdue.total", bills, today) + _told("overdue.total_due", invoices, today)
    titles: list[Payable | Receivable] = [*bills, *invoices]
    records = [spec.Reference(each.__tablename__, each.id, each.title()) for each in titles]
    return spec.Answer(lines, records)


def _told(headline: str, titles: Sequence[Payable | Receivable], today: date) -> list[Say]:
    if not titles:
        return []
    total = sum((each.open_amount for each in titles), Money.zero())
    lines = [
        say(
            "overdue.line",
            bill=each.title(),
            amount=each.open_amount,
            due_on=each.due_on,
            days=(today - each.due_on).days,
        )
        for each in titles
    ]
    return [say(headline, bills=len(titles), total=total), *lines]
