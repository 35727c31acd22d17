"""What the page hears: each person's stream of what changed, kept in memory and resumable."""

import asyncio
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bot.workspace.wire import Json

KEPT = 2_000


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that changed; `only` names who may hear it (everybody, when None)."""

    number: int
    only: frozenset[str] | None
    event: Json

    def concerns(self, user_id: str) -> bool:
        return self.only is None or user_id in self.only


@dataclass(eq=False, slots=True)
class Listener:
    """One open stream. `None` in the queue says that the workspace is going away."""

    user_id: str
    heard: asyncio.Queue[Told | None] = field(default_factory=asyncio.Queue)


@dataclass(slots=True)
class Live:
    """Tells every listener what concerns them, in order, at once."""

    number: int = 0
    kept: deque[Told] = field(default_factory=lambda: deque(maxlen=KEPT))
    listeners: list[Listener] = field(default_factory=list)
    closed: bool = False

    def tell(self, only: Iterable[str] | None, event: Json) -> None:
        self.number += 1
        told = Told(self.number, None if only is None else frozenset(only), event)
        self.kept.append(told)
        for listener in self.listeners:
            if told.concerns(listener.user_id):
                listener.heard.put_nowait(told)

    def close(self) -> None:
        """End every stream: the process is going away."""
        self.closed = True
        for listener in self.listeners:
            listener.heard.put_nowait(None)

    @contextmanager
    def listening(self, user_id: str, after: int | None) -> Iterator[Listener]:
        """Hear what concerns `user_id` after event number `after`, then what comes.

        A gap that can no longer be filled starts with `reload`, and so does a number of a former run.
        """
        listener = Listener(user_id)
        for told in self._missed(user_id, after):
            listener.heard.put_nowait(told)
        if self.closed:
            listener.heard.put_nowait(None)
        self.listeners.append(listener)
        try:
            yield listener
        finally:
            self.listeners.remove(listener)

    def _missed(self, user_id: str, after: int | None) -> list[Told]:
        if after is None or after == self.number:
            return []
        oldest = self.kept[0].number if self.kept else self.number + 1
        if after > self.number or after + 1 < oldest:
            return [Told(self.number, None, {"type": "reload"})]
        return [told for told in self.kept if told.number > after and told.concerns(user_id)]
