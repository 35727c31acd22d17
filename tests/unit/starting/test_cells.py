"""A cell is read as a Brazilian spreadsheet writes it; what is in doubt is None, never a guess."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.starting import cells
from domain.kernel.money import Money

AMOUNTS = {
    "1.240,55": 124_055,
    "1240,55": 124_055,
    "1240,5": 124_050,
    "1240.55": 124_055,
    "850": 85_000,
    "R$ 1.240,55": 124_055,
    "R$\u00a012,00": 1_200,
    "-250,00": -25_000,
    "\u2212250,00": -25_000,
    "250,00-": -25_000,
    "-R$ 250,00": -25_000,
    "(1.240,55)": -124_055,
    "0,00": 0,
    "999.999.999.999,99": 99_999_999_999_999,
}
IN_DOUBT = [
    "1.240",
    "1,240.55",
    "1.24.055,00",
    "12,345",
    "1.2.3",
    "1e5",
    "\u0661\u0662",
    "mil reais",
    "--5",
    "-(5)",
    "",
    "1.000.000.000.000,00",
]
DAYS = {
    "24/11/2026": date(2026, 11, 24),
    "1/3/2024": date(2024, 3, 1),
    "2026-11-24": date(2026, 11, 24),
    "2026-11-24 00:00:00": date(2026, 11, 24),
    "29/02/2028": date(2028, 2, 29),
}


@pytest.mark.parametrize(("typed", "cents"), AMOUNTS.items())
def test_an_amount_is_read_as_it_was_meant(typed: str, cents: int) -> None:
    assert cells.amount(typed) == Money(cents)


@pytest.mark.parametrize("typed", IN_DOUBT)
def test_an_amount_in_doubt_is_not_guessed(typed: str) -> None:
    assert cells.amount(typed) is None


@given(st.integers(0, 10**13))
def test_every_amount_that_a_spreadsheet_shows_is_read_back(cents: int) -> None:
    shown = f"{cents // 100:,}".replace(",", ".") + f",{cents % 100:02d}"

    assert cells.amount(shown) == Money(cents)
    assert cells.amount(f"-{shown}") == Money(-cents)


@pytest.mark.parametrize(("typed", "day"), DAYS.items())
def test_a_day_is_read_as_it_was_meant(typed: str, day: date) -> None:
    assert cells.day(typed) == day


@pytest.mark.parametrize("typed", ["31/02/2026", "11/24/2026", "01/03/24", "45678", "01/01/0001"])
def test_a_day_in_doubt_is_not_guessed(typed: str) -> None:
    assert cells.day(typed) is None


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("31.415.926/0001-71", "31415926000171"),
        ("31415926000171", "31415926000171"),
        (" 31 415 926/0001-71 ", "31415926000171"),
        ("529.982.247-25", "52998224725"),
        ("12.ABC.345/01DE-35", "12ABC34501DE35"),
        ("6990590000123", "06990590000123"),
        ("191", None),
        ("31415926000170", None),
        ("2,71828E+13", None),
        ("\u0663\u0661415926000171", None),
    ],
)
def test_a_cnpj_or_cpf_is_believed_by_its_check_digits(typed: str, bare: str | None) -> None:
    assert cells.tax_id(typed) == bare


def test_words_have_one_form_and_nothing_unseen() -> None:
    assert cells.plain(" Sa\u0303o  Joa\u0303o\u00a0Ltda ") == "São João Ltda"
    assert cells.is_readable("São João & Cia")
    assert not cells.is_readable("Ltda\u202e")
    assert not cells.is_readable("a\x00b")
    assert cells.is_scientific("2,71828E+13")
