"""A page as the readers hand it to the extractors: lines of text and codes, each with its place."""

import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum

from domain.kernel.text import folded
from domain.office.document.reading import Box, Source

#: What a text layer's or a code's text is worth: it was written by a machine for a machine.
CERTAIN = 1_000


_STRAYS = str.maketrans("äëïöüÄËÏÖÜèìòùÈÌÒÙîûÎÛåÅñÑ", "aeiouAEIOUeiouEIOUiuIUaAnN")


@dataclass(frozen=True, slots=True)
class Line:
    """A run of text. `flat` is its box with the page's slant taken out; layout is done on that."""

    text: str
    box: Box
    score: int  # of the reader itself, per mille; not yet a confidence
    source: Source
    flat: Box
    words: str = field(init=False)  # for comparing: folded

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", folded(self.text))


class Bars(StrEnum):
    """How a code is printed: a boleto's bars are ITF, an access key's Code 128."""

    ITF = "itf"
    CODE128 = "code128"
    QR = "qr"


@dataclass(frozen=True, slots=True)
class Code:
    """A decoded barcode or QR code."""

    text: str
    bars: Bars
    box: Box | None

    @property
    def source(self) -> Source:
        return Source.QR if self.bars is Bars.QR else Source.BARCODE


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `shape` is its width over its height, in per mille: rows are joined by it."""

    number: int
    lines: tuple[Line, ...]
    codes: tuple[Code, ...] = ()
    has_hidden_text: bool = False

    @property
    def text(self) -> str:
        """Everything legible, line by line."""
        return "\n".join(line.text for line in self.lines)


def tidy(text: str) -> str:
    """Return what was read off a picture, with letters that neither language has made plain."""
    return text.translate(_STRAYS)


def clean(text: str) -> str:
    """Return text in one form: narrow signs, composed letters, no control or format characters.

    Line breaks and tabs become blanks. What cannot be encoded is dropped.
    """
    kept = []
    for char in unicodedata.normalize("NFKC", text):
        kind = unicodedata.category(char)
        if kind in {"Zs", "Zl", "Zp"} or char in "\t\r\n":
            kept.append(" ")
        elif kind not in {"Cc", "Cf", "Cs", "Co", "Cn"}:
            kept.append(char)
    return " ".join("".join(kept).split())
