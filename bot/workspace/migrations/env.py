"""Alembic's entry: runs on the connection that `run.migrate` hands over."""

from alembic import context

from bot.workspace.tables import SCHEMA, Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    version_table_schema=SCHEMA,
    include_schemas=True,
    include_name=lambda name, kind, _parents: kind != "schema" or name == SCHEMA,
)
with context.begin_transaction():
    context.run_migrations()
