"""What is known of vacations: each period's balance, who is away, whose days meet."""

from datetime import date
from itertools import islice

from sqlalchemy import func, select

from domain.db.work import Read
from domain.kernel.errors import Invalid
from domain.kernel.ids import PersonId
from domain.people.vacation.model import Absence, Vacation, VacationState
from domain.people.vacation.rules import Balance, Period, earned, entitlement, periods
from domain.person.model import Person


def granted(read: Read, person_id: PersonId) -> list[Vacation]:
    """Return the person's granted vacations, the earliest first."""
    return list(
        read.session.scalars(
            select(Vacation)
            .where(Vacation.person_id == person_id, Vacation.state == VacationState.GRANTED)
            .order_by(Vacation.starts_on)
        )
    )


def starting(read: Read, person: Person, day: date) -> Vacation:
    """Return the person's vacation that starts on `day`, a granted one first.

    Raises Invalid when there is none.
    """
    found = read.session.scalars(
        select(Vacation)
        .where(Vacation.person_id == person.id, Vacation.starts_on == day)
        .order_by((Vacation.state == VacationState.GRANTED).desc(), Vacation.id.desc())
    ).first()
    if found is None:
        raise Invalid("vacation.none_starting", field="starts_on", who=person.name, day=day)
    return found


def balances(read: Read, person: Person, on: date) -> list[Balance]:
    """Return the balance of every acquisition period complete before `on`, the oldest first."""
    taken = granted(read, person.id)
    return [
        Balance(
            period,
            entitlement(_absences(read, person, period)),
            tuple(each.days for each in taken if each.acquired_from == period.starts_on),
        )
        for period in earned(person.admitted_on, on)
    ]


def next_earned_on(person: Person, on: date) -> date:
    """Return the day from which the period that runs on `on` may be enjoyed."""
    done = len(earned(person.admitted_on, on))
    running = next(islice(periods(person.admitted_on), done, None))
    return date.fromordinal(running.ends_on.toordinal() + 1)


def away(read: Read, first: date, last: date) -> list[Vacation]:
    """Return every granted vacation that shares a day with `first` to `last`."""
    return list(
        read.session.scalars(
            select(Vacation)
            .where(
                Vacation.state == VacationState.GRANTED,
                Vacation.starts_on <= last,
                Vacation.ends_on >= first,
            )
            .order_by(Vacation.starts_on, Vacation.id)
        )
    )


def team_away(read: Read, person: Person, first: date, last: date) -> list[Vacation]:
    """Return the vacations, in those days, of the others who answer to the person's manager."""
    if person.manager_id is None:
        return []
    return [
        each
        for each in away(read, first, last)
        if each.person_id != person.id and each.person.manager_id == person.manager_id
    ]


def _absences(read: Read, person: Person, period: Period) -> int:
    return read.session.scalars(
        select(func.count())
        .select_from(Absence)
        .where(
            Absence.person_id == person.id,
            Absence.missed_on.between(period.starts_on, period.ends_on),
        )
    ).one()
