"""A running workspace for each test, and people in front of it."""

from collections.abc import Iterator

import pytest

from bot.workspace.driver import Human
from tests.support.postgres import Database
from tests.support.workspace import Running, running


@pytest.fixture
def slack(database: Database) -> Iterator[Running]:
    """A local Slack with Ana, Marcos, Carla and one app in Socket Mode."""
    with running(database.workspace) as there:
        yield there


@pytest.fixture
def ana(slack: Running) -> Iterator[Human]:
    with slack.human("ana") as human:
        yield human


@pytest.fixture
def marcos(slack: Running) -> Iterator[Human]:
    with slack.human("marcos") as human:
        yield human
