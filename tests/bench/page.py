"""docs/numbers.md: one part for each bench, its own words and the table that its last run left."""

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.bench.bench import Bench, Number

PAGE = Path(__file__).resolve().parents[2] / "docs" / "numbers.md"

type Kept = Mapping[str, Mapping[str, str]]

_HEAD = """# Numbers

Measured by `make bench`, written by `make bench BENCH="--write"`. Each is a ratio within one run, as machines
differ; the run's own smallest and largest rounds (for a percentile: where 90 of 100 redrawn samples
lie) stand beside it. Where they are far apart the machine had much other work: run it again on a quiet one.
What is measured, and how, is each bench's own account of itself.
"""
_PART = re.compile(r"^<!-- bench:(\w+) -->\n(.*?)^<!-- end -->$", re.MULTILINE | re.DOTALL)
_ROW = re.compile(r"^\| ([^|]+) \| ([\d.]+) \|", re.MULTILINE)


def kept(page: Path = PAGE) -> dict[str, dict[str, str]]:
    """Return what the page says of each bench: number by name."""
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    return {part[1]: dict(_ROW.findall(part[2])) for part in _PART.finditer(text)}


def written(
    benches: Sequence[Bench], measured: Mapping[str, Sequence[Number]], page: Path = PAGE
) -> str:
    """Return the page with what was measured; a bench that did not run keeps its table."""
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    tables = {part[1]: part[2] for part in _PART.finditer(text)}
    tables |= {name: _table(numbers) for name, numbers in measured.items()}
    parts = [_part(bench, tables[bench.name]) for bench in benches if bench.name in tables]
    return "\n".join([_HEAD, *parts])


def _part(bench: Bench, table: str) -> str:
    marked = f"<!-- bench:{bench.name} -->\n{table}<!-- end -->"
    return (
        f"## {bench.title}\n\n`python -m tests.bench {bench.name}`\n\n{marked}\n\n{bench.words}\n"
    )


def _table(numbers: Sequence[Number]) -> str:
    rows = [
        f"| {each.name} | {each.value:.2f} | {each.low:.2f} to {each.high:.2f} | {each.bar or '-'} |"
        for each in numbers
    ]
    cores = len(os.sched_getaffinity(0))
    return "\n".join(
        ["| ratio | value | from ... to | bar |", "|---|---|---|---|", *rows, f"\n{cores} cores.\n"]
    )
