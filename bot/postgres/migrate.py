"""Every table of the product, brought to the newest version: books, job queue, local workspace."""

import psycopg
from sqlalchemy import create_engine

from bot.jobs import schema
from bot.postgres.addresses import Addresses, conninfo
from bot.workspace.migrations import run as workspace
from domain.db.migrations.run import migrate


def migrate_all(addresses: Addresses) -> None:
    """Migrate as the owner roles. Running it twice, or by two processes at once, is harmless."""
    with psycopg.connect(conninfo(addresses.owner)) as turn:
        turn.execute("select pg_advisory_xact_lock(hashtext('retaguarda.migrate'))")
        migrate(addresses.owner)
        with psycopg.connect(conninfo(addresses.owner)) as connection:
            schema.install(connection)
        engine = create_engine(addresses.workspace)
        try:
            workspace.migrate(engine)
        finally:
            engine.dispose()
