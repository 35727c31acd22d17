"""What every tool keeps to, whichever it is: each test runs over the whole registry."""

import hashlib
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from domain.db.base import Record
from domain.db.tables import metadata
from domain.kernel.say import Phrasebook
from domain.proposal.model import Proposal
from tests.support.bakery import Bakery, a_bakery
from tests.support.postgres import Database
from tools import registry
from tools.registry import load
from tools.spec import Action, Question

TOOLS = load()
ROOT = Path(registry.__file__).parents[1]

#: One call of each action that its maker may make: (who, arguments).
CALLS: dict[str, tuple[str, dict[str, Any]]] = {
    "post_payment": (
        "Carla",
        {"supplier": "Energisa", "amount": "1240.55", "paid_on": "2026-11-24"},
    ),
    "post_reimbursement": (
        "Carla",
        {"person": "Ana", "amount": "86.40", "paid_on": "2026-11-24"},
    ),
    "reverse_entry": ("Carla", {"entry": 1, "reversed_on": "2026-11-24", "reason": "engano"}),
    "submit_expense": (
        "Ana",
        {
            "supplier": "Restaurante da Vila",
            "amount": "86.40",
            "spent_on": "2026-11-23",
            "category": "almoço",
        },
    ),
    "register_bill": (
        "Carla",
        {
            "supplier": "Moinho",
            "amount": "310.00",
            "due_on": "2026-12-10",
            "number": "9",
            "description": "Farinha",
        },
    ),
    "issue_invoice": (
        "Carla",
        {
            "customer": "Mercearia",
            "amount": "3200.00",
            "description": "Buffet",
            "due_in_days": 30,
        },
    ),
    "record_receipt": (
        "Carla",
        {"customer": "Hotel", "amount": "5720.00", "received_on": "2026-11-24"},
    ),
    "request_vacation": ("João", {"starts_on": "2027-02-08", "days": 15}),
    "cancel_vacation": ("João", {"starts_on": "2027-02-08"}),
}

#: What must have happened before: a vacation is there before it can be cancelled.
FIRST = {"cancel_vacation": "request_vacation", "post_reimbursement": "submit_expense"}

QUESTIONS: dict[str, dict[str, Any]] = {"why": {"entry": 1}}

#: A message key where it is said.
_SAID = re.compile(r'(?:say|Invalid|Refused|Conflict|Outage|Uncertain)\(\s*"([a-z_]+\.[a-z_.]+)"')

#: Tables in which a proposal itself is kept.
_KEPT = {"proposal", "decision", "note", "note_subject", "counter"}


@pytest.fixture
def bakery(database: Database) -> Iterator[Bakery]:
    with a_bakery(database) as whole:
        yield whole


def _propose(bakery: Bakery, action: str) -> Proposal:
    who, raw = CALLS[action]
    proposal_id = bakery.propose(action, who, **raw)
    with bakery.desk.read() as read:
        return read.session.get_one(Proposal, proposal_id)


def _prepare(bakery: Bakery, action: str) -> None:
    if action in FIRST:
        who, raw = CALLS[FIRST[action]]
        bakery.happens(FIRST[action], who, **raw)


def _business(connection: Connection) -> dict[str, str]:
    """Return a fingerprint of every row of every table that is not a proposal's own."""
    prints = {}
    for table in metadata.sorted_tables:
        if table.name not in _KEPT:
            rows = connection.execute(text(f'select t::text from "{table.name}" t order by 1'))  # noqa: S608 - our own table names
            content = "\n".join(row[0] for row in rows)
            prints[table.name] = hashlib.sha256(content.encode()).hexdigest()
    return prints


def _snapshot(bakery: Bakery) -> dict[str, str]:
    with bakery.desk.read() as read:
        return _business(read.session.connection())


def test_every_action_is_called_here() -> None:
    assert set(CALLS) == set(TOOLS.actions)


@pytest.mark.parametrize("action", sorted(TOOLS.actions))
def test_proposing_changes_no_business_row(bakery: Bakery, action: str) -> None:
    _prepare(bakery, action)
    before = _snapshot(bakery)

    proposal = _propose(bakery, action)

    assert proposal.effect != "[]"
    assert _snapshot(bakery) == before


@pytest.mark.parametrize("action", sorted(TOOLS.actions))
def test_an_hour_later_the_effect_is_the_same(bakery: Bakery, action: str) -> None:
    _prepare(bakery, action)
    now = _propose(bakery, action)
    bakery.clock.move(timedelta(hours=1))

    assert _propose(bakery, action).digest == now.digest


@pytest.mark.parametrize("action", sorted(TOOLS.actions))
def test_what_was_proposed_is_what_happens(bakery: Bakery, action: str) -> None:
    _prepare(bakery, action)
    who, raw = CALLS[action]
    before = _snapshot(bakery)

    assert bakery.happens(action, who, **raw) == "executed"
    assert _snapshot(bakery) != before


@pytest.mark.parametrize("question", sorted(TOOLS.questions))
def test_a_question_is_answered_and_changes_nothing(bakery: Bakery, question: str) -> None:
    before = _snapshot(bakery)

    assert bakery.ask(question, "Marcos", **QUESTIONS.get(question, {}))
    assert _snapshot(bakery) == before


@pytest.mark.parametrize("write", ["delete from payable", "update person set name = 'x'"])
def test_a_question_cannot_write(bakery: Bakery, write: str) -> None:
    with pytest.raises(DBAPIError), bakery.desk.read() as read:
        read.session.execute(text(write))


def test_a_question_cannot_write_even_when_it_asks_for_a_writable_transaction(
    bakery: Bakery,
) -> None:
    with bakery.desk.read() as read:
        with pytest.raises(DBAPIError):
            read.session.execute(text("set transaction read write; delete from payable"))
        read.session.invalidate()


def _records() -> list[type[Record]]:
    return sorted(
        (mapper.class_ for mapper in Record.registry.mappers if issubclass(mapper.class_, Record)),
        key=lambda kind: kind.__name__,
    )


@pytest.mark.parametrize("kind", _records())
def test_every_column_of_a_record_says_what_it_means(kind: type[Record]) -> None:
    roles = {column.name: column.info.get("role") for column in kind.__table__.columns}

    assert set(roles.values()) <= {"identity", "meant", "volatile", "inner"}, roles
    assert "meant" in roles.values()


@pytest.mark.parametrize("tool", [*TOOLS.actions.values(), *TOOLS.questions.values()])
def test_every_tool_says_when_it_is_meant_in_both_languages(tool: Action | Question) -> None:
    words = tool.words
    asks = words[words.index("Asks:") : words.index("Does:")]

    assert "Undo:" in words
    portuguese, _, english = asks.partition(" / ") if " / " in asks else asks.partition("\n")
    assert portuguese.strip()
    assert english.strip()


def test_every_sentence_that_tools_and_rooms_say_is_written_in_both_languages() -> None:
    written = Phrasebook.load([ROOT / "domain", ROOT / "tools"]).keys
    said = {
        key
        for folder in ("domain", "tools")
        for path in (ROOT / folder).rglob("*.py")
        for key in _SAID.findall(path.read_text(encoding="utf-8"))
    }

    assert said
    assert said - written == set()
