"""Cancel a granted vacation that has not begun: your own or, for a manager, one of your people's.

Asks: cancelar férias, desmarcar férias / cancel a vacation
Does: gives the days back to the period they came from.
Undo: request_vacation
"""

from pydantic import Field

from domain.authority.rules import Stakes
from domain.db.work import Read, Work
from domain.kernel.money import Money
from domain.people.vacation import service
from domain.people.vacation.model import Vacation
from domain.people.vacation.queries import starting
from domain.person.model import Person
from domain.person.queries import answers_to, asking, person_named
from tools import spec


class Arguments(spec.Arguments):
    """Which vacation."""

    starts_on: spec.Day = Field(description="Its first day / primeiro dia das férias")
    person: spec.PersonWords | None = Field(
        default=None, description="Whose, when not your own / de quem, se não forem as suas"
    )


def allow(_who: Person, _args: Arguments) -> None:
    """Everybody; whose vacation it is decides, where the vacation is found."""


def stakes(_read: Read, _args: Arguments) -> Stakes:
    """It is worth nothing in money: the policy says who may confirm it alone."""
    return Stakes(Money.zero())


def run(work: Work, args: Arguments) -> Vacation:
    """Cancel it and give the days back."""
    asker = asking(work)
    whose = asker if args.person is None else person_named(work, args.person)
    answers_to(whose, asker)
    return service.cancel(work, starting(work, whose, args.starts_on))
