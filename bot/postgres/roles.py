"""The four database roles, none of them a superuser, and the database they share.

| role                   | may                                                                   |
|------------------------|-----------------------------------------------------------------------|
| `retaguarda_owner`     | owns the schema, runs migrations                                      |
| `retaguarda_app`       | SELECT, INSERT, UPDATE, DELETE; migrations take away what nobody may   |
| `retaguarda_ask`       | SELECT                                                                |
| `retaguarda_workspace` | owns the schema `workspace`, where the local Slack keeps its tables   |
"""

from enum import StrEnum

import psycopg
from psycopg import sql

from bot.postgres.cluster import LOCALE, SUPERUSER


class Role(StrEnum):
    """Who connects."""

    OWNER = "retaguarda_owner"
    APP = "retaguarda_app"
    ASK = "retaguarda_ask"
    WORKSPACE = "retaguarda_workspace"


_GRANTS = """
revoke all on schema public from public;
alter schema public owner to retaguarda_owner;
grant usage on schema public to retaguarda_app, retaguarda_ask;
alter default privileges for role retaguarda_owner in schema public
    grant select, insert, update, delete on tables to retaguarda_app;
alter default privileges for role retaguarda_owner in schema public
    grant usage, select on sequences to retaguarda_app;
alter default privileges for role retaguarda_owner in schema public
    grant select on tables to retaguarda_ask;
create schema if not exists workspace authorization retaguarda_workspace;
alter role retaguarda_ask set default_transaction_read_only = on;
"""


def recipe(database: str) -> str:
    """Return what an administrator runs once, as a superuser, on a server that is not ours."""
    lines = [f"create role {role} login noinherit password '...';" for role in Role]
    lines += [
        f"create database {database} owner {Role.OWNER} template template0 encoding 'UTF8'",
        f"    locale 'C' locale_provider builtin builtin_locale '{LOCALE}';",
        f"revoke all on database {database} from public;",
        f"grant connect on database {database} to {', '.join(Role)};",
        f"\\connect {database}",
    ]
    return "\n".join(lines) + f"\n{_GRANTS.strip()}\n"


def make_roles(sockets: str) -> None:
    """Make the roles that are missing."""
    with _administrator(sockets, "postgres") as connection:
        known = {name for (name,) in connection.execute("select rolname from pg_roles")}
        for role in Role:
            if role not in known:
                connection.execute(
                    sql.SQL(
                        "create role {} login nosuperuser nocreatedb nocreaterole noinherit"
                    ).format(sql.Identifier(role))
                )


def make_database(sockets: str, name: str, *, template: str = "template0") -> None:
    """Make database `name` with its schemas and grants; an existing one is left alone.

    A copy of another database than template0 has its grants already.
    """
    with _administrator(sockets, "postgres") as connection:
        found = connection.execute("select 1 from pg_database where datname = %s", [name])
        if found.fetchone() is not None:
            return
        draft = f"{name}_new"
        connection.execute(
            sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(draft))
        )
        connection.execute(
            sql.SQL(
                "create database {} owner {} template {} encoding 'UTF8' locale 'C'"
                " locale_provider builtin builtin_locale {}"
            ).format(
                sql.Identifier(draft),
                sql.Identifier(Role.OWNER),
                sql.Identifier(template),
                sql.Literal(LOCALE),
            )
        )
        connection.execute(
            sql.SQL("revoke all on database {} from public").format(sql.Identifier(draft))
        )
        connection.execute(
            sql.SQL("grant connect on database {} to {}").format(
                sql.Identifier(draft), sql.SQL(", ").join(map(sql.Identifier, Role))
            )
        )
        if template == "template0":
            with _administrator(sockets, draft) as inside:
                inside.execute(_GRANTS)
        # Named last: a database of this name is always complete.
        connection.execute(
            sql.SQL("alter database {} rename to {}").format(
                sql.Identifier(draft), sql.Identifier(name)
            )
        )


def drop_database(sockets: str, name: str) -> None:
    """Drop database `name` if it exists, closing what is connected to it."""
    with _administrator(sockets, "postgres") as connection:
        connection.execute(
            sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name))
        )


def _administrator(sockets: str, database: str) -> psycopg.Connection:
    return psycopg.connect(host=sockets, user=SUPERUSER, dbname=database, autocommit=True)
