"""A record's notes are found among many by what they are about, and by nothing they happen to say."""

import pytest
from alembic import command
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import ProgrammingError

from domain.audit.model import NoteSubject
from domain.audit.queries import last_on, notes_on
from domain.audit.tags import Tag
from domain.audit.verify import verify
from domain.db.migrations.run import config, migrate
from domain.db.work import Read
from domain.proposal.queries import origin
from tests.support.bakery import Bakery
from tests.support.postgres import Database

_MANY = 3000


def _noted(bakery: Bakery, subject: str, many: int = 1, **details: object) -> None:
    with bakery.desk.work() as work:
        for _ in range(many):
            work.note(Tag.RECORD_OPENED, subject=subject, who=None, **details)


def test_a_record_is_found_among_many_notes_by_an_index(bakery: Bakery) -> None:
    bakery.happens("post_payment", supplier="Energisa", amount="1240.55", paid_on="2026-11-24")
    _noted(bakery, "payable:99", many=_MANY)
    _noted(bakery, "payable:1")

    with bakery.desk.read() as read:
        found = notes_on(read, "entry", _last_entry(read), only={Tag.PROPOSAL_EXECUTED})
        plan = "\n".join(read.session.scalars(text(_PLAN)))
        assert [each.body["tag"] for each in found] == ["proposal.executed"]
        assert len(notes_on(read, "payable", 99)) == _MANY
    assert "pk_note_subject" in plan
    assert "Seq Scan" not in plan


_PLAN = """explain (costs off) select note.body from note join note_subject using (seq)
where record_table = 'payable' and record_id = 1 and tag = 'proposal.executed'"""


def _last_entry(read: Read) -> int:
    query = select(NoteSubject.record_id).where(NoteSubject.record_table == "entry")
    return read.session.scalars(query.order_by(NoteSubject.record_id.desc())).first() or 0


def test_words_that_look_like_a_subject_find_nothing(bakery: Bakery) -> None:
    _noted(bakery, "payable:7", reason='"subject":"payable:8" ["payable",8]')
    _noted(bakery, "company")
    _noted(bakery, "payable:0")

    with bakery.desk.read() as read:
        own = notes_on(read, "payable", 7, only={Tag.RECORD_OPENED})
        assert len(own) == 1
        assert notes_on(read, "payable", 8, only={Tag.RECORD_OPENED}) == []
        assert notes_on(read, "company", 0) == []


def test_the_request_behind_a_record_is_the_last_that_touched_it(bakery: Bakery) -> None:
    bakery.propose("post_payment", supplier="Energisa", amount="40.00", paid_on="2026-11-24")
    for amount in ("100.00", "200.00"):
        bakery.happens("post_payment", supplier="Energisa", amount=amount, paid_on="2026-11-24")
    with bakery.desk.read() as read:
        paid = _last_entry(read)
        proposal = origin(read, "entry", paid)
        assert proposal is not None
        assert proposal.amount.cents == 20000
        assert origin(read, "entry", 1) is None  # the books were opened with it
        assert last_on(read, "entry", 1, Tag.COMPANY_OPENED) is not None


_TOUCHED = """update note set body = case (select max(seq) from note) - seq
    when 0 then 'x' when 1 then '[]' else replace(body, 'payable:7', 'payable:8') end
where seq > (select max(seq) from note) - 3"""


def test_a_note_that_was_touched_is_no_longer_shown_and_verify_says_so(
    bakery: Bakery, database: Database
) -> None:
    for _ in range(3):
        _noted(bakery, "payable:7", place="here")
    owner = create_engine(database.owner)
    with owner.begin() as connection:
        connection.execute(text("alter table note disable trigger user"))
        connection.execute(text(_TOUCHED))
    owner.dispose()

    with bakery.desk.read() as read:
        assert notes_on(read, "payable", 7, only={Tag.RECORD_OPENED}) == []
        assert len(verify(read).faults) == 3


@pytest.mark.parametrize(
    "statement", ["update note_subject set seq = 9", "delete from note_subject"]
)
def test_what_a_note_is_about_is_only_ever_added_to(bakery: Bakery, statement: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), bakery.desk.work() as work:
        work.session.execute(text(statement))


def test_notes_from_before_are_found_after_the_migration(
    bakery: Bakery, database: Database
) -> None:
    bakery.happens("post_payment", supplier="Energisa", amount="1240.55", paid_on="2026-11-24")
    written = "select record_table, record_id, seq, tag from note_subject order by 1, 2, 3"
    owner = create_engine(database.owner)
    with owner.begin() as connection:
        before = connection.execute(text(written)).all()
        command.downgrade(config(connection), "0011")

    migrate(database.owner)

    with owner.begin() as connection:
        assert connection.execute(text(written)).all() == before
    owner.dispose()
    assert len(before) > len(("opened", "confirmed", "executed"))
