"""`python -m tests.bench` measures everything, `python -m tests.bench clicks` one thing.

Each number is a ratio within one run, so that two machines can be compared. What docs/numbers.md says is
printed beside it; `--write` puts what was measured there. The exit code is 1 when a bar is not held.
"""

import argparse
import sys

from tests.bench.bench import Bench, Number, SkippedError, benches
from tests.bench.page import PAGE, Kept, kept, written


def main() -> int:
    """Run the benches that are asked for."""
    every = {bench.name: bench for bench in benches()}
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("benches", nargs="*", choices=[*every, []], help="all, when none is named")
    asked.add_argument("--write", action="store_true", help=f"write docs/{PAGE.name}")
    asked.add_argument("--tiny", action="store_true", help="only see that they run")
    wants = asked.parse_args()
    before = kept()
    measured = {
        name: numbers
        for name in wants.benches or every
        if (numbers := _measured(every[name], before, tiny=wants.tiny)) is not None
    }
    if wants.write and not wants.tiny:
        PAGE.write_text(written(tuple(every.values()), measured), encoding="utf-8")
        print(f"written: docs/{PAGE.name}")
    if wants.tiny:
        return 0
    return 0 if all(each.holds for numbers in measured.values() for each in numbers) else 1


def _measured(bench: Bench, before: Kept, *, tiny: bool) -> tuple[Number, ...] | None:
    print(f"{bench.name}: {bench.title}", flush=True)
    try:
        numbers = bench.measure(lambda line: print(f"  {line}", flush=True), tiny=tiny)
    except SkippedError as skipped:
        print(f"  skipped: {skipped}")
        return None
    for each in numbers:
        told = "" if each.bar is None else f"; {each.bar}: {'held' if each.holds else 'NOT HELD'}"
        known = before.get(bench.name, {}).get(each.name)
        earlier = "" if known is None else f"; the page says {known}"
        spread = f"({each.low:.2f} to {each.high:.2f})"
        print(f"  {each.name}: {each.value:.2f} {spread}{told}{earlier}", flush=True)
    return numbers


if __name__ == "__main__":
    sys.exit(main())
