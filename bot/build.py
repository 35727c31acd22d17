"""The composition root: settings become a desk, a gate, a toolbox and the words, built once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.jobs.outbox import ProcrastinateOutbox
from bot.postgres.addresses import Addresses
from bot.postgres.connect import connected
from bot.settings import Settings
from bot.words import phrasebook
from domain.db.work import Desk, engine
from domain.kernel.say import Phrasebook
from tools.gate import Gate
from tools.registry import Toolbox, load


@dataclass(frozen=True, slots=True, eq=False)
class House:
    """One company's running parts. Holds database connections until the block that made it ends."""

    settings: Settings
    addresses: Addresses
    desk: Desk
    gate: Gate
    toolbox: Toolbox
    book: Phrasebook


@contextmanager
def house(settings: Settings) -> Iterator[House]:
    """Yield the parts of the company that `settings` name, its database at the newest version."""
    from bot.postgres.migrate import migrate_all  # noqa: PLC0415 - most processes never migrate

    with connected(settings) as addresses:
        migrate_all(addresses)
        with furnished(settings, addresses) as whole:
            yield whole


@contextmanager
def furnished(settings: Settings, addresses: Addresses) -> Iterator[House]:
    """Yield the parts over a database that is there and migrated."""
    desk = Desk(
        engine(addresses.app),
        engine(addresses.ask, read_only=True),
        settings.clock(),
        ProcrastinateOutbox(),
    )
    toolbox = load()
    try:
        yield House(settings, addresses, desk, Gate(desk, toolbox), toolbox, phrasebook())
    finally:
        desk.close()
