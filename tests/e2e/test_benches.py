"""Every bench still runs, at its smallest: what it measures then says nothing."""

import pytest

from tests.bench.bench import Bench, SkippedError, benches
from tests.support.unmeasured import unmeasured


@pytest.mark.parametrize("bench", benches(), ids=lambda bench: bench.name)
def test_a_bench_runs_and_gives_ratios_of_one_run(bench: Bench) -> None:
    told: list[str] = []
    try:
        with unmeasured():
            numbers = bench.measure(told.append, tiny=True)
    except SkippedError as skipped:
        pytest.skip(str(skipped))

    assert numbers
    assert len({each.name for each in numbers}) == len(numbers)
    assert all(0 <= each.low <= each.high for each in numbers)
