"""A receipt is paid back on the 5th or the 20th, and never sooner than a request may wait."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.finance.expense.rules import NOTICE, PAY_DAYS, pay_by
from domain.proposal.service import OPEN_FOR


@pytest.mark.parametrize(
    ("asked_on", "day"),
    [
        (date(2026, 11, 24), date(2026, 12, 5)),
        (date(2026, 11, 28), date(2026, 12, 5)),
        (date(2026, 11, 29), date(2026, 12, 20)),
        (date(2026, 12, 13), date(2026, 12, 20)),
        (date(2026, 12, 14), date(2027, 1, 5)),
        (date(2028, 2, 29), date(2028, 3, 20)),
    ],
)
def test_the_next_day_of_paying_back_a_week_or_more_away(asked_on: date, day: date) -> None:
    assert pay_by(asked_on) == day


@given(st.dates(date(2020, 1, 1), date(2100, 1, 1)))
def test_what_is_approved_at_the_last_moment_is_not_late(asked_on: date) -> None:
    day = pay_by(asked_on)

    assert day >= asked_on + OPEN_FOR
    assert day.day in PAY_DAYS
    assert day - asked_on <= NOTICE + timedelta(days=16)
