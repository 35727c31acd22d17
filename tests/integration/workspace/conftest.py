"""A running workspace for each test, and people in front of it."""

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient

from bot.workspace.driver import Human
from tests.support.ear import Ear, listening
from tests.support.postgres import Database
from tests.support.workspace import Running, running


@pytest.fixture
def slack(database: Database) -> Iterator[Running]:
    """A local Slack with Ana, Marcos, Carla and one app in Socket Mode."""
    with running(database.workspace) as there:
        yield there


@pytest.fixture
def ana(slack: Running) -> Human:
    return slack.human("ana")


@pytest.fixture
def marcos(slack: Running) -> Human:
    return slack.human("marcos")


@pytest.fixture
def ear(slack: Running) -> Iterator[Ear]:
    """An app that is connected, hears everything and acknowledges at once."""
    with listening(slack) as connected:
        yield connected


@pytest.fixture
def web(slack: Running) -> WebClient:
    """The official sync client with the bot's token; it never tries twice by itself."""
    return WebClient(slack.bot_token, base_url=slack.api, retry_handlers=[])
