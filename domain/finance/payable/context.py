"""What a payment's approver sees beside the effect: that no money moves, and the bank account."""

from domain.accounting.ledger.chart import Code
from domain.accounting.ledger.queries import account, balance
from domain.db.work import Read
from domain.kernel.money import Money
from domain.kernel.say import Say, say


def around(read: Read, amount: Money) -> tuple[Say, ...]:
    """Return the lines for recording that `amount` left the bank account."""
    bank = account(read, Code.BANK)
    now = balance(read, bank)
    return (
        say("payable.only_recorded"),
        say("payable.cash_around", account=bank.name, now=now, after=now - amount),
    )
