"""Waiting for something that happens in another process."""

import time
from collections.abc import Callable


def until(true: Callable[[], bool], seconds: int = 60) -> None:
    """Return when `true` holds; fail if that takes longer than `seconds`."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)
