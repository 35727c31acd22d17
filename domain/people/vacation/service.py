"""What people do with vacations: grant one, cancel one."""

from datetime import date, timedelta

from sqlalchemy import select

from domain.db.work import Work
from domain.kernel.errors import Conflict, Refused
from domain.people.calendar.queries import near
from domain.people.vacation import queries, rules
from domain.people.vacation.model import Vacation, VacationState
from domain.person.model import Person


def grant(work: Work, person: Person, starts_on: date, days: int) -> Vacation:
    """Grant `days` of vacation from the oldest period that has days left.

    The person's row is locked, so that two grants to one person run one after the other; the
    database refuses an overlap by itself. Raises Invalid or Refused, each with its own reason.
    """
    work.session.execute(select(Person.id).where(Person.id == person.id).with_for_update())
    rules.check_day(starts_on, today=work.today())
    ends_on = starts_on + timedelta(days=days - 1)
    rules.check_start(near(work, starts_on), starts_on, today=work.today())
    for other in queries.granted(work, person.id):
        if other.starts_on <= ends_on and other.ends_on >= starts_on:
            raise Refused("vacation.overlaps", first=other.starts_on, last=other.ends_on)
    balance = rules.pick(queries.balances(work, person, starts_on))
    if balance is None:
        raise Refused("vacation.nothing_left", on=queries.next_earned_on(person, starts_on))
    rules.check_split(balance, days)
    vacation = Vacation(
        person=person,
        starts_on=starts_on,
        ends_on=ends_on,
        days=days,
        acquired_from=balance.period.starts_on,
    )
    work.session.add(vacation)
    work.session.flush()
    return vacation


def cancel(work: Work, vacation: Vacation) -> Vacation:
    """Give the days back. Raises Conflict when cancelled before, Refused once it has begun."""
    if vacation.state == VacationState.CANCELLED:
        raise Conflict("vacation.already_cancelled", title=vacation.title())
    if vacation.starts_on <= work.today():
        raise Refused("vacation.begun", day=vacation.starts_on)
    vacation.state = VacationState.CANCELLED
    work.session.flush()
    return vacation
