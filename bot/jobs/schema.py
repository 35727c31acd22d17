"""The job queue's tables: installed once, then brought to the installed Procrastinate's version."""

import re
from importlib.metadata import version
from pathlib import Path

import psycopg
from procrastinate.schema import SchemaManager
from psycopg import sql

_NAME = re.compile(r"(\d+)\.(\d+)\.(\d+)_(\d+)_.*\.sql", re.ASCII)
type Release = tuple[int, ...]


def install(connection: psycopg.Connection) -> None:
    """Install or upgrade the queue's tables, in the caller's transaction."""
    connection.execute("select pg_advisory_xact_lock(hashtext('retaguarda.jobs'))")
    here = _release(version("procrastinate"))
    there = _installed(connection)
    if there == here:
        return
    if there is None:
        _run(connection, SchemaManager.get_schema())
    else:
        for path in steps(Path(SchemaManager.get_migrations_path()), after=there):
            _run(connection, path.read_text(encoding="utf-8"))
    mark = sql.SQL("comment on table procrastinate_jobs is {}")
    connection.execute(mark.format(sql.Literal(".".join(map(str, here)))))


def is_behind(connection: psycopg.Connection) -> bool:
    """Return whether `install` has something to do."""
    return _installed(connection) != _release(version("procrastinate"))


def steps(folder: Path, *, after: Release) -> list[Path]:
    """Return the migration files of releases later than `after`, in order."""
    found = [(match, path) for path in folder.iterdir() if (match := _NAME.fullmatch(path.name))]
    numbered = [(tuple(map(int, match.groups())), path) for match, path in found]
    return [path for number, path in sorted(numbered) if number[:3] > after]


def _installed(connection: psycopg.Connection) -> Release | None:
    row = connection.execute(
        "select obj_description(to_regclass('public.procrastinate_jobs'), 'pg_class')"
    ).fetchone()
    return _release(row[0]) if row and row[0] else None


def _release(text: str) -> Release:
    return tuple(int(part) for part in text.split(".")[:3])


def _run(connection: psycopg.Connection, script: str) -> None:
    # Without parameters, psycopg sends the whole script as it is.
    connection.execute(script.encode())
