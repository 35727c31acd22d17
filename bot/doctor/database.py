"""Is the database there, are its roles what they must be, is it at this code's version?"""

from collections.abc import Iterator
from dataclasses import astuple

import psycopg
from sqlalchemy import create_engine

from bot.doctor.finding import Finding, bad, note, well
from bot.jobs import schema
from bot.postgres.addresses import Addresses, conninfo
from bot.postgres.connect import connected
from bot.postgres.roles import Role
from bot.settings import Settings
from domain.db.migrations.run import pending
from domain.kernel.errors import Outage

_VERSION_MIN = 170000
_LOCALES = {("b", "PG_UNICODE_FAST"), ("b", "C.UTF-8")}
_CONNECT_SECONDS = 5


def findings(settings: Settings) -> Iterator[Finding]:
    """Yield what is to say about the database; our own is started for the look if it is not up."""
    try:
        with connected(settings) as addresses:
            yield from _looked_at(addresses)
    except Outage as outage:
        yield Finding(bad("doctor.database.gone", why="").verdict, outage.say)


def _looked_at(addresses: Addresses) -> Iterator[Finding]:
    reached = []
    for role, url in zip(Role, astuple(addresses), strict=True):
        try:
            with psycopg.connect(conninfo(url), connect_timeout=_CONNECT_SECONDS) as connection:
                yield from _role(connection, role)
            reached.append(role)
        except psycopg.OperationalError as error:
            why = (str(error).strip().splitlines() or [""])[-1]
            yield bad("doctor.database.role_out", role=role, why=why)
    if reached:
        yield from _server(addresses)
    if Role.OWNER in reached:
        yield from _version(addresses)


def _role(connection: psycopg.Connection, role: Role) -> Iterator[Finding]:
    found = connection.execute(
        "select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb"
        " from pg_roles where rolname = current_user"
    ).fetchone()
    if found is None or found[0]:
        yield bad("doctor.database.role_too_strong", role=role)
    if role is Role.ASK and _may_write(connection):
        yield bad("doctor.database.ask_may_write", role=role)


def _may_write(connection: psycopg.Connection) -> bool:
    found = connection.execute(
        "select exists (select from pg_class where relkind in ('r', 'p')"
        " and relnamespace = 'public'::regnamespace"
        " and has_table_privilege(oid, 'insert, update, delete, truncate'))"
    ).fetchone()
    return bool(found and found[0])


def _server(addresses: Addresses) -> Iterator[Finding]:
    with psycopg.connect(conninfo(addresses.ask)) as connection:
        found = connection.execute(
            "select current_setting('server_version'), current_setting('server_version_num')::int,"
            " datlocprovider::text, coalesce(datlocale, datcollate)"
            " from pg_database where datname = current_database()"
        ).fetchone()
    assert found is not None
    version, number, provider, locale = found
    if number < _VERSION_MIN:
        yield bad("doctor.database.old", version=version)
    if (provider, locale) not in _LOCALES:
        yield note("doctor.database.locale", locale=locale)
    yield well("doctor.database.reached", version=version)


def _version(addresses: Addresses) -> Iterator[Finding]:
    engine = create_engine(addresses.owner)
    try:
        with engine.connect() as connection:
            is_behind = pending(connection)
    finally:
        engine.dispose()
    with psycopg.connect(conninfo(addresses.owner)) as raw:
        is_behind = is_behind or schema.is_behind(raw)
    if is_behind:
        yield note("doctor.database.behind")
    else:
        yield well("doctor.database.current")
