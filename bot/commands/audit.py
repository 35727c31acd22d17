"""`audit verify` proves the trail; `audit export` writes it for somebody who does not trust us."""

import argparse
import sys
from collections.abc import Iterable

from bot.build import house
from bot.settings import Settings
from bot.words import said
from domain.audit.verify import export, verify
from domain.kernel.say import say


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare what may be done with the trail."""
    parser.add_argument("what", choices=["verify", "export"])


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Verify, or export to standard output as JSON lines."""
    with house(settings) as whole, whole.desk.read() as read:
        if options.what == "export":
            _write(export(read))
            return 0
        verdict = verify(read)
    _write(said(fault, settings.language) for fault in verdict.faults)
    key = "audit.broken" if verdict.faults else "audit.holds"
    _write([said(say(key, notes=verdict.notes, head=verdict.head), settings.language)])
    return 1 if verdict.faults else 0


def _write(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")
