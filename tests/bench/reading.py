"""How often a value read off a receipt is right, and whether its confidence says so.

Labelled receipts are read; the table of confidences is fitted on one half and checked on the other, which
is the half told here. `python -m tests.bench.reading` prints all the tables, and with `--fit` writes the
confidences to `ingest/calibration.json`. About three minutes on one core; see also `docs/reading.md`.
"""

import argparse
import csv
import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from domain.kernel.money import Money
from domain.office.document.reading import Foreign, Name, Read
from ingest import confidence
from ingest.extractors import receipt
from ingest.found import Found, How
from ingest.page import Page
from ingest.readers import image, ocr
from ingest.sniff import sniff
from tests.bench.bench import SEED, Bar, Number, SkippedError

TITLE = "Reading receipts"
RECEIPTS = Path(__file__).resolve().parents[3] / "shared" / "data" / "sroie"
_MODEST = Bar(0.95, at_most=False)
SCORES = (0, 700, 900, 950, 980)
#: So many imagined cases of what is usual stand behind every cell: few cases move it little.
_WEIGHT = 2


@dataclass(frozen=True, slots=True)
class Value:
    """A value that was read, and whether it is the labelled one."""

    found: Found
    is_right: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """One labelled receipt: its values, and per line the score and whether it was read right."""

    name: str
    values: tuple[Value, ...]
    lines: tuple[tuple[int, bool], ...]
    unread: int


def measure(tell: Callable[[str], None], *, tiny: bool = False) -> tuple[Number, ...]:
    """Return, of the checked half, what share of each field was right, and promise to truth."""
    if not RECEIPTS.is_dir():
        raise SkippedError(
            "the labelled receipts (shared/data/sroie beside the checkout) are absent"
        )
    one, other = halves(papers(tell, most=2 if tiny else None))
    table = fitted(one)
    numbers = []
    for name in (Name.SUPPLIER_NAME, Name.ISSUED_ON, Name.TOTAL):
        right = [any(v.is_right for v in paper.values if v.found.name is name) for paper in other]
        share = sum(right) / len(right)
        numbers.append(Number(f"{name} right, of receipts", share, share, share))
    values = [value for paper in other for value in paper.values]
    kept = 100 * sum(value.is_right for value in values)
    modest = kept / sum(_promised(value.found, table) for value in values)
    # More than one is modest; what is surer of itself than it may be is worth nothing.
    return *numbers, Number("right values, of those promised", modest, modest, modest, _MODEST)


def papers(tell: Callable[[str], None] = print, *, most: int | None = None) -> list[Paper]:
    """Read every labelled receipt, or the first few."""
    with (RECEIPTS / "truth.csv").open(encoding="utf-8") as file:
        labelled = list(csv.DictReader(file))[:most]
    found = []
    for at, truth in enumerate(labelled, 1):
        found.append(_paper(truth))
        if at % 10 == 0:
            tell(f"{at} of {len(labelled)} receipts read")
    return found


def halves(read: Iterable[Paper]) -> tuple[list[Paper], list[Paper]]:
    """Split at random, by a printed seed; the same receipt scanned twice stays in one half."""
    with (RECEIPTS / "duplicates.csv").open(encoding="utf-8") as file:
        twins = {row["b"]: row["a"] for row in csv.DictReader(file) if row["is_duplicate"] == "yes"}
    groups: dict[str, list[Paper]] = defaultdict(list)
    for each in read:
        groups[twins.get(each.name, each.name)].append(each)
    names = sorted(groups)
    random.Random(SEED).shuffle(names)
    middle = len(names) // 2
    first, second = names[:middle], names[middle:]
    return [p for n in first for p in groups[n]], [p for n in second for p in groups[n]]


def fitted(half: list[Paper]) -> dict[str, list[int]]:
    """Return, per kind of evidence and band of scores, how many of a hundred values are right.

    A cell begins at what its kind of evidence reaches overall, but never above what lines of its
    scores reach, and moves with the cases seen in it.
    """
    values = [value for paper in half for value in paper.values]
    usual = _rate([value.is_right for value in values], 1.0)
    lines = _by_band((score, right) for paper in half for score, right in paper.lines)
    table = {}
    for evidence in ("summed", *How):
        mine = [value for value in values if _evidence(value.found) == evidence]
        overall = _rate([value.is_right for value in mine], usual)
        cells = _by_band((value.found.score, value.is_right) for value in mine)
        rates = [
            _rate(cell, min(overall, _rate(line, usual)))
            for cell, line in zip(cells, lines, strict=True)
        ]
        # A better score never makes a value less sure: what says so is chance.
        table[str(evidence)] = [int(100 * max(rates[: at + 1])) for at in range(len(rates))]
    return table


def reliability(half: list[Paper], table: dict[str, list[int]]) -> list[str]:
    """Return the lines of a table: what was promised, what was kept."""
    by_promise: dict[int, list[bool]] = defaultdict(list)
    for paper in half:
        for value in paper.values:
            promised = _promised(value.found, table)
            by_promise[promised // 5 * 5].append(value.is_right)
    rows = ["| confidence | values | right | promised | kept |", "| --- | --- | --- | --- | --- |"]
    for low in sorted(by_promise):
        right = by_promise[low]
        kept = 100 * sum(right) / len(right)
        rows.append(f"| {low}-{low + 4} | {len(right)} | {sum(right)} | {low}+ | {kept:.1f} |")
    return rows


def accuracy(half: list[Paper]) -> list[str]:
    """Return the lines of a table: per field, how many of the labelled values were read right."""
    rows = ["| field | receipts | read | right | of read |", "| --- | --- | --- | --- | --- |"]
    for name in (Name.SUPPLIER_NAME, Name.ISSUED_ON, Name.TOTAL):
        mine = [v for paper in half for v in paper.values if v.found.name is name]
        right = sum(value.is_right for value in mine)
        share = 100 * right / max(len(mine), 1)
        rows.append(f"| {name} | {len(half)} | {len(mine)} | {right} | {share:.1f} % |")
    return rows


def gap(half: list[Paper], table: dict[str, list[int]]) -> float:
    """Return by how many points, on average, promise and truth differ (positive: too sure)."""
    values = [value for paper in half for value in paper.values]
    promised = sum(_promised(value.found, table) for value in values)
    return (promised - 100 * sum(value.is_right for value in values)) / len(values)


def _paper(truth: dict[str, str]) -> Paper:
    content = (RECEIPTS / truth["file"]).read_bytes()
    seen = ocr.see(next(image.pictures(content, sniff(content))))
    wanted = {
        Name.SUPPLIER_NAME: _bare(truth["company"]),
        Name.ISSUED_ON: truth["date_iso"],
        Name.TOTAL: Money.plain(truth["total"]).cents,
    }
    found, _ = receipt.receipt(Page(1, seen.lines))
    values = tuple(
        Value(each, _comparable(each.value, each.name) == wanted[each.name])
        for each in found
        if each.name in wanted
    )
    written = _bare((RECEIPTS / truth["box"]).read_text(encoding="utf-8", errors="replace"))
    lines = tuple(
        (line.score, _bare(line.text) in written) for line in seen.lines if len(line.words) >= 4
    )
    return Paper(truth["id"], values, lines, len(wanted) - len(values))


def _comparable(value: Read, name: Name) -> str | int:
    if isinstance(value, Money | Foreign):
        return value.cents
    return _bare(str(value)) if name is Name.SUPPLIER_NAME else str(value)


def _bare(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.casefold())


def _evidence(found: Found) -> str:
    return confidence.evidence(found)


def _promised(found: Found, table: dict[str, list[int]]) -> int:
    band = max(at for at, least in enumerate(SCORES) if found.score >= least)
    return table[_evidence(found)][band]


def _by_band(cases: Iterable[tuple[int, bool]]) -> list[list[bool]]:
    bands: list[list[bool]] = [[] for _ in SCORES]
    for score, right in cases:
        bands[max(at for at, least in enumerate(SCORES) if score >= least)].append(right)
    return bands


def _rate(cases: list[bool], usual: float) -> float:
    """Return the share that is right, half an imagined failure standing against every promise."""
    return (sum(cases) + _WEIGHT * usual) / (len(cases) + _WEIGHT + 0.5)


def main() -> int:
    """Print the tables; with `--fit`, write the calibration."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--fit", action="store_true", help="write ingest/calibration.json")
    wants = asked.parse_args()
    if not RECEIPTS.is_dir():
        print(f"skipped: the labelled receipts are not at {RECEIPTS}")
        return 0
    one, other = halves(papers())
    table = fitted(one)
    print(f"seed {SEED}: fitted on {len(one)} receipts, checked on {len(other)}\n")
    for title, half in (("Fitted on", one), ("Checked on", other)):
        print(f"{title}: promise less truth {gap(half, table):+.1f} points\n")
        print("\n".join([*accuracy(half), "", *reliability(half, table), ""]))
    if wants.fit:
        kept = {"receipts": len(one), "seed": SEED, "scores": SCORES, "how": table}
        path = Path(confidence.__file__).with_name("calibration.json")
        path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
        print(f"written: {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
