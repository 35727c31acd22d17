"""Every test has its own migrated database, and each role may do what its name says."""

import psycopg
import pytest

from bot.postgres.addresses import conninfo
from tests.support.postgres import Database


def test_the_owner_owns_the_tables_and_nobody_is_a_superuser(database: Database) -> None:
    for url in (database.owner, database.app, database.ask, database.workspace):
        with psycopg.connect(conninfo(url)) as connection:
            row = connection.execute(
                "select rolsuper, current_database() from pg_roles where rolname = current_user"
            ).fetchone()
        assert row == (False, database.name)


def test_ask_may_only_select(database: Database) -> None:
    with psycopg.connect(conninfo(database.ask)) as connection:
        connection.execute("set transaction read write")  # the role's default is not its only bar
        assert connection.execute("select count(*) from note").fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("insert into note values (1, '', '', '')")


def test_app_adds_notes_and_cannot_change_them(database: Database) -> None:
    with psycopg.connect(conninfo(database.app)) as connection:
        connection.execute("insert into note values (1, 'a', 'b', 'c')")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("update note set body = ''")


def test_app_has_no_place_in_the_workspace(database: Database) -> None:
    with (
        psycopg.connect(conninfo(database.app)) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("create table workspace.mine (id int)")


def test_a_neighbours_rows_are_not_here(database: Database) -> None:
    with psycopg.connect(conninfo(database.app)) as connection:
        assert connection.execute("select count(*) from note").fetchone() == (0,)


def test_text_sorts_and_folds_by_unicode(database: Database) -> None:
    with psycopg.connect(conninfo(database.ask)) as connection:
        row = connection.execute("select upper('ação'), 'Ç' ilike 'ç'").fetchone()
    assert row == ("AÇÃO", True)
