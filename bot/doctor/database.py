"""Is the database there, are its roles what they must be, is it at this code's version?"""

from collections.abc import Iterator
from dataclasses import astuple

import psycopg
from sqlalchemy import create_engine

from bot.doctor.finding import Finding, Verdict, bad, note, well
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
        yield Finding(Verdict.BAD, outage.say)


def _looked_at(addresses: Addresses) -> Iterator[Finding]:
    kept_out: dict[Role, str] = {}
    for role, url in zip(Role, astuple(addresses), strict=True):
        try:
            with psycopg.connect(conninfo(url), connect_timeout=_CONNECT_SECONDS) as connection:
                yield from _role(connection, role)
        except psycopg.OperationalError as error:
            kept_out[role] = str(error).strip().partition("\n")[0]
    if len(kept_out) == len(Role):
        yield bad("doctor.database.gone", why=kept_out[Role.OWNER])
        return
    for role, why in kept_out.items():
        yield bad("doctor.database.role_out", role=role, why=why)
    if not kept_out:
        yield from _server(addresses)


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
        version = connection.info.parameter_status("server_version") or ""
        if connection.info.server_version < _VERSION_MIN:
            yield bad("doctor.database.old", version=version)
            return
        locale = connection.execute(
            "select datlocprovider::text, coalesce(datlocale, datcollate)"
            " from pg_database where datname = current_database()"
        ).fetchone()
    assert locale is not None
    if locale not in _LOCALES:
        yield note("doctor.database.locale", locale=locale[1])
    yield well("doctor.database.reached", version=version)
    yield from _version(addresses)


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
