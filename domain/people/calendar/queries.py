"""The calendar of the company, from its own tables and the public holidays."""

from datetime import date, timedelta

from sqlalchemy import select

from domain.db.work import Read
from domain.people.calendar.model import CompanyHoliday, Workplace
from domain.people.calendar.rules import SUNDAY, Calendar, public_holidays


def near(read: Read, day: date) -> Calendar:
    """Return the calendar for the months around `day`."""
    return calendar(read, day - timedelta(days=62), day + timedelta(days=62))


def calendar(read: Read, first: date, last: date) -> Calendar:
    """Return the calendar of every year from `first` to `last`.

    A company that has not told its state keeps the national holidays and rests on Sundays.
    """
    place = read.session.scalars(select(Workplace).order_by(Workplace.id)).first()
    named = public_holidays(place.uf if place else None, range(first.year, last.year + 1))
    own = read.session.scalars(select(CompanyHoliday))
    named |= {each.day: each.name for each in own}
    rest = {int(digit) for digit in place.rest_weekdays} if place else {SUNDAY}
    return Calendar(named, frozenset(rest))
