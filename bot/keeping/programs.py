"""Runs PostgreSQL's own clients, which come in the same wheel as the server.

Passwords go by the environment, never by the command line, which every user of a machine can read.
"""

import subprocess
from pathlib import Path

from sqlalchemy import make_url

from bot.postgres.programs import packaged
from bot.settings import Settings, child_environment
from domain.kernel.errors import Outage

#: A table in use by others is waited for this long, never for ever.
_OPTIONS = "-c lock_timeout=10s"
_WHY_MAX = 300


def run(settings: Settings, program: str, url: str, *words: str | Path) -> str:
    """Run `program` against the database of `url`; return what it printed.

    Raises Outage with the program's last words when it fails.
    """
    address = make_url(url).set(drivername="postgresql")
    login = {"PGOPTIONS": _OPTIONS}
    if address.password:
        login["PGPASSWORD"] = str(address.password)
    plain = address.set(password=None).render_as_string(hide_password=False)
    done = subprocess.run(
        [packaged() / program, f"--dbname={plain}", *words],
        env=child_environment(settings, login),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise Outage("keeping.program_failed", program=program, why=_last(done.stderr))
    return done.stdout


def contents_of(settings: Settings, dump: Path) -> str:
    """Return the list of what a dump holds, in the form in which a part of it can be asked for."""
    return _alone(settings, "--list", dump)


def script_of(settings: Settings, dump: Path, wanted: Path, script: Path) -> None:
    """Write the SQL of what the list `wanted` names; everything will belong to whoever runs it."""
    _alone(settings, "--no-owner", f"--use-list={wanted}", f"--file={script}", dump)


def _alone(settings: Settings, *words: str | Path) -> str:
    done = subprocess.run(
        [packaged() / "pg_restore", *words],
        env=child_environment(settings),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise Outage("keeping.program_failed", program="pg_restore", why=_last(done.stderr))
    return done.stdout


def _last(printed: str) -> str:
    lines = [line for line in printed.splitlines() if line.strip()]
    return (lines[-1] if lines else "?")[:_WHY_MAX]
