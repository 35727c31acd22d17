"""How many vacation days someone has: your own or, for a manager, one of your people's.

Asks: quantos dias de férias eu tenho, saldo de férias / how many vacation days do I have
Does: tells each earned period with its days and its deadline, and the vacations that are granted.
Undo: nothing is changed
"""

from pydantic import Field

from domain.db.work import Read
from domain.kernel.say import say
from domain.people.vacation import queries
from domain.person.model import Person
from domain.person.queries import answers_to, asking, person_named
from tools import spec


class Arguments(spec.Arguments):
    """Whose balance."""

    person: spec.PersonWords | None = Field(
        default=None, description="Whose, when not your own / de quem, se não for o seu"
    )


def allow(_who: Person, _args: Arguments) -> None:
    """Everybody; whose balance it is decides, where the person is found."""


def answer(read: Read, args: Arguments) -> spec.Answer:
    """Say each period with days left, what comes next, and the vacations ahead."""
    asker, today = asking(read), read.today()
    whose = asker if args.person is None else person_named(read, args.person)
    answers_to(whose, asker)
    open_periods = [each for each in queries.balances(read, whose, today) if each.left]
    ahead = [each for each in queries.granted(read, whose.id) if each.ends_on >= today]
    lines = [say("vacation.total", who=whose.name, days=sum(each.left for each in open_periods))]
    lines += [
        say(
            "vacation.balance",
            first=each.period.starts_on,
            last=each.period.ends_on,
            left=each.left,
            entitled=each.entitled,
            deadline=each.period.deadline,
        )
        for each in open_periods
    ]
    lines.append(say("vacation.next_earned", on=queries.next_earned_on(whose, today)))
    lines += [
        say("vacation.ahead", first=each.starts_on, last=each.ends_on, days=each.days)
        for each in ahead
    ]
    records = [spec.Reference("vacation", each.id, each.title()) for each in ahead]
    return spec.Answer(tuple(lines), tuple(records))
