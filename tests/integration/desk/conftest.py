"""The desk over the seeded bakery, and links into it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
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


class Outline(HTMLParser):
    """What a screen reader, and a browser without scripts, make of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: dict[str, str] = {}
        self._open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        for tag in self._open[-1:]:
            self.words[tag] = self.words.get(tag, "") + data

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        return [found for name, found in self.tags if name == tag]


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
