"""`python -m bot desk` serves the records' pages, opened by links from Slack."""

import argparse

from bot.build import furnished
from bot.desk.app import build
from bot.documents.reader import reader_of
from bot.documents.store import document_store
from bot.postgres.connect import connected
from bot.settings import Settings
from bot.supervisor.serving import serve


def configure(parser: argparse.ArgumentParser) -> None:
    """It listens where the settings say."""
    parser.set_defaults(desk=True)


def run(settings: Settings, _options: argparse.Namespace) -> int:
    """Serve until told to stop."""
    with connected(settings) as addresses, furnished(settings, addresses) as house:
        reader, store = reader_of(settings.clock()), document_store(settings)
        app = build(house.desk, house.book, settings.desk_address, store, reader)
        serve(
            app,
            host=settings.host,
            port=settings.desk_listens,
            stop_seconds=settings.stop_seconds,
        )
    return 0
