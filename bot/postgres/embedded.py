"""Use the embedded server: attach to the one that runs, or start it for as long as we need it."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from sqlalchemy import URL

from bot.postgres import lock, roles
from bot.postgres.account import Account
from bot.postgres.addresses import Addresses
from bot.postgres.cluster import SUPERUSER, Cluster
from bot.postgres.place import Place
from bot.postgres.roles import Role
from domain.kernel.errors import Outage

DATABASE = "retaguarda"
#: Replaying the log after a crash can take long; a first start takes two or three seconds.
_READY_SECONDS = 120
_LOOK_SECONDS = 0.05
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Server:
    """A running server that stays up while it is held."""

    sockets: str

    def url(self, role: Role, database: str = DATABASE) -> str:
        """Return the SQLAlchemy URL of `role` in `database`."""
        return URL.create(
            "postgresql+psycopg", username=role, database=database, query={"host": self.sockets}
        ).render_as_string()

    def addresses(self, database: str = DATABASE) -> Addresses:
        """Return the URLs of all roles in `database`."""
        return Addresses.named(self.url(Role.OWNER, database))

    def make(self, database: str, *, template: str = "template0") -> None:
        """Make `database` with its roles' rights if it is missing."""
        roles.make_database(self.sockets, database, template=template)

    def drop(self, database: str) -> None:
        """Drop `database` if it exists."""
        roles.drop_database(self.sockets, database)


@contextmanager
def embedded(home: Path, *, durable: bool = True) -> Iterator[Server]:
    """Yield the server of `home`, with our roles and database; it runs at least until the end.

    Raises Outage, with the server's last words, if it does not start.
    """
    place = Place.at(home)
    with lock.shared(place.lock("users")):
        cluster = Cluster(place, Account.for_server())
        cluster.account.must_reach(place.home)
        _ready(cluster, durable=durable)
        server = Server(str(place.sockets))
        with lock.exclusive(place.lock("setup")):
            roles.make_roles(server.sockets)
            server.make(DATABASE)
        yield server


def throw_away(home: Path) -> None:
    """Remove a home once its server has stopped."""
    keeper = home / "keeper.lock"
    if keeper.exists():
        with lock.exclusive(keeper):
            shutil.rmtree(home)
    else:
        shutil.rmtree(home, ignore_errors=True)


def _ready(cluster: Cluster, *, durable: bool) -> None:
    """Return when the server answers; see to it that somebody keeps it."""
    keeper = None
    deadline = time.monotonic() + _READY_SECONDS
    while True:
        if keeper is None and not lock.is_held(cluster.place.lock("keeper")):
            keeper = _start_keeper(cluster, durable=durable)
        if _answers(cluster):
            if keeper is not None and keeper.poll() is None:
                keeper.returncode = 0  # it outlives us on purpose: no warning that it still runs
            return
        ended = None if keeper is None else keeper.poll()
        if ended == 0:
            keeper = None  # another one was faster, or only looked whether there is one
        elif ended is not None or time.monotonic() > deadline:
            raise Outage("postgres.not_started", log=cluster.last_words())
        time.sleep(_LOOK_SECONDS)


def _start_keeper(cluster: Cluster, *, durable: bool) -> subprocess.Popen[bytes]:
    with cluster.place.keeper_log.open("ab") as log:
        return subprocess.Popen(
            [
                *(sys.executable, "-m", "bot.postgres.keeper", cluster.place.home),
                *(() if durable else ("--forgetful",)),
            ],
            cwd=_ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _answers(cluster: Cluster) -> bool:
    try:
        with psycopg.connect(
            host=str(cluster.place.sockets), user=SUPERUSER, dbname="postgres", connect_timeout=5
        ):
            return True
    except psycopg.OperationalError:
        return False
