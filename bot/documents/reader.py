"""The one Reader of this process: its child is kept warm between jobs, and ends with us."""

import atexit
from functools import cache
from threading import Thread

import structlog

from bot.documents.quarantine import Reader
from domain.kernel.clock import SystemClock
from domain.kernel.errors import Failure

log = structlog.stdlib.get_logger(__name__)


@cache
def reader_of(clock: SystemClock) -> Reader:
    """Return the reader of this process for the company's clock."""
    reader = Reader(clock)
    atexit.register(reader.close)
    return reader


def warm(clock: SystemClock) -> Thread:
    """Start the child in the background; the first document then need not wait for it."""

    def start() -> None:
        try:
            reader_of(clock).warm_up()
        except Failure as failure:
            log.warning("document.reader_cold", failure=failure.say.key)

    thread = Thread(target=start, name="warming", daemon=True)
    thread.start()
    return thread
