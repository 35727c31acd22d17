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
    servers = [logging.getLogger(name) for name in ("uvicorn", "uvicorn.error")]
    as_set = [(each, each.level, each.propagate) for each in servers]
    for each in servers:  # a server that another test ran in this process has quietened them
        each.setLevel(logging.NOTSET)
        each.propagate = True
    yield
    for each, was, propagated in as_set:
        each.setLevel(was)
        each.propagate = propagated
    for opened in root.handlers:
        if opened not in handlers:
            opened.close()
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.configure(**settings)
