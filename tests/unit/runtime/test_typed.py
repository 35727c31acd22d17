"""What is typed becomes the wire form, or stays as it was: nothing is guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.typed import shown_money, wire_day, wire_money
from domain.kernel.money import Money
from domain.kernel.say import Language


@given(st.integers(-(10**12), 10**12), st.sampled_from(Language))
def test_what_a_field_shows_is_read_back(cents: int, language: Language) -> None:
    wire = str(Money(cents))

    assert wire_money(shown_money(wire, language), language) == wire


@pytest.mark.parametrize(
    ("typed", "language", "wire"),
    [
        ("1.240,55", Language.PT, "1240.55"),
        ("1240,55", Language.PT, "1240.55"),
        ("R$ 1.240,55", Language.PT, "1240.55"),
        ("1240", Language.PT, "1240.00"),
        ("1,240.55", Language.EN, "1240.55"),
        ("1240.55", Language.EN, "1240.55"),
    ],
)
def test_amounts_as_people_write_them(typed: str, language: Language, wire: str) -> None:
    assert wire_money(typed, language) == wire


@pytest.mark.parametrize(
    "typed", ["1.240", "1,240.55", "12,4,55", "١٢,00", "mil", "1e3", "", "NaN"]
)
def test_what_is_in_doubt_stays_as_it_was(typed: str) -> None:
    assert wire_money(typed, Language.PT) == typed


def test_the_wire_form_typed_in_portuguese_is_not_misread_as_thousands() -> None:
    assert wire_money("1240.55", Language.PT) == "1240.55"


@pytest.mark.parametrize(
    ("typed", "wire"),
    [("24/11/2026", "2026-11-24"), ("30/02/2026", "30/02/2026"), ("ontem", "ontem")],
)
def test_days(typed: str, wire: str) -> None:
    assert wire_day(typed) == wire
