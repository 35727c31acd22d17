"""Pages as a reader would hand them over, made of rows of words: what extractors are asked about."""

from domain.office.document.reading import Box, Name, Read, Source
from ingest.found import Found
from ingest.page import Code, Line, Page

#: A letter is this wide and a row this high, in ten-thousandths of the page.
_LETTER, _HEIGHT, _STEP, _LEFT, _RIGHT = 90, 100, 150, 400, 9_600

type Cells = str | tuple[str, ...]


def page(
    *rows: Cells, source: Source = Source.OCR, score: int = 990, codes: tuple[Code, ...] = ()
) -> Page:
    """Return a page of rows from the top; of a row's cells the last one ends at the right edge."""
    lines: list[Line] = []
    for at, row in enumerate(rows):
        cells = (row,) if isinstance(row, str) else row
        top = 200 + _STEP * at
        for place, cell in enumerate(cells):
            left = _LEFT + (_RIGHT - _LEFT) * place // len(cells)
            if place and place == len(cells) - 1:
                left = max(_RIGHT - _LETTER * len(cell), left)
            right = min(left + _LETTER * max(len(cell), 1), _RIGHT)
            if cell:
                lines.append(line(cell, Box(left, top, right, top + _HEIGHT), source, score))
    return Page(1, tuple(lines), codes)


def line(text: str, box: Box, source: Source = Source.OCR, score: int = 990) -> Line:
    return Line(text, box, score, source, box)


def grid(*rows: dict[int, str], source: Source = Source.TEXT_LAYER) -> Page:
    """Return a form: each row tells at which place from the left what stands."""
    lines = [
        line(
            text,
            Box(left, 200 + _STEP * at, min(left + 60 * len(text), 10_000), 290 + _STEP * at),
            source,
        )
        for at, row in enumerate(rows)
        for left, text in row.items()
    ]
    return Page(1, tuple(lines))


def value(found: list[Found], name: Name) -> Read | None:
    """Return the value found under a name, or None."""
    return next((each.value for each in found if each.name is name), None)
