"""A value that an extractor found, with the evidence for it; `confidence` makes a field of it."""

from dataclasses import dataclass
from enum import StrEnum

from domain.office.document.reading import Box, Name, Proof, Read, Source
from ingest.layout import around
from ingest.page import CERTAIN, Line


class How(StrEnum):
    """What led to a value; each kind of evidence is right this often (see `calibration.json`)."""

    PROVED = "proved"  # check digits, CRC or a sum hold
    DECODED = "decoded"  # part of a number that is proved
    AGREED = "agreed"  # printed twice, alike, under different labels
    LABELLED = "labelled"  # stands by its label
    SUFFIXED = "suffixed"  # a name that ends as companies' names do
    LONE = "lone"  # the only one on the paper
    GUESSED = "guessed"  # the likeliest of several
    MENDED = "mended"  # a garbled sign had to be read as another


@dataclass(frozen=True, slots=True)
class Found:
    """A value and where it came from."""

    name: Name
    value: Read
    text: str
    how: How
    source: Source
    score: int = CERTAIN  # the worst reader's score among its lines, per mille
    proof: Proof | None = None
    page: int | None = None
    box: Box | None = None


def on_lines(
    name: Name,
    value: Read,
    lines: tuple[Line, ...],
    page: int,
    how: How,
    *,
    text: str | None = None,
    proof: Proof | None = None,
    source: Source | None = None,
) -> Found:
    """Return a value that was read from some lines of a page."""
    return Found(
        name=name,
        value=value,
        text=text if text is not None else " ".join(line.text for line in lines),
        how=how,
        source=source or lines[0].source,
        score=min(line.score for line in lines),
        proof=proof,
        page=page,
        box=around(lines),
    )
