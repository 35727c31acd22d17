"""From evidence to a confidence that means something: how often such a value was right.

An engine's own score orders lines well and is far too sure. `calibration.json` tells, for each kind
of evidence and band of scores, how many of a hundred values were right: fitted on one half of a set
of labelled receipts and checked on the other by `tests/bench/reading.py` (see `docs/reading.md`).
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from domain.office.document.reading import Field, Proof, Source
from ingest.found import Found, How

_PROVED = 99
#: What stands in a file as text was not misread; it may only be the wrong text.
_WRITTEN = {
    How.PROVED: _PROVED,
    How.DECODED: _PROVED,
    How.AGREED: 98,
    How.LABELLED: 96,
    How.LONE: 92,
    How.SUFFIXED: 92,
    How.MENDED: 60,
}
_WRITTEN_GUESS = 70


def field(found: Found) -> Field:
    """Return what was found as a field, with its confidence."""
    return Field(
        name=found.name,
        value=found.value,
        text=found.text[:200],
        source=found.source,
        confidence=confidence(found),
        proof=found.proof,
        page=found.page,
        box=found.box,
    )


def confidence(found: Found) -> int:
    """Return how many of a hundred values with such evidence are right."""
    if found.source is Source.XML:
        return _PROVED
    if found.source is Source.OCR and evidence(found) not in {How.PROVED, How.DECODED}:
        table = _table()
        band = max(at for at, least in enumerate(table["scores"]) if found.score >= least)
        return int(table["how"][evidence(found)][band])
    return _WRITTEN.get(found.how, _WRITTEN_GUESS)


def evidence(found: Found) -> str:
    """Return the kind of evidence; a sum on a receipt holds by chance more often than a digit."""
    return "summed" if found.proof is Proof.SUM else found.how


@cache
def _table() -> dict[str, Any]:
    path = Path(__file__).with_name("calibration.json")
    table: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return table
