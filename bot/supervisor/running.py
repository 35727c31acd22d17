"""One part, running: started, watched, started again after a wait that grows, stopped."""

import signal
import socket
import subprocess
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from os import killpg
from pathlib import Path

import structlog

from bot.settings import ROOT
from bot.supervisor.child import READY
from bot.supervisor.part import Part
from bot.supervisor.priority import give_way

log = structlog.stdlib.get_logger(__name__)

_WAIT_SECONDS_MAX = 30.0
#: A process that lived this long starts with a clean record.
_LIVED_SECONDS = 30.0


@dataclass(slots=True)
class Running:
    """A part's process and its record. `now` tells monotonic seconds."""

    part: Part
    environment: Mapping[str, str]
    crash_log: Path
    now: Callable[[], float]
    is_ready: bool = False
    failures: int = 0
    _process: subprocess.Popen[bytes] | None = None
    _line: socket.socket | None = None
    _started: float = 0.0
    _again_at: float = 0.0

    @property
    def pid(self) -> int | None:
        """The process's id while it runs."""
        return None if self._process is None else self._process.pid

    def look(self) -> None:
        """Notice what happened since the last look, and start the process when it is due."""
        if self._process is None:
            if self.now() >= self._again_at:
                self._start()
            return
        self._listen()
        if self._process.poll() is not None:
            self._ended(self._process.returncode)

    def stop(self) -> None:
        """Ask the process to stop."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)

    def has_ended(self) -> bool:
        """Return whether no process of this part runs."""
        return self._process is None or self._process.poll() is not None

    def kill(self) -> None:
        """End the process and all that it started, at once."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def close(self) -> None:
        """Let go of the line to the process."""
        if self._line is not None:
            self._line.close()
            self._line = None

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs, self.crash_log.open("ab") as crashes:
            self._process = subprocess.Popen(
                self.part.command,
                cwd=ROOT,
                env=self.environment,
                stdin=theirs.fileno(),
                stdout=crashes,
                stderr=crashes,
                start_new_session=True,  # Ctrl+C in a terminal is for us, who stop it in order
            )
        ours.setblocking(False)
        self._line = ours
        self._started = self.now()
        log.info("part.started", part=self.part.name, pid=self._process.pid)

    def _listen(self) -> None:
        if self.is_ready or self._line is None or self._process is None:
            return
        with suppress(BlockingIOError, ConnectionError):
            self.is_ready = READY in self._line.recv(64)
        if self.is_ready and self.part.niceness:
            # Not before: a start that gives way holds up all the others, who wait for it.
            give_way(self._process.pid, self.part.niceness)

    def _ended(self, code: int) -> None:
        if self.now() - self._started > _LIVED_SECONDS:
            self.failures = 0
        self.failures += 1
        wait = min(0.25 * 2**self.failures, _WAIT_SECONDS_MAX)
        log.error("part.ended", part=self.part.name, code=code, again_in_seconds=wait)
        self.close()
        self._process = None
        self.is_ready = False
        self._again_at = self.now() + wait
