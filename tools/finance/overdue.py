"""What is overdue: bills that should have been paid before today.

Asks: o que está vencido, contas atrasadas, contas vencidas / what is overdue, late bills
Does: lists open payables due before today, the oldest first, with their total.
Undo: nothing is changed
"""

from domain.db.work import Read
from domain.finance.payable import queries
from domain.kernel.errors import Refused
from domain.kernel.money import Money
from domain.kernel.say import say
from domain.person.model import Person, Role
from tools import spec


class Arguments(spec.Arguments):
    """Nothing needs to be told."""


def allow(who: Person, _args: Arguments) -> None:
    """Finance, managers and administrators see what the company owes."""
    if not any(who.holds(role) for role in (Role.FINANCE, Role.MANAGER, Role.ADMINISTRATOR)):
        raise Refused("overdue.not_for_you")


def answer(read: Read, _args: Arguments) -> spec.Answer:
    """Say each overdue bill and the total."""
    bills = queries.overdue(read)
    if not bills:
        return spec.Answer((say("overdue.none"),))
    total = sum((bill.open_amount for bill in bills), Money.zero())
    lines = [
        say("overdue.line", bill=bill.title(), amount=bill.open_amount, due_on=bill.due_on)
        for bill in bills
    ]
    return spec.Answer((say("overdue.total", bills=len(bills), total=total), *lines))
