"""From a day as it was said to the day that is meant: in the past, in the future, or nearest."""

import calendar
from dataclasses import replace
from datetime import date, timedelta

from bot.agent.offline.slots.found import When
from domain.kernel.say import Language


class NoSuchDayError(ValueError):
    """The day that was said is not in the calendar, such as 31 April."""


def resolve(when: When, today: date, leaning: int, language: Language) -> tuple[date, ...]:
    """Return the day meant, or two that cannot be told apart.

    `leaning` is -1 for what has happened, 1 for what is to come, 0 for either.
    Raises NoSuchDayError.
    """
    if when.exact is not None:
        return (when.exact,)
    if when.weekday is not None:
        return (_weekday(when, today, leaning),)
    readings = [when]
    if when.swapped and language is Language.EN and _can_swap(when):
        readings.append(replace(when, month=when.day, day=when.month))
    elif when.swapped and (when.month or 0) > 12 >= (when.day or 0):
        readings = [replace(when, month=when.day, day=when.month)]
    return tuple(dict.fromkeys(_numbered(each, today, leaning) for each in readings))


def resolve_span(
    start: When, until: When, today: date, language: Language
) -> tuple[tuple[date, ...], int]:
    """Return the first day of a span, and how many days it has, both ends counted."""
    if start.month is None and start.day is not None and until.month is not None:
        start = replace(start, month=until.month, year=until.year)
    if start.year is None and until.year is not None and start.exact is None:
        start = replace(start, year=until.year)
    starts = resolve(start, today, 1, language)
    first = starts[0]
    if until.exact is None and until.weekday is None and until.month is None:
        until = replace(until, month=first.month, year=first.year)
        if (until.day or 0) < first.day:
            following = first.replace(day=1) + timedelta(days=31)
            until = replace(until, month=following.month, year=following.year)
    last = resolve(until, first, 1, language)[0]
    if until.swapped and len(starts) > 1:
        return starts, 0
    return starts, (last - first).days + 1


def _can_swap(when: When) -> bool:
    day, month = when.day or 0, when.month or 0
    return day != month and 1 <= day <= 12 and 1 <= month <= 12


def _weekday(when: When, today: date, leaning: int) -> date:
    assert when.weekday is not None
    monday = today - timedelta(days=today.weekday())
    if when.weeks:
        return monday + timedelta(days=7 * when.weeks + when.weekday)
    ahead = (when.weekday - today.weekday()) % 7 or 7
    back = (today.weekday() - when.weekday) % 7 or 7
    if when.leaning > 0 or (when.leaning == 0 and leaning > 0):
        return today + timedelta(days=ahead)
    if when.leaning < 0 or leaning < 0:
        return today - timedelta(days=back)
    return today + timedelta(days=ahead)


def _numbered(when: When, today: date, leaning: int) -> date:
    day, month, year = when.day or 0, when.month, when.year
    if month is not None and year is not None:
        return _day(year, month, day)
    if month is not None:
        candidates = [_maybe(today.year + shift, month, day) for shift in (-1, 0, 1)]
        if candidates[1] is None:
            # 29 February is meant in the year at hand, or in none: we do not look for another one.
            leap = candidates[2] if leaning > 0 else candidates[0]
            if leap is None or abs((leap - today).days) > 183:
                raise NoSuchDayError(f"{day}/{month}")
    else:
        if not 1 <= day <= 31:
            raise NoSuchDayError(str(day))
        first = today.replace(day=1)
        months = [(first - timedelta(days=1)), first, first + timedelta(days=31)]
        candidates = [_maybe(each.year, each.month, day) for each in months]
    known = [each for each in candidates if each is not None]
    if leaning > 0:
        return min((each for each in known if each >= today), default=max(known))
    if leaning < 0:
        return max((each for each in known if each <= today), default=min(known))
    return min(known, key=lambda each: (abs((each - today).days), -each.toordinal()))


def _maybe(year: int, month: int, day: int) -> date | None:
    try:
        return _day(year, month, day)
    except NoSuchDayError:
        return None


def _day(year: int, month: int, day: int) -> date:
    if not (1 <= month <= 12 and 1900 <= year <= 9999) or not (
        1 <= day <= calendar.monthrange(year, month)[1]
    ):
        raise NoSuchDayError(f"{day}/{month}/{year}")
    return date(year, month, day)
