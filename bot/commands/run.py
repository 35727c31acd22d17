"""`python -m bot run`: the whole product on one machine."""

import argparse
import sys
import webbrowser

from bot.postgres.connect import connected
from bot.settings import Settings
from bot.supervisor.parts import PARTS
from bot.supervisor.prepare import prepare
from bot.supervisor.supervisor import Supervisor, alone
from bot.words import said
from domain.kernel.say import say


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the option that keeps the browser closed."""
    parser.add_argument("--no-browser", action="store_true")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Start everything, say where it is, and stop in order when told."""

    def tell() -> None:
        _print(said(say("run.ready", address=settings.address), settings.language))
        if settings.has_display and sys.stdout.isatty() and not options.no_browser:
            webbrowser.open(settings.address)

    with alone(settings), connected(settings) as addresses:
        prepare(settings, addresses)
        Supervisor(settings, PARTS).run(tell)
    _print(said(say("run.stopped"), settings.language))
    return 0


def _print(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()
