"""The company's database: the server that DATABASE_URL names, or ours, running while it is used."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.postgres.addresses import Addresses
from bot.postgres.embedded import embedded
from bot.settings import Settings


@contextmanager
def connected(settings: Settings) -> Iterator[Addresses]:
    """Yield the URL of each role. Our own server is attached to, or started for this block."""
    if settings.database_url is not None:
        yield Addresses.named(settings.database_url.get_secret_value())
        return
    with embedded(settings.home) as server:
        yield server.addresses()
