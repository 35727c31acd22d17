"""A PostgreSQL server for a whole test session, and a fresh migrated database for each test.

All pytest-xdist workers share one server; the controller makes its folder and removes it at the end.
Each test's database is a copy of one template that the first test migrates.
"""

import itertools
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.postgres import lock
from bot.postgres.addresses import Addresses
from bot.postgres.embedded import Server, embedded
from bot.postgres.migrate import migrate_all

_TEMPLATE = "migrated"
_number = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Database:
    """A test's own database: SQLAlchemy URLs, a role each."""

    name: str
    owner: str
    app: str
    ask: str
    workspace: str

    @property
    def addresses(self) -> Addresses:
        return Addresses(self.owner, self.app, self.ask, self.workspace)


def new_home() -> Path:
    """Return a new folder that the server's own user can reach."""
    home = Path(tempfile.mkdtemp(prefix="retaguarda-"))
    home.chmod(0o711)
    return home


@contextmanager
def serving(home: Path) -> Iterator[Server]:
    """Yield the session's server; it stops when the last worker has left."""
    with embedded(home, durable=False) as server:
        yield server


@contextmanager
def fresh_database(server: Server, home: Path) -> Iterator[Database]:
    """Yield a new database with every table and no rows."""
    _make_template(server, home)
    name = f"test_{os.getpid()}_{next(_number)}"
    server.make(name, template=_TEMPLATE)
    urls = server.addresses(name)
    try:
        yield Database(name, urls.owner, urls.app, urls.ask, urls.workspace)
    finally:
        server.drop(name)


def _make_template(server: Server, home: Path) -> None:
    done = home / "template.done"
    if done.exists():
        return
    with lock.exclusive(home / "template.lock"):
        if not done.exists():
            server.drop(_TEMPLATE)
            server.make(_TEMPLATE)
            migrate_all(server.addresses(_TEMPLATE))
            done.touch()
