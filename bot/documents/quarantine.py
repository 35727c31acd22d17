"""Files are opened in a warm child process: watched, and killed and replaced at a limit.

Whatever a file does in there, the caller gets a reading, a picture or one clear sentence.
"""

import json
import threading
import time
from collections.abc import Callable
from typing import Any, Self

from bot.documents.child import BrokenError, Child, Limits
from domain.kernel.clock import Clock, today
from domain.kernel.errors import Invalid
from domain.office.document import written
from domain.office.document.reading import Box, Reading
from ingest.quarantine.frames import Frame, packed
from ingest.sniff import sniff

type Progress = Callable[[int, int], None]


class Reader:
    """Reads documents, one at a time, in a child process that is kept warm."""

    def __init__(self, clock: Clock, limits: Limits | None = None) -> None:
        self._clock = clock
        self._limits = limits or Limits()
        self._child: Child | None = None
        self._heard = False  # whether the child has answered to the document it was given
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The child's process id, while there is one."""
        return self._child.pid if self._child else None

    def warm_up(self) -> None:
        """Start the child now, so that the first document need not wait for it."""
        with self._lock:
            try:
                self._warm()
            except BrokenError as broken:
                self._drop()
                raise Invalid("ingest.crashed") from broken

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._drop()

    def read(self, content: bytes, name: str, progress: Progress | None = None) -> Reading:
        """Return what `content` says. Raises Invalid, in one clear sentence, for what has none.

        `progress` is told which page of how many is begun.
        """
        sniff(content)  # what is refused by its first bytes never reaches the child
        ask = {"what": "read", "name": name[:200], "today": today(self._clock).isoformat()}
        kind, answer = self._answer(ask, content, progress)
        if kind is not Frame.READING:
            raise self._distrusted()
        try:
            return written.read(answer.decode())
        except ValueError as odd:
            raise self._distrusted() from odd

    def picture(
        self,
        content: bytes,
        *,
        page: int = 1,
        turned: int = 0,
        box: Box | None = None,
        width: int = 1200,
    ) -> bytes:
        """Return a JPEG of a page, or of the part in `box`, drawn anew. Raises Invalid."""
        sniff(content)
        sides = None if box is None else [box.x0, box.y0, box.x1, box.y1]
        ask = {"what": "picture", "page": page, "turned": turned, "box": sides, "width": width}
        kind, answer = self._answer(ask, content, None)
        if kind is not Frame.PICTURE or not answer.startswith(b"\xff\xd8\xff"):
            raise self._distrusted()
        return answer

    def _answer(
        self, ask: dict[str, Any], content: bytes, progress: Progress | None
    ) -> tuple[Frame, bytes]:
        with self._lock:
            child, kind, answer = self._tried(ask, content, progress)
            if child.documents >= self._limits.documents:
                self._drop()
            return kind, answer

    def _tried(
        self, ask: dict[str, Any], content: bytes, progress: Progress | None
    ) -> tuple[Child, Frame, bytes]:
        """Ask the child; once more if it was dead before it heard of the document.

        A child that is killed while it waits may look alive for a moment longer: no document's fault.
        """
        for is_last in (False, True):
            self._heard = False
            try:
                child = self._warm()
                kind, answer = self._watched(child, ask, content, progress)
                child.documents += 1
                if kind is Frame.FAILURE:
                    raise self._failure(answer)
            except BrokenError as broken:
                starved = self._child is not None and self._child.was_short_of_memory
                self._drop()
                if is_last or self._heard:
                    why = "ingest.out_of_memory" if starved else "ingest.crashed"
                    raise Invalid(why) from broken
            else:
                return child, kind, answer
        raise AssertionError("the last try returns or raises")

    def _watched(
        self, child: Child, ask: dict[str, Any], content: bytes, progress: Progress | None
    ) -> tuple[Frame, bytes]:
        to_send = bytearray(packed(Frame.ASK, json.dumps(ask).encode()))
        to_send += packed(Frame.FILE, content)
        until = time.monotonic() + self._limits.document_seconds
        page_began = child.cpu_seconds()
        while True:
            for kind, answer in child.exchange(to_send):
                self._heard = True
                if kind is not Frame.PAGE:
                    return kind, answer
                page_began = child.cpu_seconds()
                if progress is not None:
                    progress(*_page_of(answer))
            self._check(child, page_began, until)

    def _check(self, child: Child, page_began: float, until: float) -> None:
        """Kill the child at a limit and say which."""
        if child.memory_bytes() > self._limits.memory_bytes:
            self._drop()
            raise Invalid("ingest.out_of_memory")
        if child.cpu_seconds() - page_began > self._limits.page_cpu_seconds:
            self._drop()
            raise Invalid("ingest.page_took_too_long", seconds=self._limits.page_cpu_seconds)
        if time.monotonic() > until:
            self._drop()
            minutes = max(self._limits.document_seconds // 60, 1)
            raise Invalid("ingest.took_too_long", minutes=minutes)

    def _warm(self) -> Child:
        """Return the child, started if there is none, when it has said that it is ready."""
        if self._child is not None and self._child.is_alive:
            return self._child
        self._drop()
        self._child = child = Child(self._limits)
        until = time.monotonic() + self._limits.start_seconds
        while time.monotonic() < until:
            for kind, _ in child.exchange(bytearray()):
                if kind is Frame.READY:
                    return child
        raise BrokenError

    def _failure(self, answer: bytes) -> Invalid:
        """Return the child's own verdict; a child that ran out of memory is replaced."""
        try:
            said = written.said_of(json.loads(answer))
        except ValueError as odd:
            raise BrokenError from odd
        if said.key in {"ingest.out_of_memory", "ingest.crashed"}:
            self._drop()
        failure = Invalid(said.key)
        failure.say = said
        return failure

    def _distrusted(self) -> Invalid:
        """Replace a child that answered with what was not asked."""
        with self._lock:
            self._drop()
        return Invalid("ingest.crashed")

    def _drop(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child = None


def _page_of(answer: bytes) -> tuple[int, int]:
    try:
        page, pages = json.loads(answer)
    except (ValueError, TypeError) as odd:
        raise BrokenError from odd
    if type(page) is not int or type(pages) is not int:
        raise BrokenError
    return page, pages
