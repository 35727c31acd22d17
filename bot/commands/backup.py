"""`python -m bot backup FILE`: books, papers and (with a passphrase) the key, in one file."""

import argparse
import sys
from pathlib import Path

from bot.keeping.backup import back_up
from bot.keeping.key import passphrase_in
from bot.settings import Settings
from bot.words import said
from domain.kernel.say import Say, say


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the archive and the passphrase."""
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="TEXT",
        help="put the key into the archive, locked with the first line of this file",
    )


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Make the archive; return 1 when a paper could not be found."""
    words = passphrase_in(options.passphrase_file) if options.passphrase_file else None
    path = options.file.absolute()
    made = back_up(settings, path, passphrase=words)
    lines = [
        say("backup.done", file=str(path), notes=made.notes, documents=made.documents),
        say("backup.head", head=made.head),
        say("backup.readable"),
    ]
    if made.key_is_apart:
        lines.append(say("backup.key_apart", file=str(settings.keys)))
    lines += [say("backup.missing", name=name[:12]) for name in made.missing]
    _write(settings, lines)
    return 1 if made.missing else 0


def _write(settings: Settings, lines: list[Say]) -> None:
    sys.stdout.writelines(f"{said(line, settings.language)}\n" for line in lines)
