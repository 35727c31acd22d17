"""The places of a paper that shares its page are those on the picture of its part."""

from bot.documents.parting import _band, _moved
from domain.office.document.reading import PAGE, Box, Field, Kind, Name, Reading, Source


def a_part(*fields: Field) -> Reading:
    return Reading(Kind.BILL, fields, pages=3, turned=(1, 0, 0))


def test_a_band_holds_every_field_with_a_margin_and_places_are_told_within_it() -> None:
    low = Field(Name.NUMBER, "1", "1", Source.OCR, 90, None, 2, Box(0, 5000, 100, 5300))
    lower = Field(Name.TOTAL, "2", "2", Source.OCR, 90, None, 2, Box(0, 9000, 100, 9900))
    nowhere = Field(Name.BANK, "3", "3", Source.XML, 90)
    part = a_part(low, lower, nowhere)

    band = _band(part)
    moved = _moved(part, band)

    assert band == Box(0, 4700, PAGE, PAGE)
    assert [each.page for each in moved] == [1, 1, None]
    first, last = (each.box for each in moved.fields[:2])
    assert first is not None
    assert last is not None
    assert (first.y0, last.y1) == (300 * PAGE // 5300, 5200 * PAGE // 5300)
    assert (moved.pages, moved.turned) == (1, ())


def test_a_paper_without_places_keeps_the_whole_page() -> None:
    bare = a_part(Field(Name.NUMBER, "1", "1", Source.KEY, 90, None, 2))

    assert _band(bare) is None
    assert _moved(bare, None).fields[0].page == 1
