"""A folder for an installation; its database server is gone when the test ends."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.postgres.embedded import throw_away
from tests.support.postgres import new_home


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that the database's own user can walk through."""
    folder = new_home()
    yield folder
    for keeper in list(folder.rglob("keeper.lock")):
        throw_away(keeper.parent)
    throw_away(folder)
