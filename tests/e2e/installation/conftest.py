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
    for home in folder.iterdir():
        if (home / "keeper.lock").exists():
            throw_away(home)
    throw_away(folder)
