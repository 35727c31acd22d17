"""Bars and QR codes, by zxing-cpp and, where it is installed, zbar: one reads what another misses.

The ladder, as measured: the picture as it is; its light flattened; then, for squares only and only
when asked, smoothed, enlarged and sharpened, and turned. Bars that fail twice are read as digits.
"""

import contextlib
import importlib
import time
from collections.abc import Callable, Iterator
from typing import Any

import cv2
import numpy as np
import zxingcpp
from PIL import Image

from domain.office.document.reading import PAGE, Box
from ingest.page import Bars, Code, clean

_zbar_library: Any = None
with contextlib.suppress(ImportError):  # zbar is an extra, and needs a library of the system
    _zbar_library = importlib.import_module("pyzbar.pyzbar")

#: A QR code that is not found in this many seconds of processor time is not looked for any longer.
_LADDER_SECONDS = 4.0
_FORMATS = {
    zxingcpp.BarcodeFormat.ITF: Bars.ITF,
    zxingcpp.BarcodeFormat.Code128: Bars.CODE128,
    zxingcpp.BarcodeFormat.QRCode: Bars.QR,
}
_ZBAR = {"I25": Bars.ITF, "CODE128": Bars.CODE128, "QRCODE": Bars.QR}
_ANGLES = (-8, 8, 16, 25, 35, 45)
_TEXT_MAX = 2_000
#: A boleto's bars and an access key's are this long.
_BARS_LENGTH = 44

type Grey = np.ndarray[Any, np.dtype[np.uint8]]


def codes(picture: Image.Image) -> tuple[Code, ...]:
    """Return the codes of a page: one try, and where it finds no bars a second, without shadows.

    A square is found in a shadow that hides the bars beside it.
    """
    grey = np.asarray(picture.convert("L"))
    found = _read(grey)
    if any(code.bars is not Bars.QR for code in found):
        return found
    known = {code.text for code in found}
    return (*found, *(code for code in _read(flattened(grey)) if code.text not in known))


def squares(picture: Image.Image) -> tuple[Code, ...]:
    """Look harder for QR codes, where the words of a page say that there is one."""
    until = time.process_time() + _LADDER_SECONDS
    grey = flattened(np.asarray(picture.convert("L")))
    for attempt in _ladder(grey):
        if time.process_time() > until:
            break
        found = tuple(code for code in _read(attempt) if code.bars is Bars.QR)
        if found:
            return found
    return ()


def flattened(grey: Grey) -> Grey:
    """Return a picture with its shadows taken out."""
    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    light = cv2.resize(cv2.medianBlur(small, 31), grey.shape[::-1])
    return np.asarray(cv2.divide(grey, np.maximum(light, 1), scale=255), np.uint8)


def _ladder(grey: Grey) -> Iterator[Grey]:
    yield np.asarray(cv2.GaussianBlur(grey, (3, 3), 0), np.uint8)
    large = cv2.resize(grey, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    blurred = cv2.GaussianBlur(large, (0, 0), 3)
    yield np.asarray(cv2.addWeighted(large, 2.5, blurred, -1.5, 0), np.uint8)
    height, width = grey.shape
    for angle in _ANGLES:
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
        yield np.asarray(cv2.warpAffine(grey, turn, (width, height), borderValue=255), np.uint8)


def _read(grey: Grey) -> tuple[Code, ...]:
    readers: tuple[Callable[[Grey], Iterator[Code]], ...] = (_zxing, _zbar)
    found: dict[str, Code] = {}
    for reader in readers:
        for code in reader(grey):
            if _is_whole(code):
                found.setdefault(code.text, code)
    return tuple(found.values())


def _is_whole(code: Code) -> bool:
    """Return whether a code may be one of ours: bars half seen decode to a few digits of nothing."""
    return code.bars is Bars.QR or len(code.text) == _BARS_LENGTH


def _zxing(grey: Grey) -> Iterator[Code]:
    for each in zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormats(tuple(_FORMATS))):
        where = each.position
        corners = (where.top_left, where.top_right, where.bottom_right, where.bottom_left)
        bars = _FORMATS.get(each.format)
        if bars is not None:
            yield _code(each.text, bars, [(at.x, at.y) for at in corners], grey)


def _zbar(grey: Grey) -> Iterator[Code]:
    if _zbar_library is None:
        return
    kinds = _zbar_library.ZBarSymbol
    for each in _zbar_library.decode(grey, symbols=[kinds.I25, kinds.QRCODE, kinds.CODE128]):
        text = each.data.decode("utf-8", "replace")
        corners = [(at.x, at.y) for at in each.polygon]
        yield _code(text, _ZBAR[each.type], corners, grey)


def _code(text: str, bars: Bars, corners: list[tuple[int, int]], grey: Grey) -> Code:
    height, width = grey.shape
    across = [min(max(x * PAGE // width, 0), PAGE) for x, _ in corners]
    down = [min(max(y * PAGE // height, 0), PAGE) for _, y in corners]
    box = Box(min(across), min(down), max(across), max(down)) if corners else None
    return Code(clean(text)[:_TEXT_MAX], bars, box)
