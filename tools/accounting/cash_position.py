"""How much cash the company has, by account.

Asks: quanto temos em caixa, saldo do banco, posição de caixa / how much cash, bank balance
Does: sums the postings of every cash and bank account.
Undo: nothing is changed
"""

from domain.accounting.ledger import queries
from domain.db.work import Read
from domain.kernel.errors import Refused
from domain.kernel.money import Money
from domain.kernel.say import say
from domain.person.model import Person, Role
from tools import spec


class Arguments(spec.Arguments):
    """Nothing needs to be told."""


def allow(who: Person, _args: Arguments) -> None:
    """Finance, managers and administrators see the cash."""
    if not any(who.holds(role) for role in (Role.FINANCE, Role.MANAGER, Role.ADMINISTRATOR)):
        raise Refused("cash.not_for_you")


def answer(read: Read, _args: Arguments) -> spec.Answer:
    """Say the total and each account."""
    accounts = queries.cash(read)
    total = sum((amount for _, amount in accounts), Money.zero())
    lines = [say("cash.line", account=each.name, amount=amount) for each, amount in accounts]
    return spec.Answer((say("cash.total", total=total, at=read.now()), *lines))
