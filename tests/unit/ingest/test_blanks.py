"""A blank that the reader of pictures lost is put back; a number is never cut in two."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ingest.readers import ocr
from ingest.readers.blanks import restored

WIDE = 20.0


def places(printed: str, step: float = WIDE) -> list[tuple[float, float]]:
    """Return the middles of the letters of a line printed with even steps."""
    return [(at * step, 7.0) for at, char in enumerate(printed) if not char.isspace()]


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("PADARIABOALTDA", "PADARIA BOA LTDA"),
        ("PADARIA BOALTDA", "PADARIA BOA LTDA"),
        ("TEL:03-8943", "TEL: 03-8943"),
        ("CASH:", "CASH :"),
        ("TOTALR$", "TOTAL R$"),
        ("LOJA BOA", "LOJA BOA"),
    ],
)
def test_a_lost_blank_is_put_back(read: str, printed: str) -> None:
    assert restored(read, places(printed)) == printed


@pytest.mark.parametrize(
    ("read", "printed"),
    [("TOTAL 12,50", "TOTAL 12, 50"), ("34191.79001", "34191 .79001"), ("CEP 01234567", "CEP 01234 567")],
)  # fmt: skip
def test_a_number_is_left_whole(read: str, printed: str) -> None:
    assert restored(read, places(printed)) == read


@pytest.mark.parametrize("read", ["", "A", "A B", "ABCD", "A B C D E F"])
def test_what_is_too_short_or_has_a_blank_everywhere_stays(read: str) -> None:
    assert restored(read, places(read)) == read


def test_letters_without_places_stay_as_they_were() -> None:
    assert restored("PADARIABOA", places("PADARIA BO")) == "PADARIABOA"
    assert restored("PADARIABOA", [(5.0, 5.0)] * 10) == "PADARIABOA"


def test_a_line_that_climbs_is_measured_along_its_way() -> None:
    climbing = [(x, x * 3) for x, _ in places("PADARIA BOA")]

    assert restored("PADARIABOA", climbing) == "PADARIA BOA"


@given(st.text("ABC 12.,\t", max_size=30), st.lists(st.tuples(st.floats(0, 99), st.floats(0, 9))))
def test_nothing_but_blanks_is_ever_added(text: str, middles: list[tuple[float, float]]) -> None:
    made = restored(text, middles)

    assert "".join(made.split()) == "".join(text.split())


def test_where_the_engine_cannot_place_letters_the_lines_are_read_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    quad = np.array([[[0, 0], [90, 0], [90, 9], [0, 9]]])

    def engine(_pixels: Any, *, return_word_box: bool, return_single_char_box: bool) -> Any:
        if return_word_box and return_single_char_box:
            raise OverflowError("a line of no width")
        return SimpleNamespace(
            boxes=quad, txts=("TOTAL 9,00",), scores=(0.98,), word_results=(None,)
        )

    monkeypatch.setattr(ocr, "engine", lambda: engine)

    seen = ocr.see(Image.new("RGB", (99, 99), "white"))

    assert [(line.text, line.score) for line in seen.lines] == [("TOTAL 9,00", 980)]
