"""Ask for your own vacation; your manager approves it.

Asks: quero férias, pedir férias de 4 a 18 de fevereiro, marcar férias
    / I want a vacation, request time off
Does: grants the days from your oldest vacation period, if the law allows that start and that part.
Undo: cancel_vacation
"""

from pydantic import Field

from domain.authority.rules import Stakes
from domain.db.work import Read, Work
from domain.kernel.money import Money
from domain.kernel.say import Say
from domain.people.vacation import context, service
from domain.people.vacation.model import Vacation
from domain.person.model import Person
from domain.person.queries import asking
from tools import spec


class Arguments(spec.Arguments):
    """When and for how long."""

    starts_on: spec.Day = Field(description="First day of the vacation / primeiro dia das férias")
    days: int = Field(
        ge=1,
        le=30,
        description="How many days, both ends counted / quantos dias, contando o primeiro e o último",
        json_schema_extra={"x-slot": "days"},
    )


def allow(_who: Person, _args: Arguments) -> None:
    """Everybody asks for their own."""


def stakes(read: Read, _args: Arguments) -> Stakes:
    """The asker gains from it, so that somebody else always approves."""
    return Stakes(Money.zero(), frozenset({read.asker}))


def run(work: Work, args: Arguments) -> Vacation:
    """Grant the days."""
    return service.grant(work, asking(work), args.starts_on, args.days)


def around(read: Read, args: Arguments) -> tuple[Say, ...]:
    """Show the balance, the law's checks and who else of the team is away."""
    return context.around(read, asking(read), args.starts_on, args.days)
