"""A document on a page: its pages, and what was read of it, each value with its place and proof."""

from collections.abc import Iterator

from bot.desk.page import Mark, Paper, Printed, Sheet, Spot
from bot.desk.words import Words
from bot.slack.cards.reading import place, read_value, sure
from domain.db.work import Read
from domain.office.document.model import Document
from domain.office.document.queries import reading_of
from domain.office.document.reading import Box, Field, Reading, Source
from ingest.sniff import Media

#: As many pages as are shown; the original has them all.
_PAGES_MAX = 10
#: A box is drawn a little larger than what it holds, in ten-thousandths of the page.
_MARGIN = 40
#: How sure a value is, as the card says it, and the tone of its mark.
_TONES = {"reading.sure": "good", "reading.probable": "wait", "reading.check": "off"}


def paper_of(read: Read, document: Document, words: Words, *, whole: bool) -> Paper:
    """Return a document with all its pages and fields; not `whole`, its first page alone."""
    reading = reading_of(read, document.id)
    pages = _pages(document, reading)
    if reading is None or not whole:
        shown = tuple(_sheet(number, document, (), words) for number in range(1, pages + 1)[:1])
        return Paper(document.id, document.name, shown)
    numbered = list(_numbered(reading))
    sheets = tuple(
        _sheet(number, document, numbered, words) for number in range(1, pages + 1)[:_PAGES_MAX]
    )
    shown_pages = {each.number for each in sheets}
    fields = tuple(
        (
            words.say(f"reading.kind.{paper.kind}"),
            tuple(
                _printed(number, each, words, shown_pages)
                for at, number, each in numbered
                if at == index
            ),
        )
        for index, paper in enumerate(reading.papers)
    )
    doubts = tuple(
        words.told(each)
        for paper in reading.papers
        for each in paper.warnings
        if each.key in words.book.keys  # a reading may be older than today's phrases
    )
    return Paper(document.id, document.name, sheets, fields, doubts)


def _pages(document: Document, reading: Reading | None) -> int:
    """Return how many pages there are to show: an XML has none, nor has what we cannot read."""
    if document.media_type not in set(Media) - {Media.XML}:
        return 0
    return 1 if reading is None else reading.pages


def _numbered(reading: Reading) -> Iterator[tuple[int, int, Field]]:
    """Yield (which paper, number on this page, field)."""
    number = 0
    for index, paper in enumerate(reading.papers):
        for each in paper:
            number += 1
            yield index, number, each


def _sheet(
    page: int,
    document: Document,
    numbered: list[tuple[int, int, Field]] | tuple[()],
    words: Words,
) -> Sheet:
    spots = tuple(
        _spot(number, each.box)
        for _, number, each in numbered
        if each.page == page and each.box is not None
    )
    return Sheet(page, words.say("desk.picture", page=page, name=document.name), spots)


def _spot(number: int, box: Box) -> Spot:
    x0, y0 = max(box.x0 - _MARGIN, 0), max(box.y0 - _MARGIN, 0)
    x1, y1 = min(box.x1 + _MARGIN, 10_000), min(box.y1 + _MARGIN, 10_000)
    sides = (x0, y0, x1 - x0, y1 - y0, (y0 + y1) // 2)
    return Spot(number, *map(_percent, sides))


def _percent(part: int) -> str:
    return f"{part // 100}.{part % 100:02d}%"


def _says(value: str, text: str) -> bool:
    """Return whether a value shows all that stands on the paper: other spaces are no difference."""
    return "".join(text.split()) in "".join(value.split())


def _printed(number: int, found: Field, words: Words, shown: set[int]) -> Printed:
    value, certainty = words.value(read_value(found)), sure(found)
    why = certainty.values.get("why")
    is_placed = found.page is not None or found.source is Source.XML
    return Printed(
        number=number,
        label=words.say(f"reading.field.{found.name}"),
        value=value,
        as_printed="" if found.page is None or _says(value, found.text) else found.text,
        sure=Mark(words.say(f"desk.certainty.{_TONES[certainty.key]}"), _TONES[certainty.key]),
        proof="" if why is None else words.value(why),
        source=words.say(f"desk.source.{found.source}"),
        place=words.told(place(found)) if is_placed else "",
        spotted=found.box is not None and found.page in shown,
    )
