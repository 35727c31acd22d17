"""One value has one text: whatever cannot be written exactly is refused."""

import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kernel.canonical import canonical, digest, plain
from domain.kernel.clock import SAO_PAULO, FixedClock, SystemClock, today
from domain.kernel.money import Money


def test_keys_are_sorted_and_text_is_composed() -> None:
    decomposed = unicodedata.normalize("NFD", "férias")

    assert canonical({"b": decomposed, "a": [True, None, 1]}) == '{"a":[true,null,1],"b":"férias"}'


def test_money_dates_and_large_numbers_have_one_form() -> None:
    at = datetime(2026, 11, 24, 12, tzinfo=UTC)

    assert plain({"m": Money(5), "d": date(2026, 2, 28), "at": at, "n": 2**60}) == {
        "m": 5,
        "d": "2026-02-28",
        "at": "2026-11-24T12:00:00+00:00",
        "n": str(2**60),
    }


@pytest.mark.parametrize("value", [1.5, {1, 2}, b"x", datetime(2026, 1, 1), object()])  # noqa: DTZ001 - naive on purpose
def test_what_has_no_exact_form_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        plain(value)


@given(st.dictionaries(st.text(), st.integers() | st.text() | st.none()))
def test_the_digest_does_not_depend_on_order(values: dict[str, object]) -> None:
    backwards = dict(reversed(values.items()))
    composed = {unicodedata.normalize("NFC", key) for key in values}

    if len(composed) == len(values):
        assert digest(canonical(values)) == digest(canonical(backwards))


def test_the_companys_day_is_not_utcs() -> None:
    late = FixedClock(datetime(2026, 11, 25, 1, tzinfo=UTC))

    assert today(late) == date(2026, 11, 24)
    assert SystemClock().now().tzinfo is UTC
    assert SystemClock().zone is SAO_PAULO
