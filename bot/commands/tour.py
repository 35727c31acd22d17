"""`tour` plays the main job once, in a company that it makes for itself and throws away."""

import argparse
import logging
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.build import house
from bot.postgres.embedded import throw_away
from bot.settings import Settings
from bot.tour.story import Tour


def configure(parser: argparse.ArgumentParser) -> None:
    """The tour has no options."""
    parser.set_defaults(unattended=True)


def run(settings: Settings, _options: argparse.Namespace) -> int:
    """Play the story; exit code 0 when all of it holds."""
    logging.getLogger("alembic").setLevel(logging.WARNING)  # its steps are no part of the story
    with _a_home() as home:
        own = settings.model_copy(update={"retaguarda_home": home, "database_url": None})
        with house(own) as whole:
            Tour(whole, _tell, settings.language).play()
    return 0


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@contextmanager
def _a_home() -> Iterator[Path]:
    """Yield a folder that the database's own user can pass through, and remove it afterwards."""
    home = Path(tempfile.mkdtemp(prefix="retaguarda-tour-"))
    home.chmod(0o711)
    try:
        yield home
    finally:
        throw_away(home)
