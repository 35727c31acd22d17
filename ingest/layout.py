"""Lines into rows, and values found by their labels: to the right of one, or under it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.office.document.reading import PAGE, Box
from ingest.page import Line, Page

#: Lines whose heights overlap by this much (per cent of the smaller one) stand in one row.
_OVERLAP = 50


@dataclass(frozen=True, slots=True)
class Row:
    """Lines that stand side by side, from left to right."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def words(self) -> str:
        return " ".join(line.words for line in self.lines)

    @property
    def box(self) -> Box:
        return around(self.lines)

    @property
    def flat(self) -> Box:
        box = self.lines[0].flat
        for line in self.lines[1:]:
            box = box.joined(line.flat)
        return box


def around(lines: Sequence[Line]) -> Box:
    """Return the box around some lines."""
    box = lines[0].box
    for line in lines[1:]:
        box = box.joined(line.box)
    return box


def rows(page: Page) -> list[Row]:
    """Return the rows of a page from top to bottom."""
    grouped: list[list[Line]] = []
    for line in sorted(page.lines, key=lambda each: each.flat.middle):
        row = next((row for row in reversed(grouped[-4:]) if _beside(row, line)), None)
        if row is None:
            grouped.append([line])
        else:
            row.append(line)
    return [Row(tuple(sorted(row, key=lambda each: each.flat.x0))) for row in grouped]


def _beside(row: list[Line], line: Line) -> bool:
    """Return whether `line` overlaps in height, and not in width, with the row's nearest line."""
    if any(_shared(_across(other.flat), _across(line.flat)) > 30 for other in row):
        return False
    nearest = min(row, key=lambda other: abs(other.flat.middle - line.flat.middle))
    return _shared(_down(nearest.flat), _down(line.flat)) >= _OVERLAP


def _across(box: Box) -> tuple[int, int]:
    return box.x0, box.x1


def _down(box: Box) -> tuple[int, int]:
    return box.y0, box.y1


def _shared(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Return how much of the shorter stretch lies in the other, per cent."""
    shorter = min(one[1] - one[0], other[1] - other[0]) or 1
    return 100 * (min(one[1], other[1]) - max(one[0], other[0])) // shorter


def right_of(label: Line, page: Page) -> Iterator[Line]:
    """Yield the lines in the label's row that begin after it, the nearest first."""
    found = [
        line
        for line in page.lines
        if line is not label
        and line.flat.x0 >= label.flat.x1 - label.flat.height
        and _shared(_down(line.flat), _down(label.flat)) >= _OVERLAP
    ]
    yield from sorted(found, key=lambda line: line.flat.x0)


def under(label: Line, page: Page, reach: int = 4) -> Iterator[Line]:
    """Yield the lines of a label's cell, at most `reach` of its heights below, the nearest first.

    The cell begins where its label begins and ends where the next label of the row begins.
    """
    left = label.flat.x0 - label.flat.height
    right = min((line.flat.x0 for line in right_of(label, page)), default=PAGE)
    found = []
    for line in page.lines:
        gap = line.flat.middle - label.flat.middle
        centre = (line.flat.x0 + line.flat.x1) // 2
        inside = line.flat.x0 >= left and (centre <= right or line.flat.x0 <= label.flat.x1)
        if (
            line is not label
            and inside
            and label.flat.height // 4 < gap <= reach * label.flat.height
        ):
            found.append(line)
    yield from sorted(found, key=lambda line: (line.flat.middle, line.flat.x0))


def values(page: Page, labels: tuple[str, ...]) -> Iterator[tuple[Line, str]]:
    """Yield what may be the value of a label: the rest of its line, then what stands close to it.

    `labels` are folded beginnings of lines. Each value comes with the line it stands on.
    """
    for line in sorted(page.lines, key=lambda each: each.flat.y0):
        label = max((each for each in labels if line.words.startswith(each)), key=len, default=None)
        if label is None:
            continue
        rest = line.text[len(label) :].lstrip(" :.-)/")
        if rest:
            yield line, rest
        beside = list(right_of(line, page))
        close = [each for each in beside if each.flat.x0 <= line.flat.x1 + line.flat.height]
        for near in (*close, *under(line, page), *beside):
            yield near, near.text
