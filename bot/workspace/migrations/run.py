"""Bring the schema `workspace` to the version this code knows."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, inspect
from sqlalchemy.schema import CreateSchema

from bot.workspace.tables import SCHEMA


def migrate(engine: Engine) -> None:
    """Create or upgrade the tables; does nothing when they are up to date."""
    with engine.begin() as connection:
        if SCHEMA not in inspect(connection).get_schema_names():
            connection.execute(CreateSchema(SCHEMA))
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
