"""Whether a text layer's lines can be seen: where letters are said to stand, ink must differ."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from PIL import Image

from ingest.page import Line

#: An eye tells letters from paper by some forty shades of grey out of 256.
_CONTRAST_MIN = 40
#: Letters lower than this many pixels at 200 dpi (a point and a half) are not meant to be read.
_HEIGHT_MIN = 4

type Grey = np.ndarray[Any, np.dtype[np.uint8]]


def visible(lines: Sequence[Line], picture: Image.Image) -> tuple[Line, ...]:
    """Return the lines that show on the picture of their page."""
    grey: Grey = np.asarray(picture.convert("L"), np.uint8)
    return tuple(line for line in lines if _shows(line, grey))


def _shows(line: Line, grey: Grey) -> bool:
    """Return whether the middle of a line's box holds both ink and paper."""
    height, width = grey.shape
    left, top, right, foot = line.box.pixels(width, height)
    if foot - top < _HEIGHT_MIN:
        return False
    margin = (foot - top) // 6  # a cell's rule above or below is not the letters' ink
    inside = grey[top + margin : foot - margin, left:right]
    return inside.size > 0 and int(inside.max()) - int(inside.min()) >= _CONTRAST_MIN
