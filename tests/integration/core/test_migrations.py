"""The migrations make what the models say, and every one of them can be taken back."""

from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, create_engine, inspect

from domain.db.migrations.run import config
from domain.db.tables import metadata
from tests.support.postgres import Database


def _is_ours(_object: Any, name: str | None, kind: str, *_rest: Any) -> bool:
    return kind != "table" or name in metadata.tables


def _differences(connection: Connection) -> list[Any]:
    """Return where tables, columns, keys and indexes are not what the models say."""
    context = MigrationContext.configure(
        connection, opts={"include_object": _is_ours, "compare_type": True}
    )
    return list(compare_metadata(context, metadata))


def test_up_down_and_up_again_the_tables_are_what_the_models_say(database: Database) -> None:
    engine = create_engine(database.owner)
    with engine.begin() as connection:
        assert _differences(connection) == []

        command.downgrade(config(connection), "base")
        assert set(inspect(connection).get_table_names()) & set(metadata.tables) == set()

        command.upgrade(config(connection), "head")
        inspect(connection).clear_cache()
        assert _differences(connection) == []
    engine.dispose()
