"""A company's books on a server that keeps what it promises: every commit reaches the disk."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from bot.postgres.embedded import embedded, throw_away
from tests.support.company import Company, a_company
from tests.support.postgres import Database, fresh_database, new_home


@contextmanager
def a_durable_company() -> Iterator[tuple[Company, Database]]:
    """Yield the tests' company on a server of its own, which is thrown away at the end."""
    home = new_home()
    try:
        with (
            embedded(home) as server,
            fresh_database(server, home) as database,
            a_company(database) as company,
        ):
            yield company, database
    finally:
        throw_away(home)
        shutil.rmtree(home, ignore_errors=True)
