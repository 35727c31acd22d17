"""One child process of the quarantine: started, spoken to without ever waiting, measured, killed."""

import contextlib
import os
import selectors
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import psutil

from ingest.quarantine.frames import HEAD_SIZE, Frame, head

#: The folder in which the child finds `ingest`.
_ROOT = Path(__file__).resolve().parents[2]
#: Nothing that the child sends is longer: a hostile child must not fill the keeper's memory.
_ANSWER_MAX = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take (guarantees: document limits)."""

    page_cpu_seconds: int = 30
    document_seconds: int = 600
    memory_bytes: int = 2 * 1024**3
    start_seconds: int = 60
    #: A child is replaced after so many documents: memory that leaks does not add up.
    documents: int = 100
    look_seconds: float = 0.1


#: All that the child is told of its surroundings; its libraries report to nobody.
_ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "ORT_DISABLE_TELEMETRY": "1",
}


class BrokenError(Exception):
    """The child died, or sent what no child of ours sends."""


class Child:
    """One child process and what was received from it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.documents = 0
        self._held_bytes_most = 0
        self._received = bytearray()
        self._process = subprocess.Popen(
            [sys.executable, "-B", "-E", "-s", "-m", "ingest.quarantine", str(limits.memory_bytes)],
            cwd=_ROOT,
            env=_ENVIRONMENT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._into, self._out_of = self._process.stdin.fileno(), self._process.stdout.fileno()
        os.set_blocking(self._into, False)
        os.set_blocking(self._out_of, False)
        self._seen = psutil.Process(self._process.pid)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        """End the child, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()

    def cpu_seconds(self) -> float:
        """Return the processor time the child has taken so far."""
        try:
            times = self._seen.cpu_times()
        except psutil.Error as gone:
            raise BrokenError from gone
        return times.user + times.system

    def memory_bytes(self) -> int:
        """Return the memory the child holds."""
        try:
            held = int(self._seen.memory_info().rss)
        except psutil.Error as gone:
            raise BrokenError from gone
        self._held_bytes_most = max(self._held_bytes_most, held)
        return held

    @property
    def was_short_of_memory(self) -> bool:
        """Whether it was last seen near its limit: a library that gets no more may kill its process."""
        return self._held_bytes_most > self._limits.memory_bytes * 3 // 4

    def exchange(self, to_send: bytearray) -> list[tuple[Frame, bytes]]:
        """Send and receive for one look; return the frames that are complete."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._out_of, selectors.EVENT_READ)
            if to_send:
                selector.register(self._into, selectors.EVENT_WRITE)
            for key, _ in selector.select(self._limits.look_seconds):
                if key.fd == self._into:
                    self._send(to_send)
                else:
                    self._receive()
        return self._frames()

    def _send(self, to_send: bytearray) -> None:
        try:
            sent = os.write(self._into, memoryview(to_send)[: 1 << 16])
        except BlockingIOError:
            return
        except OSError as gone:
            raise BrokenError from gone
        del to_send[:sent]

    def _receive(self) -> None:
        try:
            some = os.read(self._out_of, 1 << 20)
        except BlockingIOError:
            return
        if not some:
            raise BrokenError
        self._received += some

    def _frames(self) -> list[tuple[Frame, bytes]]:
        found = []
        while len(self._received) >= HEAD_SIZE:
            try:
                kind, size = head(bytes(self._received[:HEAD_SIZE]))
            except ValueError as odd:
                raise BrokenError from odd
            if size > _ANSWER_MAX:
                raise BrokenError
            if len(self._received) < HEAD_SIZE + size:
                break
            found.append((kind, bytes(self._received[HEAD_SIZE : HEAD_SIZE + size])))
            del self._received[: HEAD_SIZE + size]
        return found
