"""Bars and squares on small pictures made here: as they are, in shadow, small, turned, inverted."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, NamedTuple

import cv2
import numpy as np
import pytest
import zxingcpp
from PIL import Image, ImageFilter, ImageOps

from domain.office.document.reading import Source
from ingest.page import Bars, Code
from ingest.readers import barcode

BOLETO = "34198165600001240551234567890123456789012345"
KEY = "35261111222333000181650010001234561123456780"
URL = f"https://nfce.example/qrcode?p={KEY}|3|1"
WIDTH, HEIGHT = 1100, 900


class _Point(NamedTuple):
    x: int
    y: int


class _Decoded(NamedTuple):
    """What the second library answers."""

    data: bytes
    type: str
    polygon: list[_Point]


def drawn(text: str, kind: Any, scale: int) -> Image.Image:
    made = zxingcpp.write_barcode_to_image(zxingcpp.create_barcode(text, kind), scale=scale)
    return Image.fromarray(np.array(made))


def paper(*, bars: str = "", key: str = "", square: str = "") -> Image.Image:
    """Return a white page with a boleto's bars, an access key's and a QR code, where given."""
    sheet = Image.new("L", (WIDTH, HEIGHT), 255)
    if bars:
        sheet.paste(drawn(bars, zxingcpp.BarcodeFormat.ITF, 2).resize((850, 80)), (100, 100))
    if key:
        sheet.paste(drawn(key, zxingcpp.BarcodeFormat.Code128, 2).resize((594, 80)), (100, 300))
    if square:
        sheet.paste(drawn(square, zxingcpp.BarcodeFormat.QRCode, 4), (100, 500))
    return sheet


def shaded(page: Image.Image) -> Image.Image:
    """Return a page on whose right half a shadow lies."""
    light = np.where(np.arange(WIDTH) < 500, 1, 0.3).reshape(1, -1)
    soft = cv2.GaussianBlur(light, (41, 1), 0)
    return Image.fromarray((np.asarray(page) * soft).astype(np.uint8))


def noisy(page: Image.Image) -> Image.Image:
    noise = np.random.default_rng(1).normal(0, 60, (HEIGHT, WIDTH))
    return Image.fromarray(np.clip(np.asarray(page) + noise, 0, 255).astype(np.uint8))


def turned(quarters: int) -> Callable[[Image.Image], Image.Image]:
    return lambda page: page.rotate(90 * quarters, expand=True)


def blurred(radius: float) -> Callable[[Image.Image], Image.Image]:
    return lambda page: page.filter(ImageFilter.GaussianBlur(radius))


def leaning(degrees: float) -> Callable[[Image.Image], Image.Image]:
    return lambda page: page.rotate(degrees, fillcolor=255)


def smaller(page: Image.Image) -> Image.Image:
    return page.resize((WIDTH // 2, HEIGHT // 2))


def read(page: Image.Image) -> dict[Bars, str]:
    return {code.bars: code.text for code in barcode.codes(page.convert("RGB"))}


@pytest.mark.parametrize(
    "change",
    [lambda page: page, turned(1), turned(2), turned(3), smaller, leaning(4), blurred(1), shaded],
    ids=["as it is", "on its side", "on its head", "on its other side", "small", "leaning",
         "blurred", "in shadow"],
)  # fmt: skip
def test_all_three_codes_of_a_page_are_read(change: Callable[[Image.Image], Image.Image]) -> None:
    page = change(paper(bars=BOLETO, key=KEY, square=URL))

    assert read(page) == {Bars.ITF: BOLETO, Bars.CODE128: KEY, Bars.QR: URL}


def test_bars_in_a_shadow_are_read_beside_a_square_that_needs_no_help() -> None:
    page = shaded(paper(bars=BOLETO, square=URL))

    assert [code.bars for code in barcode._read(np.asarray(page))] == [Bars.QR]
    assert read(page) == {Bars.ITF: BOLETO, Bars.QR: URL}


def test_a_square_is_read_white_on_black() -> None:
    assert read(ImageOps.invert(paper(square=URL))) == {Bars.QR: URL}


@pytest.mark.parametrize("digits", ["12345678", BOLETO[:42], "0" * 46])
def test_bars_of_another_length_are_none_of_ours(digits: str) -> None:
    assert read(paper(bars=digits)) == {}


def test_bars_half_seen_are_nothing() -> None:
    assert read(leaning(30)(paper(bars=BOLETO))) == {}


def test_a_code_has_its_place_on_the_page() -> None:
    (code,) = barcode.codes(paper(square=URL).convert("RGB"))

    assert code.source is Source.QR
    assert code.box is not None
    left, top, right, foot = code.box.pixels(WIDTH, HEIGHT)
    assert (left >= 100, top >= 500, right <= 300, foot <= 700) == (True,) * 4


@pytest.mark.parametrize(
    "change",
    [noisy, blurred(2), lambda page: page.resize((WIDTH * 3 // 10, HEIGHT * 3 // 10))],
    ids=["noisy", "blurred", "tiny"],
)
def test_a_square_that_is_looked_for_harder_is_found(
    change: Callable[[Image.Image], Image.Image],
) -> None:
    page = change(paper(square=URL)).convert("RGB")

    assert barcode.codes(page) == ()
    assert [code.text for code in barcode.squares(page)] == [URL]


def test_only_squares_are_looked_for_harder_and_a_blank_page_has_none() -> None:
    assert barcode.squares(paper(bars=BOLETO).convert("RGB")) == ()
    assert barcode.squares(paper().convert("RGB")) == ()


def test_looking_harder_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    page = noisy(paper(square=URL)).convert("RGB")
    monkeypatch.setattr(barcode, "_LADDER_SECONDS", -1)

    assert barcode.squares(page) == ()


def test_what_a_code_says_is_cleaned_and_cut() -> None:
    (code,) = barcode.codes(paper(square="PAGUE\u202e JÁ\n" + "x" * 60).convert("RGB"))

    assert code.text == "PAGUE JÁ " + "x" * 60


def test_the_second_library_adds_what_the_first_did_not_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    corners = [_Point(0, 0), _Point(WIDTH, 0), _Point(WIDTH, HEIGHT)]

    def decode(_grey: object, symbols: list[str]) -> list[_Decoded]:
        said = {"I25": BOLETO, "QRCODE": URL, "CODE128": "short"}
        return [_Decoded(said[each].encode(), each, corners) for each in symbols]

    kinds = SimpleNamespace(I25="I25", QRCODE="QRCODE", CODE128="CODE128")
    other = SimpleNamespace(ZBarSymbol=kinds, decode=decode)
    monkeypatch.setattr(barcode, "_zbar_library", other)

    found = barcode.codes(paper(square=URL).convert("RGB"))

    assert {code.bars: code.text for code in found} == {Bars.QR: URL, Bars.ITF: BOLETO}
    bars = next(code for code in found if code.bars is Bars.ITF)
    assert bars.source is Source.BARCODE
    assert bars.box is not None
    assert (bars.box.x0, bars.box.y1) == (0, 10_000)


def test_a_code_without_corners_has_no_place() -> None:
    assert barcode._code("x", Bars.QR, [], np.zeros((9, 9), np.uint8)) == Code("x", Bars.QR, None)
