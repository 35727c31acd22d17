"""Runs a table of parts until told to stop. One per home: a second one is refused."""

import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import structlog

from bot.postgres import lock
from bot.settings import Settings, child_environment
from bot.supervisor.part import Part
from bot.supervisor.running import Running
from domain.kernel.errors import Conflict, Outage

log = structlog.stdlib.get_logger(__name__)

_LOOK_SECONDS = 0.05
#: A part that ends this often before everything ever answered will not start by waiting.
_FAILURES_MAX = 4
_CRASH_LOG_BYTES_MAX = 5_000_000


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Be the only supervisor of this home. Raises Conflict, naming the other one."""
    settings.home.mkdir(parents=True, exist_ok=True)
    path = settings.home / "run.lock"
    held = lock.taken_alone(path)
    if held is None:
        pid, _, address = path.read_text().partition(" ")
        raise Conflict("run.already", pid=pid, address=address)
    try:
        os.ftruncate(held, 0)
        os.pwrite(held, f"{os.getpid()} {settings.address}".encode(), 0)
        yield
    finally:
        os.close(held)


class Supervisor:
    """Keeps the parts running."""

    def __init__(self, settings: Settings, parts: Iterable[Part]) -> None:
        self._stop_seconds = settings.stop_seconds
        environment = child_environment(settings)
        crashes = _crash_log(settings.home / "logs")
        self._running = [
            Running(part, environment, crashes, time.monotonic)
            for part in parts
            if part.when(settings)
        ]
        self._crashes = crashes
        self._told = 0

    def run(self, when_ready: Callable[[], None]) -> None:
        """Run until SIGTERM or SIGINT; call `when_ready` once, when every part answers.

        Raises Outage if a part does not start. The second signal stops without waiting.
        """
        before = {told: signal.signal(told, self._on_told) for told in _TOLD}
        try:
            self._watch(when_ready)
        finally:
            self._stop()
            for told, earlier in before.items():
                signal.signal(told, earlier)

    def _watch(self, when_ready: Callable[[], None]) -> None:
        answered = False
        while not self._told:
            for each in self._running:
                each.look()
                if not answered and each.failures >= _FAILURES_MAX:
                    raise Outage("run.part_fails", part=each.part.name, log=str(self._crashes))
            if not answered and all(each.is_ready for each in self._running):
                answered = True
                when_ready()
            time.sleep(_LOOK_SECONDS)

    def _stop(self) -> None:
        log.info("run.stopping")
        for each in self._running:
            each.stop()
        deadline = time.monotonic() + self._stop_seconds
        while not all(each.has_ended() for each in self._running):
            if time.monotonic() > deadline or self._told > 1:
                break
            time.sleep(_LOOK_SECONDS)
        for each in self._running:
            if not each.has_ended():
                log.warning("part.killed", part=each.part.name)
                each.kill()
            each.close()

    def _on_told(self, _signal: int, _frame: FrameType | None) -> None:
        self._told += 1


_TOLD = (signal.SIGTERM, signal.SIGINT)


def _crash_log(folder: Path) -> Path:
    """Return the file for what processes print: nothing, unless they crash."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    path = folder / "crashes.log"
    if path.exists() and path.stat().st_size > _CRASH_LOG_BYTES_MAX:
        path.replace(path.with_suffix(".old"))
    return path
