"""What is told beside an expense: by when it is paid back, what is owed to the person, and the cash."""

from datetime import date

from domain.accounting.ledger.queries import cash
from domain.db.work import Read
from domain.finance.payable.queries import owed_to
from domain.kernel.money import Money
from domain.kernel.say import say
from domain.person.model import Person
from domain.proposal.context import ForApprover, Line


def around(read: Read, person: Person, amount: Money, pay_on: date) -> tuple[Line, ...]:
    """Return the lines for booking `amount` to be paid back to `person` by `pay_on`.

    The cash is told to those who may approve, who may all see it; the person who asks may not.
    """
    owed = owed_to(read, person.id)
    held = sum((each for _, each in cash(read)), Money.zero())
    return (
        say("expense.paid_back_by", day=pay_on),
        say("expense.owed_around", who=person.name, now=owed, after=owed + amount),
        ForApprover(say("expense.cash_around", now=held, after=held - amount)),
    )
