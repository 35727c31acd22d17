"""What must be true before the first process starts: tables, folders, keys, the demo company."""

from bot.build import furnished
from bot.demo.company import seed
from bot.postgres.addresses import Addresses
from bot.postgres.migrate import migrate_all
from bot.settings import Settings


def prepare(settings: Settings, addresses: Addresses) -> None:
    """Make it so; on a prepared installation this changes nothing."""
    for folder in (settings.home, settings.keys.parent):
        folder.mkdir(parents=True, exist_ok=True)
    settings.keys.parent.chmod(0o700)
    migrate_all(addresses)
    if settings.is_local:
        with furnished(settings, addresses) as house, house.desk.work() as work:
            seed(work)
