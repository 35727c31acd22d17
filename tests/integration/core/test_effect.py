"""The recorder sees every change an action makes, or refuses: PostgreSQL is its witness."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import create_engine, delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from domain.accounting.ledger.model import Account, Entry, Posting
from domain.accounting.ledger.queries import account
from domain.audit.model import Note
from domain.authority.model import Limit
from domain.db.base import Record
from domain.db.effect import Effect, UnrecordedWriteError, dry_run
from domain.db.work import Work
from domain.finance.party.model import Party
from domain.finance.payable.model import Payable
from domain.kernel.money import Money
from domain.person.model import Person
from tests.support.company import Company
from tests.support.postgres import Database


def _recorded(company: Company, run: Callable[[Work], object]) -> Effect:
    with company.desk.work() as work:
        return dry_run(work.session, lambda: run(work))


def _bill(work: Work) -> Payable:
    return work.session.scalars(select(Payable)).one()


def test_several_flushes_fold_into_one_change(company: Company) -> None:
    def run(work: Work) -> None:
        bill = _bill(work)
        for cents in (1, 2, 3):
            bill.paid = Money(cents)
            work.session.flush()

    (change,) = _recorded(company, run).changes

    assert (change.kind, change.table) == ("changed", "payable")
    assert (change.before["paid_cents"], change.after["paid_cents"]) == (Money(0), Money(3))


def test_a_record_set_to_what_it_was_is_no_change(company: Company) -> None:
    def run(work: Work) -> None:
        _bill(work).paid = Money(0)

    assert _recorded(company, run).changes == ()


def test_new_then_changed_is_new_and_new_then_removed_is_nothing(company: Company) -> None:
    def run(work: Work) -> None:
        kept = Account(code="9.1", name="A", kind="asset")
        gone = Account(code="9.2", name="B", kind="asset")
        work.session.add_all([kept, gone])
        work.session.flush()
        kept.name = "Adiantamentos"
        work.session.delete(gone)

    (change,) = _recorded(company, run).changes

    assert (change.kind, change.after["name"]) == ("new", "Adiantamentos")


def test_a_removal_shows_what_goes(company: Company) -> None:
    def run(work: Work) -> None:
        work.session.delete(work.session.scalars(select(Limit).order_by(Limit.id)).first())

    (change,) = _recorded(company, run).changes

    assert (change.kind, change.before["role"], change.after) == ("removed", "finance", {})


def test_changed_then_removed_shows_the_first_state(company: Company) -> None:
    def run(work: Work) -> None:
        limit = work.session.scalars(select(Limit).order_by(Limit.id)).first()
        assert limit is not None
        limit.confirm = Money(7)
        work.session.flush()
        work.session.delete(limit)

    (change,) = _recorded(company, run).changes

    assert (change.kind, change.before["confirm_cents"]) == ("removed", Money(100_000))


def _by_statement(work: Work) -> None:
    work.session.execute(update(Party).values(name="Outra"))


def _by_core_insert(work: Work) -> None:
    work.session.execute(insert(Account).values(code="9", name="x", kind="asset"))


def _by_core_delete(work: Work) -> None:
    work.session.execute(delete(Limit))


def _by_text(work: Work) -> None:
    work.session.execute(text("update party set name = 'Outra'"))


def _by_connection(work: Work) -> None:
    work.session.connection().execute(update(Party).values(name="Outra"))


def _undeclared_table(work: Work) -> None:
    work.session.add(Note(seq=99, body="{}", prev="0" * 64, hash="1" * 64))


def _undeclared_sql(work: Work) -> None:
    work.session.execute(text("insert into counter values ('x', 1)"))


@pytest.mark.parametrize(
    "run",
    [
        _by_statement,
        _by_core_insert,
        _by_core_delete,
        _by_text,
        _by_connection,
        _undeclared_table,
        _undeclared_sql,
    ],
)
def test_a_write_that_cannot_be_shown_fails_closed(
    company: Company, run: Callable[[Work], None]
) -> None:
    with pytest.raises(UnrecordedWriteError):
        _recorded(company, run)


def test_a_triggers_write_is_caught_by_the_witness(company: Company, database: Database) -> None:
    owner = create_engine(database.owner)
    with owner.begin() as connection:
        connection.execute(
            text(
                "create function sneak() returns trigger language plpgsql security definer as $$"
                " begin update party set name = name || '!'; return null; end $$;"
                " create trigger sneak after update on payable for each row execute function sneak()"
            )
        )
    owner.dispose()

    def run(work: Work) -> None:
        _bill(work).paid = Money(1)

    with pytest.raises(UnrecordedWriteError, match="the database saw"):
        _recorded(company, run)


def test_deferred_checks_speak_in_the_dry_run(company: Company) -> None:
    def run(work: Work) -> None:
        entry = Entry(entry_on=date(2026, 11, 24), description="torto", posted_at=work.now())
        bank = account(work, "1.1.02")
        entry.postings = [Posting(account=bank, amount=Money(cents)) for cents in (1, 2)]
        work.session.add(entry)

    with pytest.raises(IntegrityError, match="does not balance"):
        _recorded(company, run)


def test_the_digest_binds_every_field_and_every_name(company: Company) -> None:
    def paying(cents: int) -> Callable[[Work], None]:
        def run(work: Work) -> None:
            _bill(work).paid = Money(cents)

        return run

    first, second, other = (_recorded(company, paying(cents)) for cents in (1, 1, 2))
    with company.desk.work() as work:
        work.session.scalars(select(Party)).one().name = "Energisa S.A."
    renamed = _recorded(company, paying(1))

    assert first.digest == second.digest
    assert len({first.digest, other.digest, renamed.digest}) == 3


def test_every_column_of_every_record_has_a_role() -> None:
    bare = [
        str(column)
        for mapper in Record.registry.mappers
        if issubclass(mapper.class_, Record)
        for column in mapper.local_table.c
        if column.info.get("role") not in {"identity", "meant", "volatile", "inner"}
    ]

    assert bare == []


@pytest.mark.parametrize(
    "statement",
    [
        "update posting set amount_cents = 1",
        "delete from posting",
        "update entry set description = 'x'",
        "delete from entry",
        "update note set body = 'x'",
        "delete from note",
        "truncate note",
        "truncate entry, posting, payment cascade",
    ],
)
@pytest.mark.parametrize("role", ["app", "owner"])
def test_the_database_itself_refuses_to_change_the_past(
    company: Company, database: Database, statement: str, role: str
) -> None:
    assert company.carla
    engine = create_engine(getattr(database, role))
    with engine.connect() as connection, pytest.raises(Exception, match=r"added to|permission"):
        connection.execute(text(statement))
    engine.dispose()


def test_a_question_cannot_write(company: Company, database: Database) -> None:
    with company.desk.read() as read:
        read.session.get_one(Person, company.ana).name = "Outra"
        with pytest.raises(Exception, match=r"read-only|permission denied"):
            read.session.flush()
        read.session.expunge_all()
        read.session.invalidate()
    ask = create_engine(database.ask)
    with ask.connect() as connection:
        connection.execute(text("set transaction read write"))
        with pytest.raises(Exception, match="permission denied"):
            connection.execute(text("update person set name = 'x'"))
    ask.dispose()
