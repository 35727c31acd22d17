"""Text off a picture, by rapidocr with the weights that come in its package: nothing is downloaded.

Settings as measured: no line classifier (it turned 1 % of the lines upside down), one thread. A
page that lies on its side or its head is turned once and read again.
"""

import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np
from PIL import Image
from rapidocr import RapidOCR

from domain.office.document.reading import PAGE, Box, Source
from ingest.page import Line, clean, tidy
from ingest.readers import blanks

_SETTINGS = {
    "Global.use_cls": False,
    "Global.log_level": "error",
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}
#: Below this mean score a page is tried the other way round; upright ones are above 0.9.
_UPRIGHT = 0.84
_TURNS = (
    Image.Transpose.ROTATE_270,  # Pillow turns counter-clockwise
    Image.Transpose.ROTATE_180,
    Image.Transpose.ROTATE_90,
)

type Quad = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Seen:
    """What was read off a picture: the picture upright, quarter turns clockwise made, the lines."""

    picture: Image.Image
    turned: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Pass:
    """One run of the engine."""

    quads: list[Quad]
    texts: list[str]
    scores: list[float]

    @property
    def score(self) -> float:
        """The mean score, each line weighing as many letters as it has."""
        weights = [len(text) for text in self.texts]
        if not weights:
            return 0
        weighed = zip(self.scores, weights, strict=True)
        return sum(score * weight for score, weight in weighed) / sum(weights)

    @property
    def is_on_its_side(self) -> bool:
        """Whether most lines of some length run down the page."""
        long = [quad for quad, text in zip(self.quads, self.texts, strict=True) if len(text) >= 4]
        tall = sum(_height(quad) > 1.3 * _width(quad) for quad in long)
        return len(long) >= 3 and tall * 2 > len(long)


@cache
def engine() -> Any:
    """Return the engine; built at the first call, which takes about a second."""
    cv2.setNumThreads(1)
    return RapidOCR(params=_SETTINGS)


def version() -> str:
    """Return the name under which a reading records what read it."""
    return "rapidocr 3.10 PP-OCRv6 small"


def see(picture: Image.Image) -> Seen:
    """Read a page, turning it upright if it is not."""
    first = _run(picture)
    best = (first, picture, 0)
    if first.is_on_its_side:
        best = max((_turned(picture, turn) for turn in (1, 3)), key=lambda each: each[0].score)
    elif first.texts and first.score < _UPRIGHT:
        best = max(best, _turned(picture, 2), key=lambda each: each[0].score)
    read, upright, turned = best
    return Seen(upright, turned, tuple(_lines(read, *upright.size)))


def _turned(picture: Image.Image, turn: int) -> tuple[_Pass, Image.Image, int]:
    upright = turn_upright(picture, turn)
    return _run(upright), upright, turn


def turn_upright(picture: Image.Image, turned: int) -> Image.Image:
    """Return a picture after so many quarter turns clockwise."""
    return picture.transpose(_TURNS[turned % 4 - 1]) if turned % 4 else picture


def _run(picture: Image.Image) -> _Pass:
    found = _engines_answer(np.asarray(picture)[:, :, ::-1])
    if found.boxes is None:
        return _Pass([], [], [])
    quads = [[(x, y) for x, y in quad] for quad in found.boxes.tolist()]
    return _Pass(quads, _texts(found), [score * 1.0 for score in found.scores])


def _engines_answer(pixels: Any) -> Any:
    """Ask the engine for lines and the places of their letters; for lines alone where it cannot.

    The places are a convenience: what breaks over a line of no width must not cost the page.
    """
    try:
        return engine()(pixels, return_word_box=True, return_single_char_box=True)
    except (ValueError, IndexError, ArithmeticError, cv2.error):
        return engine()(pixels, return_word_box=False, return_single_char_box=False)


def _texts(found: Any) -> list[str]:
    """Return what each line says, with the blanks that its letters' places show."""
    letters = found.word_results or ()
    # Where the engine places no letters it leaves lines out, or answers in another form.
    if len(letters) != len(found.txts) or not all(isinstance(line, tuple) for line in letters):
        return list(found.txts)
    return [
        blanks.restored(text, [_middle(quad) for _, _, quad in line])
        for text, line in zip(found.txts, letters, strict=True)
    ]


def _middle(quad: list[tuple[float, float]]) -> tuple[float, float]:
    return sum(x for x, _ in quad) / 4, sum(y for _, y in quad) / 4


def _lines(read: _Pass, width: int, height: int) -> Iterable[Line]:
    slant = _slant(read.quads, width)
    for quad, said, score in zip(read.quads, read.texts, read.scores, strict=True):
        text = tidy(clean(said))
        if not text:
            continue
        level = [y - slant * x for x, y in quad]
        top, bottom = sorted(((level[0] + level[1]) / 2, (level[2] + level[3]) / 2))
        across = sorted(x for x, _ in quad)
        down = sorted(y for _, y in quad)
        yield Line(
            text,
            _box(across[0] / width, down[0] / height, across[-1] / width, down[-1] / height),
            round(score * 1000),
            Source.OCR,
            _box(across[0] / width, top / height, across[-1] / width, bottom / height),
        )


def _slant(quads: list[Quad], width: int) -> float:
    """Return how many pixels the page's lines sink for each one they go to the right."""
    slopes = [
        (quad[1][1] - quad[0][1]) / (quad[1][0] - quad[0][0])
        for quad in quads
        if quad[1][0] - quad[0][0] > width * 0.15
    ]
    return statistics.median(slopes) if slopes else 0


def _box(*sides: float) -> Box:
    x0, y0, x1, y1 = (min(max(round(side * PAGE), 0), PAGE) for side in sides)
    return Box(x0, y0, x1, y1)


def _width(quad: Quad) -> float:
    return max(x for x, _ in quad) - min(x for x, _ in quad)


def _height(quad: Quad) -> float:
    return max(y for _, y in quad) - min(y for _, y in quad)
