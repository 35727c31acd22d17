"""A part is one process of the product; `parts.py` holds the table of all."""

import sys
from collections.abc import Callable
from dataclasses import dataclass

from bot.settings import Settings


def _always(_settings: Settings) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Part:
    """A process: `python -m bot <words>`. It calls `bot.supervisor.child.ready()` when it answers."""

    name: str
    words: tuple[str, ...]
    #: Whether this installation needs it.
    when: Callable[[Settings], bool] = _always
    program: tuple[str, ...] = (sys.executable, "-m", "bot")
    #: How far it gives way to the other parts, as nice(1) counts.
    niceness: int = 0

    @property
    def command(self) -> tuple[str, ...]:
        """The command line that starts it."""
        return (*self.program, "--supervised", self.name, *self.words)
