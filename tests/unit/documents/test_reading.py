"""A reading has one exact written form and comes back as it was; anything else is refused."""

import json
import unicodedata
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kernel.money import Money
from domain.kernel.say import say
from domain.office.document import written
from domain.office.document.reading import (
    PAGE,
    Box,
    Due,
    Field,
    Foreign,
    Kind,
    Name,
    Proof,
    Reading,
    Source,
)


def _box(sides: tuple[int, int, int, int]) -> Box:
    (x0, x1), (y0, y1) = sorted(sides[:2]), sorted(sides[2:])
    return Box(x0, y0, x1, y1)


SIDE = st.integers(0, PAGE)
WORDS = st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=40).map(
    lambda text: unicodedata.normalize("NFC", text)
)
VALUES = st.one_of(
    WORDS,
    st.integers(-(10**12), 10**12),
    st.integers(-(10**12), 10**12).map(Money),
    st.builds(Foreign, st.integers(0, 10**9), st.sampled_from(["USD", "MYR", "XXX"])),
    st.dates(),
)
FIELDS = st.builds(
    Field,
    name=st.sampled_from(Name),
    value=VALUES,
    text=WORDS,
    source=st.sampled_from(Source),
    confidence=st.integers(0, 100),
    proof=st.none() | st.sampled_from(Proof),
    page=st.none() | st.integers(1, 50),
    box=st.none() | st.tuples(SIDE, SIDE, SIDE, SIDE).map(_box),
)
PAPERS = st.builds(
    Reading,
    kind=st.sampled_from(Kind),
    fields=st.lists(FIELDS, unique_by=lambda field: field.name, max_size=6).map(tuple),
    warnings=st.lists(
        st.builds(lambda value: say("x.y", value=value), st.none() | st.dates() | WORDS), max_size=2
    ).map(tuple),
    pages=st.integers(1, 50),
    engine=WORDS,
    text=WORDS,
    dues=st.lists(st.builds(Due, st.dates(), st.integers(0, 10**9).map(Money)), max_size=3).map(
        tuple
    ),
    turned=st.lists(st.integers(0, 3), max_size=3).map(tuple),
)
READINGS = st.builds(
    lambda first, more: Reading(
        **{name: getattr(first, name) for name in first.__slots__} | {"more": more}
    ),
    PAPERS,
    st.lists(PAPERS, max_size=2).map(tuple),
)


def a_reading() -> Reading:
    """Return a small whole reading."""
    total = Field(
        Name.TOTAL, Money(18740), "187,40", Source.OCR, 97, Proof.SUM, 1, Box(10, 20, 30, 40)
    )
    day = Field(Name.ISSUED_ON, date(2026, 11, 20), "20/11/2026", Source.OCR, 98, page=1)
    name = Field(Name.SUPPLIER_NAME, "Café Aurora Ltda", "CAFÉ AURORA LTDA", Source.OCR, 90)
    return Reading(Kind.RECEIPT, (total, day, name), more=(Reading(Kind.OTHER),))


@given(READINGS)
def test_a_reading_comes_back_exactly(reading: Reading) -> None:
    text = written.write(reading)

    assert written.read(text) == reading
    assert written.write(written.read(text)) == text


def test_values_are_asked_for_by_name_and_type() -> None:
    reading = a_reading()

    assert reading.money(Name.TOTAL) == Money(18740)
    assert reading.day(Name.ISSUED_ON) == date(2026, 11, 20)
    assert reading.text_of(Name.SUPPLIER_NAME) == "Café Aurora Ltda"
    assert [field.name for field in reading] == [Name.TOTAL, Name.ISSUED_ON, Name.SUPPLIER_NAME]
    assert len(reading.papers) == 2


def test_what_was_not_read_is_absent_and_foreign_money_is_never_reais() -> None:
    total = Field(Name.TOTAL, Foreign(6030, "MYR"), "60.30", Source.OCR, 90)
    reading = Reading(Kind.RECEIPT, (total,))

    assert reading.money(Name.TOTAL) is None
    assert reading.day(Name.TOTAL) is None
    assert reading.text_of(Name.TOTAL) is None
    assert reading.field(Name.NUMBER) is None
    assert str(total.value) == "MYR 60.30"


def test_a_box_covers_the_pixels_it_touches_and_joins() -> None:
    box = Box(1000, 2000, 3001, 4000)

    assert box.pixels(1000, 500) == (100, 100, 301, 200)
    assert box.joined(Box(0, 2500, 10, 9000)) == Box(0, 2000, 3001, 9000)
    assert (box.height, box.middle) == (2000, 3000)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Box(10, 0, 5, 10),
        lambda: Box(0, 0, PAGE + 1, 10),
        lambda: Field(Name.TOTAL, 1, "", Source.OCR, 101),
        lambda: Field(Name.TOTAL, 1, "", Source.OCR, 50, page=0),
        lambda: Reading(Kind.OTHER, a_reading().fields * 2),
    ],
)
def test_what_cannot_be_is_refused(wrong: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - each says something else
        wrong()


def _changed(change: Any) -> str:
    raw = json.loads(written.write(a_reading()))
    change(raw)
    return json.dumps(raw)


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: raw.pop("kind"),
        lambda raw: raw.update(kind="payslip"),
        lambda raw: raw.update(pages="1"),
        lambda raw: raw.update(pages=True),
        lambda raw: raw.update(fields=None),
        lambda raw: raw.update(engine="x" * (written.TEXT_MAX + 1)),
        lambda raw: raw.update(text="a\0b"),
        lambda raw: raw["fields"][0].update(value=None),
        lambda raw: raw["fields"][0].update(value={"cents": 1, "more": 2}),
        lambda raw: raw["fields"][0].update(value={"cents": 10**30}),
        lambda raw: raw["fields"][0].update(value=1.5),
        lambda raw: raw["fields"][0].update(confidence=float("nan")),
        lambda raw: raw["fields"][0].update(box=[1, 2, 3]),
        lambda raw: raw["fields"][1].update(value={"day": "2026-02-30"}),
        lambda raw: raw["fields"].append(raw["fields"][0]),
        lambda raw: raw.update(warnings=["x"]),
        lambda raw: raw.update(more=[raw["more"][0] | {"more": [raw["more"][0]]}]),
    ],
)
def test_what_is_no_written_reading_is_refused(change: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - each says something else
        written.read(_changed(change))


def test_messages_come_back_and_odd_ones_are_refused() -> None:
    message = say("ingest.too_large", megabytes=20, day=date(2026, 1, 1), nothing=None)

    assert written.said_of(written.said(message)) == message
    odds: list[Any] = [{"key": 1, "values": {}}, {"values": {}}, [], {"key": "a", "values": []}]
    for odd in odds:
        with pytest.raises(ValueError):  # noqa: PT011 - each says something else
            written.said_of(odd)
    with pytest.raises(TypeError):
        written.said(say("x", value=("a", "b")))
