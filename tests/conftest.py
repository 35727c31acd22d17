"""What every test may ask for: the session's server and a database of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from coverage import Coverage
from hypothesis import HealthCheck, settings

from bot.postgres.embedded import Server, throw_away
from tests.support import postgres

# A busy machine is no fault of what is tested: nothing here is judged by its time.
settings.register_profile("ours", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ours")

# Where `rich` is installed, structlog's usual traceback runs the repr of every local of every frame: it
# takes seconds, and a repr that fails replaces the failure that was to be logged.
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback
        ),
    ]
)

_HOME = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    worker_input = getattr(config, "workerinput", None)
    home = Path(worker_input["home"]) if worker_input else postgres.new_home()
    config.stash[_HOME] = home


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: pytest.Item) -> None:
    node.workerinput["home"] = str(node.config.stash[_HOME])  # type: ignore[attr-defined]  # xdist's own node


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Save a worker's coverage: xdist ends its workers in a way that runs no exit handlers."""
    measured = Coverage.current()
    if hasattr(session.config, "workerinput") and measured is not None:
        measured.stop()
        measured.save()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        throw_away(config.stash[_HOME])


@pytest.fixture(scope="session")
def postgres_home(pytestconfig: pytest.Config) -> Path:
    """The folder of the session's server."""
    return pytestconfig.stash[_HOME]


@pytest.fixture(scope="session")
def server(postgres_home: Path) -> Iterator[Server]:
    """The session's PostgreSQL server, shared by all workers."""
    with postgres.serving(postgres_home) as running:
        yield running


@pytest.fixture
def database(server: Server, postgres_home: Path) -> Iterator[postgres.Database]:
    """A migrated, empty database for this test alone."""
    with postgres.fresh_database(server, postgres_home) as fresh:
        yield fresh
