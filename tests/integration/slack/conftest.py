"""A company of its own for each test of the edge."""

from collections.abc import Iterator

import pytest

from tests.support.company import Company, a_company
from tests.support.postgres import Database


@pytest.fixture
def company(database: Database) -> Iterator[Company]:
    with a_company(database) as whole:
        yield whole
