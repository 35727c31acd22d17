"""Brings a database to the newest revision, as the owner role."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, NullPool, create_engine


def config(connection: Connection) -> Config:
    """Return Alembic's configuration over an open connection."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent))
    settings.attributes["connection"] = connection
    return settings


def migrate(owner_url: str) -> None:
    """Run every revision that the database has not seen, in one transaction."""
    with create_engine(owner_url, poolclass=NullPool).begin() as connection:
        command.upgrade(config(connection), "head")


def pending(connection: Connection) -> bool:
    """Return whether the database is behind the code."""
    head = ScriptDirectory.from_config(config(connection)).get_current_head()
    return MigrationContext.configure(connection).get_current_revision() != head
