"""Lets a test configure logging and puts everything back afterwards."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import structlog


@contextmanager
def logging_as_before() -> Iterator[None]:
    """Restore the root logger and structlog when the block ends, closing what it opened."""
    root = logging.getLogger()
    handlers, level, settings = list(root.handlers), root.level, structlog.get_config()
    yield
    for opened in root.handlers:
        if opened not in handlers:
            opened.close()
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.configure(**settings)
