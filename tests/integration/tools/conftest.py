"""The seeded bakery for each test."""

from collections.abc import Iterator

import pytest

from tests.support.bakery import Bakery, a_bakery
from tests.support.postgres import Database


@pytest.fixture
def bakery(database: Database) -> Iterator[Bakery]:
    with a_bakery(database) as whole:
        yield whole
