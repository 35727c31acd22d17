"""`python -m bot restore FILE`: a company comes back, into a place where there is none."""

import argparse
import sys
from pathlib import Path

from bot.keeping.key import passphrase_in
from bot.keeping.restore import Keys, bring_back
from bot.settings import Settings
from bot.words import said
from domain.kernel.say import say


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the archive and where the key is."""
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="TEXT",
        help="unlock the key in the archive with the first line of this file",
    )
    parser.add_argument(
        "--key-file", type=Path, metavar="KEY", help="the key, when the archive does not hold it"
    )


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Restore, then say what the trail proves; return 1 when it does not hold."""
    words = passphrase_in(options.passphrase_file) if options.passphrase_file else None
    restored = bring_back(settings, options.file, Keys(words, options.key_file))
    verdict = restored.verdict
    key = "audit.broken" if verdict.faults else "audit.holds"
    lines = [
        say("restore.done", made_at=restored.made_at, documents=restored.documents),
        *(say("backup.missing", name=name[:12]) for name in restored.missing),
        *verdict.faults,
        say(key, notes=verdict.notes, head=verdict.head),
    ]
    sys.stdout.writelines(f"{said(line, settings.language)}\n" for line in lines)
    return 1 if verdict.faults else 0
