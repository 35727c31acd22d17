"""Vacations under the CLT (articles 130 to 145): pure rules over days.

Source: Decreto-Lei 5.452/1943, articles 129 to 145, as changed by Lei 13.467/2017.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

from domain.kernel.errors import Invalid, Refused
from domain.kernel.say import Say, say
from domain.people.calendar.rules import Calendar

#: (most absences, days of vacation): CLT art. 130, I to IV.
ENTITLEMENT = ((5, 30), (14, 24), (23, 18), (32, 12))
#: CLT art. 134, paragraph 1: at most three parts, one of 14 days or more, none of less than 5.
PARTS_MAX, LONG_DAYS, SHORT_DAYS = 3, 14, 5
#: CLT art. 134, paragraph 3: not within the two days before a holiday or a weekly rest.
QUIET_DAYS = 2
#: CLT art. 135: written notice, days before the start.
NOTICE_DAYS = 30
#: How far ahead a vacation is granted.
AHEAD_DAYS_MAX = 731
#: How far a lawful start is looked for when one is refused.
_SEARCH_DAYS = 30
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """A year of work that earns a vacation, and the last day on which it may be enjoyed."""

    starts_on: date
    ends_on: date
    deadline: date


@dataclass(frozen=True, slots=True)
class Balance:
    """What one acquisition period gives, and the parts already granted from it."""

    period: Period
    entitled: int
    parts: tuple[int, ...] = ()

    @property
    def left(self) -> int:
        """The days not granted yet."""
        return self.entitled - sum(self.parts)


def anniversary(admitted_on: date, years: int) -> date:
    """Return the day `years` later; for 29 February in a common year, 1 March.

    Source: Lei 810/1949, art. 3: where the day does not exist, the next one.
    """
    year = admitted_on.year + years
    try:
        return admitted_on.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def periods(admitted_on: date) -> Iterator[Period]:
    """Yield the acquisition periods, the oldest first, without end.

    Each twelve months of the contract earn a vacation (CLT art. 130), to be enjoyed within the
    twelve months after them (art. 134).
    """
    years = 0
    while True:
        first, second, third = (anniversary(admitted_on, years + each) for each in range(3))
        yield Period(first, second - _DAY, third - _DAY)
        years += 1


def earned(admitted_on: date, on: date) -> list[Period]:
    """Return the periods that are complete before `on`, the oldest first (CLT art. 130)."""
    return list(takewhile(lambda period: period.ends_on < on, periods(admitted_on)))


def entitlement(absences: int) -> int:
    """Return the days that a period gives after so many unjustified absences (CLT art. 130)."""
    return next((days for most, days in ENTITLEMENT if absences <= most), 0)


def days_late(period: Period, starts_on: date, days: int) -> int:
    """Return how many of the days fall after the deadline and are paid double.

    Source: CLT art. 137; TST Sumula 81 (only the days after the deadline).
    """
    ends_on = starts_on + timedelta(days=days - 1)
    return min(days, max(0, (ends_on - period.deadline).days))


def check_split(balance: Balance, days: int) -> None:
    """Raise unless the vacation can be split so that the law holds to the last day.

    Source: CLT art. 134, paragraph 1. Taking the whole entitlement at once is no split.
    """
    if not balance.parts and days == balance.entitled:
        return
    if days > balance.left:
        raise Refused("vacation.more_than_left", days=days, left=balance.left)
    if days < SHORT_DAYS:
        raise Refused("vacation.part_too_short", days=days, least=SHORT_DAYS)
    parts = (*balance.parts, days)
    rest = balance.left - days
    if len(parts) + (rest > 0) > PARTS_MAX:
        raise Refused("vacation.too_many_parts", most=PARTS_MAX, rest=rest)
    if 0 < rest < SHORT_DAYS:
        raise Refused("vacation.rest_too_short", rest=rest, least=SHORT_DAYS)
    if max(*parts, rest) < LONG_DAYS:
        raise Refused("vacation.no_long_part", least=LONG_DAYS)


def bad_start(calendar: Calendar, day: date) -> Say | None:
    """Return why a vacation may not start on `day`, or None when it may.

    Source: CLT art. 134, paragraph 3; for the day itself, TST Precedente Normativo 100.
    """
    for away in range(QUIET_DAYS + 1):
        near = day + away * _DAY
        holiday = calendar.holiday(near)
        if holiday is not None:
            key = "vacation.before_holiday" if away else "vacation.on_holiday"
            return say(key, day=day, holiday=holiday, on=near)
        if calendar.rests(near):
            key = "vacation.before_rest" if away else "vacation.on_rest"
            return say(key, day=day, on=near)
    return None


def nearest_start(calendar: Calendar, day: date, *, after: date) -> date | None:
    """Return the lawful start nearest to `day` and later than `after`; a tie goes to the later."""
    for away in range(1, _SEARCH_DAYS + 1):
        for near in (day + away * _DAY, day - away * _DAY):
            if near > after and bad_start(calendar, near) is None:
                return near
    return None


def check_day(day: date, *, today: date) -> None:
    """Raise unless `day` is after today and within two years: what is later is no plan."""
    if day <= today:
        raise Invalid("vacation.in_the_past", field="starts_on", day=day)
    if (day - today).days > AHEAD_DAYS_MAX:
        raise Invalid("vacation.too_far", field="starts_on", day=day)


def check_start(calendar: Calendar, day: date, *, today: date) -> None:
    """Raise unless a vacation may start on `day`; tell the nearest day on which it may."""
    reason = bad_start(calendar, day)
    if reason is None:
        return
    nearest = nearest_start(calendar, day, after=today)
    hint = say("vacation.try", day=nearest) if nearest else say("vacation.no_start_near")
    raise Refused("vacation.bad_start", reason=reason, hint=hint)


def pick(balances: Sequence[Balance]) -> Balance | None:
    """Return the oldest period that still has days: its deadline is the first (CLT art. 134)."""
    return next((each for each in balances if each.left > 0), None)


def warnings(period: Period, starts_on: date, days: int, *, today: date) -> list[Say]:
    """Return what the law asks besides: notice in time (CLT art. 135), double pay (art. 137)."""
    found = []
    notice = (starts_on - today).days
    if notice < NOTICE_DAYS:
        found.append(say("vacation.short_notice", notice=notice, least=NOTICE_DAYS))
    late = days_late(period, starts_on, days)
    if late:
        found.append(say("vacation.paid_double", late=late, deadline=period.deadline))
    return found
