"""Money is whole centavos: exact, bounded, and never a float."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kernel.money import CENTS_MAX, Money, Rounding

cents = st.integers(-(10**12), 10**12)


@given(cents)
def test_the_wire_form_round_trips(amount: int) -> None:
    assert Money.plain(str(Money(amount))) == Money(amount)


@given(cents, st.integers(1, 60))
def test_a_split_loses_nothing_and_is_even(amount: int, parts: int) -> None:
    pieces = Money(amount).split(parts)

    assert sum(piece.cents for piece in pieces) == amount
    assert max(pieces).cents - min(pieces).cents <= 1


@given(cents, st.fractions(-3, 3, max_denominator=1000))
def test_a_product_is_off_by_at_most_half_a_centavo(amount: int, rate: Fraction) -> None:
    exact = amount * rate

    assert abs(Money(amount).times(rate).cents - exact) <= Fraction(1, 2)
    assert abs(Money(amount).times(rate, Rounding.TRUNCATE).cents) <= abs(exact)


def test_halves_round_up_and_away_from_zero_and_the_law_may_truncate() -> None:
    assert Money(1001).times(Decimal("0.5")) == Money(501)
    assert Money(-1001).times(Decimal("0.5")) == Money(-501)
    assert Money(1001).times(Decimal("0.5"), Rounding.TRUNCATE) == Money(500)


@pytest.mark.parametrize("text", ["1,00", "1.0", "1", "١.00", "1e2", "NaN", " 1.00", "+1.00", ""])
def test_anything_but_the_wire_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a plain amount"):
        Money.plain(text)


def test_floats_booleans_overflow_and_empty_splits_are_refused() -> None:
    for wrong in (1.0, True, "1"):
        with pytest.raises(TypeError):
            Money(wrong)  # type: ignore[arg-type]  # the point of the test
    with pytest.raises(OverflowError):
        Money(CENTS_MAX + 1)
    with pytest.raises(ValueError, match="fewer than one"):
        Money(1).split(0)


def test_arithmetic_and_truth() -> None:
    assert -(Money(3) + Money(4) - Money(2)) == Money(-5)
    assert not Money.zero()
    assert str(Money(-5)) == "-0.05"


def test_an_amount_beyond_all_reason_is_no_amount() -> None:
    assert Money.plain("1000000000000.00").cents == CENTS_MAX
    with pytest.raises(ValueError, match="beyond one trillion"):
        Money.plain("1000000000000.01")
