"""What a card told beside the effect is read back as it was written."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kernel.money import Money
from domain.kernel.say import Say, Value, say
from domain.proposal.context import told, written

_PLAIN: st.SearchStrategy[Value] = st.one_of(
    st.text(st.characters(codec="ascii"), max_size=20),
    st.integers(-(2**50), 2**50),
    st.none(),
    st.dates(),
    st.datetimes(timezones=st.just(UTC)),
    st.integers(-(10**14), 10**14).map(Money),
)
_VALUES = st.recursive(
    _PLAIN,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(st.sampled_from("abc"), inner, max_size=3).map(lambda it: Say("k", it)),
    ),
    max_leaves=6,
)


@given(st.lists(st.dictionaries(st.sampled_from("abc"), _VALUES, max_size=3), max_size=3))
def test_every_value_survives(values: list[dict[str, Value]]) -> None:
    lines = tuple(Say("card.line", each) for each in values)

    assert told(written(lines)) == lines


def test_a_day_and_an_instant_are_not_confused_with_text() -> None:
    line = say("k", text="2026-11-24", day=date(2026, 11, 24), at=datetime(2026, 1, 1, tzinfo=UTC))

    assert told(written([line])) == (line,)


def test_a_value_of_no_known_kind_is_refused() -> None:
    with pytest.raises(TypeError, match="no value"):
        told('[{"say":"k","values":{"a":{"odd":1}}}]')
