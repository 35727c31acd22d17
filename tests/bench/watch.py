"""Notes the moment at which each card has become a record line, from one person's live stream."""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from time import monotonic
from typing import Any

import httpx


def is_open(blocks: Sequence[dict[str, Any]]) -> bool:
    """Return whether a card still has a request's buttons."""
    return any(str(block.get("block_id", "")).startswith("proposal:") for block in blocks)


class Watch:
    """What has been seen of every card."""

    def __init__(self) -> None:
        self._closed_at: dict[str, float] = {}
        self._changed = threading.Condition()

    def see(self, event: dict[str, Any]) -> None:
        """Take in one event of the stream."""
        if event.get("type") != "message.changed" or is_open(event["message"].get("blocks", [])):
            return
        with self._changed:
            self._closed_at.setdefault(str(event["message"]["ts"]), monotonic())
            self._changed.notify_all()

    def closed_at(self, ts: str, seconds: float) -> float:
        """Return when the card was closed. Raises TimeoutError if it stays open."""
        with self._changed:
            if not self._changed.wait_for(lambda: ts in self._closed_at, seconds):
                raise TimeoutError(f"the card {ts} stayed as it was")
            return self._closed_at[ts]


@contextmanager
def watching(address: str, user_id: str) -> Iterator[Watch]:
    """Yield what watches the stream of a person until the block ends."""
    watch, listening, stopped = Watch(), threading.Event(), threading.Event()

    def listen() -> None:
        query = {"as": user_id}
        with (
            suppress(httpx.TransportError),  # the workspace goes away at the end
            httpx.Client(base_url=address, timeout=120, trust_env=False) as http,
            http.stream("GET", "/local/events", params=query) as stream,
        ):
            for line in stream.iter_lines():
                listening.set()
                if stopped.is_set():
                    return
                if line.startswith("data: "):
                    watch.see(json.loads(line.removeprefix("data: ")))

    threading.Thread(target=listen, name="watch", daemon=True).start()
    listening.wait()
    yield watch
    stopped.set()
