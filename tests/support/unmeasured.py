"""Processes that a test starts without measuring their coverage: measured they take twice as long.

The tour in English and the story in the browser are measured, and play through every part.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


def plain_environment() -> dict[str, str]:
    """Return this process's environment without what makes children measure themselves."""
    return {name: value for name, value in os.environ.items() if not _measures(name)}


@contextmanager
def unmeasured() -> Iterator[None]:
    """Start nothing that measures itself in the block."""
    with pytest.MonkeyPatch.context() as patch:
        for name in filter(_measures, list(os.environ)):
            patch.delenv(name)
        yield


def _measures(name: str) -> bool:
    return name.startswith("COVERAGE_")
