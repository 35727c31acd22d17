"""The desk over the seeded bakery, and links into it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.desk.app import build
from bot.desk.links import link_to
from bot.documents.quarantine import Reader
from bot.words import phrasebook
from domain.kernel.say import Language
from domain.office.document.store import Store
from tests.support.bakery import Bakery, a_bakery
from tests.support.postgres import Database

ADDRESS = "http://localhost:8021"


@pytest.fixture
def bakery(database: Database) -> Iterator[Bakery]:
    with a_bakery(database) as whole:
        yield whole


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path.as_uri(), bytes(32), os.urandom)


@dataclass(slots=True)
class Visitors:
    """A browser at the desk, and the links that lead into it."""

    web: TestClient
    bakery: Bakery

    def link(self, who: str, table: str, number: int = 1, language: Language = Language.PT) -> str:
        with self.bakery.desk.work() as work:
            return link_to(work, ADDRESS, table, number, self.bakery.people[who], language)

    def visit(self, who: str, table: str, number: int = 1, language: Language = Language.PT) -> Any:
        """Open a link and return the page it leads to."""
        entered = self.web.post(self.link(who, table, number, language))
        return self.web.get(entered.headers["location"])


@pytest.fixture
def web(bakery: Bakery, store: Store) -> Iterator[TestClient]:
    with Reader(bakery.clock) as reader:
        app = build(bakery.desk, phrasebook(), ADDRESS, store, reader)
        with TestClient(app, base_url=ADDRESS, follow_redirects=False) as client:
            yield client


@pytest.fixture
def visitors(web: TestClient, bakery: Bakery) -> Visitors:
    return Visitors(web, bakery)
