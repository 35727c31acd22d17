"""The trail proves what happened, and says where it was touched; an outsider's verifier agrees."""

import json
import random
from collections.abc import Callable

import pytest
from sqlalchemy import create_engine, func, select, text

import verify_trail
from domain.audit.model import Note
from domain.audit.opening import open_books
from domain.audit.verify import Verdict, export, verify
from tests.support.company import Company
from tests.support.postgres import Database


def _verdicts(company: Company) -> tuple[Verdict, str, list[str]]:
    with company.desk.read() as read:
        ours = verify(read)
        lines = list(export(read))
    head, faults = verify_trail.verify(lines)
    return ours, head, faults


def _tamper(database: Database, statement: str) -> None:
    """Change the database as its owner could, past every trigger."""
    owner = create_engine(database.owner)
    with owner.begin() as connection:
        for table in ("note", "entry", "posting"):
            connection.execute(text(f"alter table {table} disable trigger user"))
        connection.execute(text(statement))
    owner.dispose()


def test_two_verifiers_agree_that_an_honest_trail_holds(company: Company) -> None:
    company.gate.execute(company.approved())

    ours, head, faults = _verdicts(company)

    assert (ours.faults, faults) == ((), [])
    assert ours.head == head
    assert ours.notes == 5


@pytest.mark.parametrize(
    "statement",
    [
        "update note set body = replace(body, 'confirmed', 'rejected') where seq = 3",
        "update note set body = 'x' where seq = 3",
        "update note set body = '[]' where seq = 3",
        "delete from note where seq = 2",
        "update note set hash = repeat('0', 64) where seq = 4",
        "update note set seq = 40 where seq = 4",
        "update posting set amount_cents = amount_cents + 1 where id = 1",
        "update posting set account_id = 3 where id = (select max(id) from posting)",
        "update entry set description = 'x' where id = (select max(id) from entry)",
        "update proposal set effect = replace(effect, '124055', '124056')",
        "update proposal set effect = '[]'",
        "delete from posting where id = (select max(id) from posting)",
        "insert into posting (entry_id, account_id, amount_cents) values (1, 1, 5)",
    ],
)
def test_whatever_is_touched_both_say_where(
    company: Company, database: Database, statement: str
) -> None:
    company.gate.execute(company.approved())
    _tamper(database, statement)

    ours, _, faults = _verdicts(company)

    assert len(ours.faults) == len(faults) > 0


def test_a_cut_tail_is_seen_by_whoever_noted_the_head(company: Company, database: Database) -> None:
    company.gate.execute(company.approved())
    head = _verdicts(company)[1]
    _tamper(
        database,
        "delete from note where seq = 5; delete from payment;"
        " delete from posting where entry_id > 1; delete from entry where id > 1",
    )

    with company.desk.read() as read:
        lines = list(export(read))

    assert verify_trail.verify(lines)[1] == []
    assert "not in this trail" in verify_trail.verify(lines, head)[1][0]


def _mutations(lines: list[str], random_: random.Random) -> Callable[[], list[str]]:
    def one() -> list[str]:
        row = random_.randrange(len(lines))
        place = random_.randrange(len(lines[row]))
        old = lines[row][place]
        new = random_.choice([char for char in "0123456789abcxyz" if char != old])
        return [*lines[:row], lines[row][:place] + new + lines[row][place + 1 :], *lines[row + 1 :]]

    return one


def test_any_changed_byte_of_an_export_is_noticed(company: Company) -> None:
    company.gate.execute(company.approved())
    with company.desk.read() as read:
        lines = list(export(read))
    seed = random.SystemRandom().randrange(2**32)
    mutated = _mutations(lines, random.Random(seed))

    for _ in range(2_000):
        changed = mutated()
        try:
            faults = verify_trail.verify(changed)[1]
        except (ValueError, KeyError, TypeError, AttributeError):
            continue  # no longer an export at all
        assert faults, f"seed {seed}: {set(changed) - set(lines)}"


def test_the_command_line_of_the_verifier(
    company: Company, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    trail = tmp_path_factory.mktemp("trail") / "trail.jsonl"
    with company.desk.read() as read:
        lines = list(export(read))
    trail.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert verify_trail.main([str(trail)]) == 0
    assert capsys.readouterr().out.startswith("holds: head ")

    note = json.loads(lines[0])
    note["note"]["prev"] = "f" * 64
    trail.write_text("\n".join([json.dumps(note), *lines[1:]]), encoding="utf-8")
    assert verify_trail.main([str(trail), "0" * 64]) == 1
    assert "FAULT" in capsys.readouterr().out


def test_books_that_are_opened_with_nothing_in_them_note_nothing(company: Company) -> None:
    with company.desk.read() as read:
        before = read.session.scalar(select(func.count()).select_from(Note))

    with company.desk.work() as work:
        open_books(work, lambda: None, who=None)

    with company.desk.read() as read:
        assert read.session.scalar(select(func.count()).select_from(Note)) == before


def test_an_empty_trail_holds() -> None:
    assert verify_trail.verify([]) == (verify_trail.GENESIS, [])
