"""What the approver of a vacation sees beside the effect: balance, team, the law's checks."""

from datetime import date, timedelta

from domain.db.work import Read
from domain.kernel.say import Say, say
from domain.people.vacation import queries, rules
from domain.person.model import Person


def around(read: Read, person: Person, starts_on: date, days: int) -> tuple[Say, ...]:
    """Return the lines for a vacation that `grant` would give."""
    balance = rules.pick(queries.balances(read, person, starts_on))
    lines = [say("vacation.start_lawful", day=starts_on)]
    if balance is not None:
        lines.insert(0, _balance(balance, days))
        lines += rules.warnings(balance.period, starts_on, days, today=read.today())
    ends_on = starts_on + timedelta(days=days - 1)
    team = queries.team_away(read, person, starts_on, ends_on)
    lines += [
        say("vacation.team_away", who=each.person.name, first=each.starts_on, last=each.ends_on)
        for each in team
    ]
    return tuple(lines) if team else (*lines, say("vacation.team_here"))


def _balance(balance: rules.Balance, days: int) -> Say:
    return say(
        "vacation.left_after",
        first=balance.period.starts_on,
        last=balance.period.ends_on,
        left=balance.left,
        after=balance.left - days,
    )
