"""The doctor finds what is wrong, one thing at a time, and says what to do about it."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from pydantic import SecretStr

from bot.__main__ import main
from bot.doctor import clock, database, files, thinking
from bot.doctor.checks import CHECKS
from bot.doctor.finding import Verdict
from bot.postgres import programs
from bot.postgres.addresses import Addresses, conninfo
from bot.postgres.cluster import SUPERUSER
from bot.postgres.embedded import Server
from bot.postgres.migrate import migrate_all
from bot.postgres.roles import Role, recipe
from bot.settings import Settings
from tests.integration.runtime.doctoring import changed, found
from tests.support.logging import logging_as_before
from tests.support.model_server import elsewhere, refusing, saying
from tests.support.postgres import Database


@contextmanager
def administrator(server: Server, database: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(
        host=server.sockets, user=SUPERUSER, dbname=database, autocommit=True
    ) as connection:
        yield connection


def test_a_sound_installation_has_nothing_missing(well: Settings) -> None:
    verdicts = [verdict for check in CHECKS for verdict in found(check, well).values()]

    assert set(verdicts) == {Verdict.OK}


def test_the_command_says_so_and_ends_well(
    well: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert well.database_url is not None
    monkeypatch.setenv("DATABASE_URL", well.database_url.get_secret_value())
    monkeypatch.setenv("RETAGUARDA_HOME", str(well.home))
    monkeypatch.setenv("LANG", "en_US.UTF-8")

    with logging_as_before():
        assert main(["doctor"]) == 0
    assert capsys.readouterr().out.endswith("All is well.\n")

    monkeypatch.setenv("MODEL", "nobody")
    monkeypatch.setenv("LANG", "pt_BR.UTF-8")
    with logging_as_before():
        assert main(["doctor"]) == 1
    assert "FALTA   MODEL=“nobody”" in capsys.readouterr().out


def test_a_database_without_our_tables_is_noted(well: Settings, server: Server) -> None:
    server.make("empty")
    try:
        empty = changed(well, database_url=SecretStr(server.url(Role.OWNER, "empty")))
        assert found(database.findings, empty)["database.behind"] is Verdict.NOTE
    finally:
        server.drop("empty")


def test_a_database_that_is_not_there_is_one_finding(well: Settings) -> None:
    away = changed(well, database_url=SecretStr("postgresql://x@127.0.0.1:1/none"))

    assert found(database.findings, away) == {"database.gone": Verdict.BAD}


def test_a_role_that_is_too_strong_or_may_write_is_named(
    well: Settings, server: Server, database: Database
) -> None:
    from bot.doctor import database as check  # noqa: PLC0415 - the fixture has its name

    with administrator(server, database.name) as connection:
        connection.execute("grant insert on note to retaguarda_ask")
        connection.execute("alter role retaguarda_workspace createrole")
        try:
            assert found(check.findings, well) == {
                "database.ask_may_write": Verdict.BAD,
                "database.role_too_strong": Verdict.BAD,
                "database.reached": Verdict.OK,
                "database.current": Verdict.OK,
            }
        finally:
            connection.execute("alter role retaguarda_workspace nocreaterole")


def test_a_role_that_cannot_enter_is_named(
    well: Settings, server: Server, database: Database
) -> None:
    from bot.doctor import database as check  # noqa: PLC0415 - the fixture has its name

    with administrator(server, database.name) as connection:
        revoke = f"revoke connect on database {database.name} from retaguarda_workspace"
        connection.execute(revoke.encode())

    assert found(check.findings, well) == {"database.role_out": Verdict.BAD}


def test_another_locale_is_noted(well: Settings, server: Server) -> None:
    with administrator(server, "postgres") as connection:
        connection.execute(
            "create database other owner retaguarda_owner template template0"
            " locale 'C' locale_provider libc"
        )
    try:
        other = changed(well, database_url=SecretStr(server.url(Role.OWNER, "other")))
        assert found(database.findings, other)["database.locale"] is Verdict.NOTE
    finally:
        server.drop("other")


def test_what_the_doctor_prints_for_an_administrator_makes_a_sound_database(
    well: Settings, server: Server
) -> None:
    name = "by_recipe"
    with administrator(server, "postgres") as connection:
        known = {role for (role,) in connection.execute("select rolname from pg_roles")}
    # The test's server has the roles already; everything else is run as printed.
    lines = [line for line in recipe(name).splitlines() if not line.startswith("create role")]
    assert {*Role} <= known
    assert recipe(name).count("create role retaguarda_") == len(Role)
    try:
        subprocess.run(
            [
                programs.packaged() / "psql",
                *("-h", server.sockets, "-U", SUPERUSER, "-v", "ON_ERROR_STOP=1", "postgres"),
            ],
            input="\n".join(lines),
            text=True,
            check=True,
            capture_output=True,
        )
        url = server.url(Role.OWNER, name)
        migrate_all(Addresses.named(url))

        verdicts = found(database.findings, changed(well, database_url=SecretStr(url)))
        assert set(verdicts.values()) == {Verdict.OK}
    finally:
        server.drop(name)


def test_a_store_that_cannot_be_written_is_in_the_way(well: Settings) -> None:
    file = well.home / "a file"
    file.touch()

    closed = found(files.store, changed(well, store_url=f"file://{file}/below"))
    unknown = found(files.store, changed(well, store_url="s3://login:secret@bucket"))

    assert closed == {"store.closed": Verdict.BAD}
    assert unknown == {"store.library": Verdict.BAD}


def test_the_probe_is_taken_away_again(well: Settings) -> None:
    found(files.store, well)

    assert list((well.home / "store").iterdir()) == []


def test_a_key_that_others_can_read_is_in_the_way(well: Settings) -> None:
    well.keys.chmod(0o644)
    assert found(files.keys, well) == {"keys.open": Verdict.BAD}

    well.keys.unlink()
    assert found(files.keys, well) == {"keys.none_yet": Verdict.NOTE}


def test_little_room_is_in_the_way(well: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_FREE_BYTES_MIN", 2**70)

    assert found(files.room, changed(well, retaguarda_home=well.home / "new")) == {
        "room.short": Verdict.BAD
    }


@pytest.mark.parametrize(
    ("model", "key"),
    [
        ("nobody", "model.name_unclear"),
        ("nobody:x", "model.provider_unknown"),
        ("anthropic:x", "model.package_missing"),
        ("openai:x", "model.key_missing"),
    ],
)
def test_a_model_that_cannot_be_made_is_in_the_way(
    well: Settings, monkeypatch: pytest.MonkeyPatch, model: str, key: str
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)

    assert found(thinking.model, changed(well, model=model)) == {key: Verdict.BAD}


def test_a_model_elsewhere_is_well_when_it_answers_and_in_the_way_when_it_refuses(
    well: Settings,
) -> None:
    key = SecretStr("a key")
    with elsewhere(saying("ok"), refusing(401)) as there:
        settings = changed(well, model="openai:stub", model_url=there.url, model_api_key=key)
        assert found(thinking.model, settings) == {"model.there": Verdict.OK}
        assert found(thinking.model, settings) == {"model.silent": Verdict.BAD}


def test_another_day_is_noted(well: Settings) -> None:
    assert found(clock.findings, changed(well, clock_offset_days=3)) == {
        "clock.played": Verdict.NOTE,
        "clock.now": Verdict.OK,
    }


def test_a_login_in_the_stores_address_is_not_shown(well: Settings) -> None:
    settings = changed(well, store_url="s3://login:secret@bucket")

    told = [str(finding.say) for finding in files.store(settings)]

    assert "secret" not in "".join(told)


def test_the_database_url_reaches_every_role(database: Database) -> None:
    for url in Addresses.named(database.owner.replace("+psycopg", "")).__slots__:
        address = getattr(Addresses.named(database.owner), url)
        with psycopg.connect(conninfo(address)) as connection:
            assert connection.info.user == Role[url.upper()]
