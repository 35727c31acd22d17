"""Days and amounts as people print them, and as readers of pictures garble them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.page import clean
from ingest.printed import amounts, days

DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "text",
    [
        "24/11/2026",
        "24-11-26",
        "24.11.26",
        "24.11.2026.",
        "24 / 11 / 2026",
        "24/11/26 12:01:33",
        "24/11/26-12:00",
        "24/11/202612:33",
        "2026-11-24T10:00:00-03:00",
        "11/24/2026",
        "24 de novembro de 2026",
        "24 NOVEMBRO 2026",
        "24 nov 2026",
        "24/NOV/26",
        "Nov 24, 2026",
        "November 24th, 2026",
        "DATE:24-11-2026(TUE)",
        "２４/１１/２０２６",
    ],
)
def test_a_day_is_read_however_it_is_printed(text: str) -> None:
    assert [(each.day, each.sure) for each in days(clean(text))] == [(DAY, True)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("04/03/1998", date(1998, 3, 4)),
        ("04/03/99", date(1999, 3, 4)),
        ("04/03/69", date(2069, 3, 4)),
        ("4/3/26", date(2026, 3, 4)),
        ("29/02/2028", date(2028, 2, 29)),
        ("24 de Março de 2026", date(2026, 3, 24)),
    ],
)
def test_a_year_of_two_digits_and_a_leap_day_are_understood(text: str, day: date) -> None:
    assert [each.day for each in days(text)] == [day]


@pytest.mark.parametrize("text", ["24/1172026", "2471 1/2026".replace(" ", ""), "24/11l2026"])
def test_a_garbled_stroke_is_mended_and_said_to_be(text: str) -> None:
    assert [(each.day, each.sure) for each in days(text)] == [(DAY, False)]


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2026",
        "29/02/2026",
        "00/00/0000",
        "13/13/2026",
        "01/01/0001",
        "31/12/9999",
        "12.345.678",
        "192.168.10.26",
        "12-34-56",
        "10/11/12/13",
        "24.11.26.77",
        "20261124",
        "24/11",
        "1/2/3",
        "11 98765-4321",
        "١٢/١١/٢٠٢٦",
        "",
    ],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert list(days(text)) == []


@given(st.dates(date(2000, 1, 1), date(2069, 12, 31)))
def test_every_day_comes_back_as_it_is_printed_here(day: date) -> None:
    for printed in (day.strftime("%d/%m/%Y"), day.strftime("%d/%m/%y"), day.isoformat()):
        assert [each.day for each in days(f"em {printed} 10:00")] == [day]


def test_two_days_in_a_row_are_two_days_with_their_places() -> None:
    text = "de 24/11/2026 a 25/11/2026"

    read = list(days(text))

    assert [each.day for each in read] == [DAY, DAY + timedelta(days=1)]
    assert [text[each.start : each.end] for each in read] == ["24/11/2026", "25/11/2026"]


@pytest.mark.parametrize(
    ("text", "cents", "mark"),
    [
        ("R$ 1.234,56", 123_456, "R$"),
        ("R$1234,56", 123_456, "R$"),
        ("1,234.56", 123_456, ""),
        ("999.999.999,99", 99_999_999_999, ""),
        ("-5,00", -500, ""),
        ("5,00-", -500, ""),
        ("R$ -5,00", -500, "R$"),
        ("LEI 12.741 - R$ 5,41", 541, "R$"),
        ("RS 12,30", 1230, "RS"),
        ("0,00", 0, ""),
        (",50", 50, ""),
        ("23,00G", 2300, ""),
        ("12 ,50", 1250, ""),
        ("12, 50", 1250, ""),
        ("€ 4.50", 450, "€"),
    ],
)
def test_an_amount_is_read_however_it_is_printed(text: str, cents: int, mark: str) -> None:
    assert [(each.cents, each.mark) for each in amounts(clean(text))] == [(cents, mark)]


@pytest.mark.parametrize(
    "text",
    ["1.234.56", "12,3", "12,345", "1.234", "1,50,00", "1O,00", "25.12.2026", "9999999999,99", ""],
)
def test_what_is_no_amount_is_none(text: str) -> None:
    assert list(amounts(text)) == []


@given(st.integers(0, 99_999_999_999))
def test_every_amount_comes_back_as_it_is_printed_here(cents: int) -> None:
    whole = f"{cents // 100:,}".replace(",", ".")

    assert [each.cents for each in amounts(f"TOTAL R$ {whole},{cents % 100:02d}")] == [cents]
