"""`python -m bot migrate`: every table at this code's version."""

import argparse
import sys

from bot.postgres.connect import connected
from bot.postgres.migrate import migrate_all
from bot.settings import Settings
from bot.words import said
from domain.kernel.say import say


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare no option."""
    parser.set_defaults(name="migrate")


def run(settings: Settings, options: argparse.Namespace) -> int:  # noqa: ARG001 - every command's signature
    """Migrate; running it again is harmless."""
    with connected(settings) as addresses:
        migrate_all(addresses)
    sys.stdout.write(f"{said(say('migrate.done'), settings.language)}\n")
    return 0
