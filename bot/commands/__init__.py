"""What `python -m bot` can do: one file a command. Adding a file adds the command.

A file holds `configure(parser)` and `run(settings, options) -> int`. What it is for is said by the
phrase `command.<name>`. Only the file of the command that is asked for is imported.
"""

import argparse
import importlib
import pkgutil
from typing import Protocol, cast

from bot.settings import Settings


class Command(Protocol):
    """A module of this package."""

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's options."""
        ...

    def run(self, settings: Settings, options: argparse.Namespace) -> int:
        """Do it; return the exit code. A Failure is told to the person, in one sentence."""
        ...


def names() -> list[str]:
    """Return the names of all commands."""
    return sorted(found.name for found in pkgutil.iter_modules(__path__))


def command(name: str) -> Command:
    """Return the command `name`."""
    return cast("Command", importlib.import_module(f"{__name__}.{name}"))
