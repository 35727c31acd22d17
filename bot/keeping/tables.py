"""The database as two dumps of one moment, and an empty database filled from them.

The books belong to one role and the local workspace to another, so each is dumped by its owner; both
see the same snapshot. Tables come back with exactly the rights they had: rights that a new table
would get by itself are taken away first, or nobody's notes would be safe from the application.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from bot.keeping import programs
from bot.postgres.addresses import Addresses, conninfo
from bot.settings import Settings

#: The schemas, in the order in which they come back: the books last, so that a company is there
#: only when everything is.
SCHEMAS = ("workspace", "public")

_DROPS = """
select format('drop table if exists %%I.%%I cascade;', n.nspname, c.relname)
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where n.nspname = %(schema)s and c.relkind in ('r', 'p')
union all
select format('drop view if exists %%I.%%I cascade;', n.nspname, c.relname)
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where n.nspname = %(schema)s and c.relkind = 'v'
union all
select format('drop routine if exists %%s cascade;', p.oid::regprocedure)
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
 where n.nspname = %(schema)s
union all
select format('drop type if exists %%I.%%I cascade;', n.nspname, t.typname)
  from pg_type t join pg_namespace n on n.oid = t.typnamespace
 where n.nspname = %(schema)s
   and (t.typtype in ('e', 'd')
        or (select c.relkind from pg_class c where c.oid = t.typrelid) = 'c')
"""
_NO_USUAL_RIGHTS = """
alter default privileges in schema public
    revoke all on tables from retaguarda_app, retaguarda_ask;
alter default privileges in schema public revoke all on sequences from retaguarda_app;
"""
#: The schemas themselves are there already, with their grants.
_LEFT_OUT = (" SCHEMA - ", " ACL - SCHEMA ", " COMMENT - SCHEMA ")


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment of a company: a snapshot that stays open, and what can be said of it."""

    snapshot: str
    notes: int
    head: str
    documents: tuple[str, ...]


def has_company(addresses: Addresses) -> bool:
    """Return whether anybody's books are in this database."""
    with psycopg.connect(conninfo(addresses.owner)) as connection:
        for table in ("note", "person"):
            there = connection.execute("select to_regclass(%s)", [f"public.{table}"]).fetchone()
            if there != (None,) and connection.execute(f"select 1 from {table} limit 1").fetchone():  # noqa: S608 - one of the two names above
                return True
    return False


@contextmanager
def moment(addresses: Addresses) -> Iterator[Moment]:
    """Yield this moment; it is held for as long as the block runs."""
    with psycopg.connect(conninfo(addresses.owner), autocommit=True) as connection:
        connection.execute("begin isolation level repeatable read, read only")
        (snapshot,) = connection.execute("select pg_export_snapshot()").fetchone() or ("",)
        head = connection.execute("select seq, hash from note order by seq desc limit 1").fetchone()
        rows = connection.execute("select sha256 from document order by sha256").fetchall()
        notes, last = head or (0, "")
        yield Moment(str(snapshot), int(notes), str(last), tuple(str(name) for (name,) in rows))


def dump(settings: Settings, addresses: Addresses, at: Moment, folder: Path) -> dict[str, Path]:
    """Write a dump of each schema at that moment into `folder`; return them by schema."""
    files = {}
    for schema, url in _owners(addresses).items():
        files[schema] = folder / f"{schema}.dump"
        words = ("--format=custom", f"--schema={schema}", f"--snapshot={at.snapshot}")
        programs.run(settings, "pg_dump", url, *words, f"--file={files[schema]}")
    return files


def fill(settings: Settings, addresses: Addresses, folder: Path) -> None:
    """Put the dumps of `folder` in the place of what is there: each schema whole, or not at all."""
    for schema, url in _owners(addresses).items():
        emptied, wanted, script = (folder / f"{schema}.{kind}" for kind in ("first", "list", "sql"))
        dumped = folder / f"{schema}.dump"
        listed = programs.contents_of(settings, dumped).splitlines()
        kept = [line for line in listed if not any(each in line for each in _LEFT_OUT)]
        wanted.write_text("\n".join(kept), encoding="utf-8")
        programs.script_of(settings, dumped, wanted, script)
        emptied.write_text(_emptying(url, schema), encoding="utf-8")
        words = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
        programs.run(settings, "psql", url, *words, f"--file={emptied}", f"--file={script}")


def _owners(addresses: Addresses) -> dict[str, str]:
    owners = {"workspace": addresses.workspace, "public": addresses.owner}
    return {schema: owners[schema] for schema in SCHEMAS}


def _emptying(url: str, schema: str) -> str:
    with psycopg.connect(conninfo(url)) as connection:
        drops = [str(line) for (line,) in connection.execute(_DROPS, {"schema": schema})]
    usual = _NO_USUAL_RIGHTS if schema == "public" else ""
    return "\n".join(["set client_min_messages = warning;", *drops, usual])
