"""The law of vacations, line by line, against worked days and an oracle written apart."""

import calendar as months
from datetime import date, timedelta
from itertools import islice, pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kernel.errors import Failure, Invalid, Refused
from domain.people.calendar.rules import Calendar, public_holidays
from domain.people.vacation.rules import (
    Balance,
    Period,
    anniversary,
    bad_start,
    check_day,
    check_split,
    check_start,
    days_late,
    earned,
    entitlement,
    nearest_start,
    periods,
    pick,
    warnings,
)

SP = Calendar(public_holidays("SP", (2026, 2027)))
TODAY = date(2026, 11, 2)
PERIOD = Period(date(2025, 1, 1), date(2025, 12, 31), date(2026, 12, 31))
DAYS = st.dates(date(1980, 1, 1), date(2050, 12, 31))


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2026-11-16", None),
        ("2026-11-18", "vacation.before_holiday"),
        ("2026-11-19", "vacation.before_holiday"),
        ("2026-12-03", None),
        ("2026-12-04", "vacation.before_rest"),
        ("2026-12-21", None),
        ("2026-12-22", None),
        ("2026-12-23", "vacation.before_holiday"),
        ("2026-12-28", None),
        ("2026-12-29", None),
        ("2026-12-30", "vacation.before_holiday"),
        ("2027-01-04", None),
        ("2027-02-05", "vacation.before_rest"),
        ("2026-12-25", "vacation.on_holiday"),
        ("2026-12-06", "vacation.on_rest"),
        ("2026-12-05", "vacation.before_rest"),
    ],
)
def test_a_start_in_sao_paulo(day: str, reason: str | None) -> None:
    found = bad_start(SP, date.fromisoformat(day))

    assert (found.key if found else None) == reason


def test_a_holiday_of_the_town_moves_the_start_too() -> None:
    town = Calendar({date(2026, 12, 8): "Padroeira"})

    found = bad_start(town, date(2026, 12, 7))

    assert found is not None
    assert found.values == {
        "day": date(2026, 12, 7),
        "holiday": "Padroeira",
        "on": date(2026, 12, 8),
    }


def test_only_some_states_rest_on_their_own_holidays() -> None:
    nine_july = date(2026, 7, 9)

    assert nine_july in public_holidays("SP", (2026,))
    assert nine_july not in public_holidays(None, (2026,))


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [("2026-11-18", "2026-11-17"), ("2026-12-05", "2026-12-07"), ("2026-12-23", "2026-12-22")],
)
def test_a_refused_start_names_the_nearest_lawful_one(asked: str, nearest: str) -> None:
    with pytest.raises(Refused) as refused:
        check_start(SP, date.fromisoformat(asked), today=TODAY)

    hint = refused.value.say.values["hint"]
    assert str(hint) == f"vacation.try(day={nearest})"


def test_a_lawful_start_is_let_through() -> None:
    check_start(SP, date(2027, 2, 4), today=TODAY)


def test_where_every_day_rests_there_is_no_start_to_offer() -> None:
    restful = Calendar({}, frozenset(range(1, 8)))

    with pytest.raises(Refused) as refused:
        check_start(restful, date(2027, 2, 4), today=TODAY)

    assert str(refused.value.say.values["hint"]) == "vacation.no_start_near"


def test_the_start_offered_is_never_today_or_before() -> None:
    assert nearest_start(SP, date(2026, 11, 18), after=date(2026, 11, 17)) == date(2026, 11, 23)


@given(st.dates(date(2026, 2, 1), date(2027, 11, 30)))
def test_no_lawful_start_is_nearer_than_the_one_offered(day: date) -> None:
    near = nearest_start(SP, day, after=date(2020, 1, 1))

    assert near is not None
    assert bad_start(SP, near) is None
    gap = abs((near - day).days)
    nearer = [day + timedelta(days=step) for step in range(1 - gap, gap) if step]
    assert all(bad_start(SP, each) is not None for each in nearer)


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (TODAY, "vacation.in_the_past"),
        (TODAY - timedelta(days=1), "vacation.in_the_past"),
        (TODAY + timedelta(days=732), "vacation.too_far"),
        (date.max, "vacation.too_far"),
    ],
)
def test_a_vacation_starts_after_today_and_within_two_years(day: date, key: str) -> None:
    with pytest.raises(Invalid) as wrong:
        check_day(day, today=TODAY)

    assert wrong.value.say.key == key
    assert wrong.value.field == "starts_on"


def test_tomorrow_and_two_years_ahead_are_days_to_start() -> None:
    check_day(TODAY + timedelta(days=1), today=TODAY)
    check_day(TODAY + timedelta(days=731), today=TODAY)


@given(st.integers(0, 400))
def test_absences_shorten_the_vacation_as_article_130_says(absences: int) -> None:
    by_the_law = [30] * 6 + [24] * 9 + [18] * 9 + [12] * 9

    expected = by_the_law[absences] if absences < len(by_the_law) else 0

    assert entitlement(absences) == expected


def test_somebody_admitted_on_29_february_earns_on_1_march_in_common_years() -> None:
    first, second, third, fourth = islice(periods(date(2024, 2, 29)), 4)

    assert first == Period(date(2024, 2, 29), date(2025, 2, 28), date(2026, 2, 28))
    assert second == Period(date(2025, 3, 1), date(2026, 2, 28), date(2027, 2, 28))
    assert third == Period(date(2026, 3, 1), date(2027, 2, 28), date(2028, 2, 28))
    assert fourth == Period(date(2027, 3, 1), date(2028, 2, 28), date(2029, 2, 28))


@given(DAYS, st.integers(0, 60))
def test_an_anniversary_is_the_same_day_or_the_first_of_march(day: date, years: int) -> None:
    later = anniversary(day, years)

    leap_day = (day.month, day.day) == (2, 29)
    expected = (3, 1) if leap_day and not months.isleap(later.year) else (day.month, day.day)
    assert (later.year - day.year, (later.month, later.day)) == (years, expected)


@given(DAYS)
def test_periods_follow_each_other_and_each_deadline_is_the_next_periods_end(day: date) -> None:
    found = list(islice(periods(day), 8))

    assert found[0].starts_on == day
    for one, following in pairwise(found):
        assert following.starts_on - one.ends_on == timedelta(days=1)
        assert one.deadline == following.ends_on
        assert (one.ends_on - one.starts_on).days in {363, 364, 365, 366}


@given(DAYS, st.integers(-400, 4_000))
def test_a_period_is_earned_the_day_after_it_ends(admitted_on: date, later: int) -> None:
    on = admitted_on + timedelta(days=later)

    whole_years = max(0, on.year - admitted_on.year)
    if whole_years and anniversary(admitted_on, whole_years) > on:
        whole_years -= 1
    assert len(earned(admitted_on, on)) == whole_years


def _completions(rest: int, slots: int) -> list[tuple[int, ...]]:
    """Every way to hand out what remains in parts, by trying all."""
    return [
        parts
        for count in range(slots + 1)
        for parts in product(range(1, rest + 1), repeat=count)
        if sum(parts) == rest
    ]


def _lawful(parts: tuple[int, ...], entitled: int) -> bool:
    if len(parts) == 1:
        return True
    return len(parts) <= 3 and min(parts) >= 5 and max(parts) >= 14 and sum(parts) == entitled


def _possible(parts: tuple[int, ...], entitled: int) -> bool:
    rest = entitled - sum(parts)
    if rest < 0 or len(parts) > 3:
        return False
    return any(_lawful(parts + more, entitled) for more in _completions(rest, 3 - len(parts)))


def _accepted(balance: Balance, days: int) -> bool:
    try:
        check_split(balance, days)
    except Refused:
        return False
    return True


@pytest.mark.parametrize("entitled", [0, 12, 18, 24, 30])
def test_a_part_is_accepted_exactly_when_a_lawful_split_remains(entitled: int) -> None:
    before = [(), *((one,) for one in range(5, 26)), *product(range(5, 20), repeat=2)]
    reachable = [parts for parts in before if not parts or _possible(parts, entitled)]

    for parts, days in product(reachable, range(1, 31)):
        expected = _possible((*parts, days), entitled)
        assert _accepted(Balance(PERIOD, entitled, parts), days) == expected, (parts, days)


@pytest.mark.parametrize(
    ("parts", "days", "key"),
    [
        ((), 4, "vacation.part_too_short"),
        ((), 31, "vacation.more_than_left"),
        ((14,), 17, "vacation.more_than_left"),
        ((), 26, "vacation.rest_too_short"),
        ((8,), 9, "vacation.no_long_part"),
        ((14, 5), 6, "vacation.too_many_parts"),
    ],
)
def test_each_unlawful_split_has_its_own_reason(
    parts: tuple[int, ...], days: int, key: str
) -> None:
    with pytest.raises(Failure) as refused:
        check_split(Balance(PERIOD, 30, parts), days)

    assert refused.value.say.key == key


def test_the_oldest_period_with_days_left_is_used_first() -> None:
    used = Balance(PERIOD, 30, (30,))
    half = Balance(PERIOD, 30, (15,))

    assert pick([used, half, Balance(PERIOD, 30)]) is half
    assert pick([used]) is None


@given(st.dates(date(2026, 10, 1), date(2027, 2, 28)), st.integers(1, 30))
def test_only_the_days_after_the_deadline_are_paid_double(start: date, days: int) -> None:
    each = [start + timedelta(days=step) for step in range(days)]

    assert days_late(PERIOD, start, days) == sum(day > PERIOD.deadline for day in each)


def test_short_notice_and_late_days_are_warned_of() -> None:
    start = date(2026, 12, 28)

    near = warnings(PERIOD, start, 10, today=start - timedelta(days=29))
    in_time = warnings(PERIOD, start, 4, today=start - timedelta(days=30))

    assert [str(each) for each in near] == [
        "vacation.short_notice(notice=29, least=30)",
        "vacation.paid_double(late=6, deadline=2026-12-31)",
    ]
    assert in_time == []
