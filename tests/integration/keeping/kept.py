"""A company with a payment that happened and a paper that was kept, and where it all lies."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from sqlalchemy import select

from bot.build import furnished
from bot.keeping.backup import Made, back_up
from bot.keeping.restore import Keys, Restored, bring_back
from bot.postgres.addresses import conninfo
from bot.settings import Settings
from domain.audit.verify import Verdict, verify
from domain.db.work import Desk
from domain.office.document import service
from domain.office.document.model import Document
from domain.office.document.store import Store
from tests.support.company import a_company
from tests.support.postgres import Database

PAPER = b"%PDF-1.7 a bill of Energisa"
PASSPHRASE = "tres tigres tristes"


@dataclass(frozen=True, slots=True)
class Kept:
    """One installation: its settings, its database, its head of the trail."""

    settings: Settings
    database: Database

    def back_up(self, to: Path, passphrase: str | None = PASSPHRASE) -> Made:
        return back_up(self.settings, to, passphrase=passphrase)

    def bring_back(self, archive: Path, passphrase: str | None = PASSPHRASE) -> Restored:
        return bring_back(self.settings, archive, Keys(passphrase))

    def verified(self) -> Verdict:
        with self.desk() as desk, desk.read() as read:
            return verify(read)

    def paper(self) -> bytes:
        """Return the one paper, opened with the key file that is in place."""
        store = Store(self.settings.store, self.settings.keys.read_bytes(), secrets.token_bytes)
        with self.desk() as desk, desk.read() as read:
            return service.original(store, read.session.scalars(select(Document)).one())

    def rows(self, query: str) -> list[tuple[object, ...]]:
        with psycopg.connect(conninfo(self.database.owner)) as connection:
            return connection.execute(query.encode()).fetchall()

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        with furnished(self.settings, self.database.addresses) as house:
            yield house.desk


def at(home: Path, database: Database) -> Kept:
    """Return the installation in `home` on `database`, with nothing in it."""
    home.mkdir()
    settings = Settings(retaguarda_home=home, database_url=database.owner, store_url="")
    return Kept(settings, database)


def with_a_company(home: Path, database: Database) -> Kept:
    """Return an installation whose company has one executed proposal and one paper."""
    kept = at(home, database)
    kept.settings.keys.parent.mkdir()
    kept.settings.keys.write_bytes(secrets.token_bytes(32))
    with a_company(database) as company:
        company.gate.execute(company.approved())
        store = Store(kept.settings.store, kept.settings.keys.read_bytes(), secrets.token_bytes)
        with company.desk.work() as work:
            service.keep(work, store, PAPER, "energisa.pdf", company.carla)
    return kept
