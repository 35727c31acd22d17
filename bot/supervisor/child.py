"""The child's end of the supervisor's line: says when it answers, and ends when the supervisor does.

Standard input is one end of a socket pair. We write a line when we are ready; when the other end
closes, however that came about, we are asked to stop, and made to after a while.
"""

import os
import signal
import socket
import threading
import time
from contextlib import suppress

READY = b"ready\n"

_line: socket.socket | None = None


def attach(stop_seconds: int) -> None:
    """Listen to the supervisor that started this process."""
    global _line  # noqa: PLW0603 - a process has one parent
    _line = socket.socket(fileno=os.dup(0))
    threading.Thread(
        target=_end_with, args=(_line, stop_seconds), name="supervisor line", daemon=True
    ).start()


def ready() -> None:
    """Tell the supervisor, if there is one, that this process answers."""
    if _line is not None:
        with suppress(ConnectionError):  # it died; the line's other reader ends us
            _line.sendall(READY)


def _end_with(line: socket.socket, stop_seconds: int) -> None:
    # A supervisor killed before it read our line resets it instead of closing it.
    with suppress(ConnectionError):
        while line.recv(64):
            pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(stop_seconds)
    # A process of its own group, so that what it started ends with it.
    os.killpg(os.getpgrp(), signal.SIGKILL)
