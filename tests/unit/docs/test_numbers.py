"""The page of numbers has a part for every bench, and a run changes only what it measured."""

from pathlib import Path

import pytest

from tests.bench.bench import Bar, Number, benches, percentile, surely
from tests.bench.page import PAGE, kept, written


def test_the_page_has_a_part_for_every_bench_in_its_own_words() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert set(kept()) == {bench.name for bench in benches()}
    assert written(benches(), {}) == page


def test_a_run_of_one_bench_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    page, (one, other, *_) = tmp_path / "numbers.md", benches()
    first = [Number("ratio", 1.25, 1.0, 1.5, Bar(1.5))]
    page.write_text(written(benches(), {one.name: first, other.name: first}, page))

    again = {other.name: [Number("ratio", 2.0, 1.0, 3.0)]}
    page.write_text(written(benches(), again, page))

    assert kept(page) == {one.name: {"ratio": "1.25"}, other.name: {"ratio": "2.00"}}


@pytest.mark.parametrize(
    ("bar", "number", "holds"),
    [
        (Bar(1.5), 1.5, True),
        (Bar(1.5), 1.51, False),
        (Bar(1.6, at_most=False), 1.6, True),
        (Bar(1.6, at_most=False), 1.5, False),
        (None, 99.0, True),
    ],
)
def test_a_number_is_held_to_its_bar(bar: Bar | None, number: float, holds: bool) -> None:
    assert Number("ratio", number, number, number, bar).holds is holds


def test_rounds_are_told_by_their_middle_and_their_ends() -> None:
    number = Number.of("ratio", [3.0, 1.0, 2.0])

    assert (number.value, number.low, number.high) == (2.0, 1.0, 3.0)


def test_a_percentile_leaves_its_share_below() -> None:
    assert percentile([float(each) for each in range(100)], 0.95) == 95


def test_redrawn_samples_enclose_a_ratio_that_is_sure() -> None:
    low, high = surely(lambda over, under: sum(over) / sum(under), [4.0] * 9, [2.0] * 9)

    assert (low, high) == (2.0, 2.0)
