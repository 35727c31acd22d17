"""A paper is behind one title: it is reached from the books, and it is not used twice."""

from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from domain.finance.payable.model import Payable
from domain.finance.payable.queries import paper_behind
from domain.kernel.errors import Failure, Invalid, Refused
from domain.kernel.ids import DocumentId, EntryId
from domain.office.paper.service import hand_in
from domain.proposal.model import State, Verdict
from tests.integration.tools.test_titles import BILL, RECEIPT, a_paper
from tests.support.bakery import Bakery


def _why(bakery: Bakery, amount: str) -> list[tuple[str, int]]:
    answer = bakery.gate.ask("why", {"amount": amount}, by=bakery.people["Carla"])
    return [(each.table, each.record_id) for each in answer.records]


def test_a_bill_and_its_payment_lead_to_the_paper(bakery: Bakery) -> None:
    paper = a_paper(bakery, "Carla")
    bakery.happens("register_bill", **BILL, document=paper)
    bakery.happens("post_payment", supplier="Energisa", amount="310.00", paid_on="2026-11-24")

    found = _why(bakery, "310.00")

    assert found.count(("document", paper)) == 2
    with bakery.desk.read() as read:
        assert paper_behind(read, EntryId(1)) is None


@pytest.mark.parametrize(
    ("name", "who", "raw"),
    [
        ("register_bill", "Carla", BILL | {"number": "outra"}),
        ("submit_expense", "Carla", RECEIPT),
    ],
)
def test_a_paper_is_not_used_twice_until_the_first_title_is_reversed(
    bakery: Bakery, name: str, who: str, raw: dict[str, Any]
) -> None:
    paper = a_paper(bakery, "Carla")
    bakery.happens("register_bill", **BILL, document=paper)

    with pytest.raises(Refused) as refused:
        bakery.propose(name, who, **raw, document=paper)
    assert refused.value.say.key == "payable.paper_used"

    with bakery.desk.read() as read:
        entry = read.session.scalars(select(Payable).where(Payable.document_id == paper)).one()
        number = read.session.execute(
            text("select number from entry where id = :id"), {"id": entry.entry_id}
        ).scalar_one()
    bakery.happens("reverse_entry", entry=number, reversed_on="2026-11-24", reason="engano")
    assert bakery.happens(name, who, **raw, document=paper) is State.EXECUTED


def test_of_two_requests_with_one_paper_the_second_is_stale(bakery: Bakery) -> None:
    paper = a_paper(bakery, "Carla")
    requests = [
        bakery.propose("register_bill", **(BILL | {"number": number}), document=paper)
        for number in ("1", "2")
    ]
    for each in requests:
        bakery.decide(each, Verdict.CONFIRM, "Carla")

    assert [bakery.gate.execute(each) for each in requests] == [State.EXECUTED, State.STALE]


def _put_behind_two(bakery: Bakery, paper: DocumentId) -> None:
    with bakery.desk.work() as work:
        for bill in work.session.scalars(select(Payable).where(Payable.state == "open").limit(2)):
            bill.document_id = paper


def test_the_database_itself_refuses_a_second_title_on_a_paper(bakery: Bakery) -> None:
    paper = a_paper(bakery, "Carla")

    with pytest.raises(IntegrityError):
        _put_behind_two(bakery, paper)


def test_one_books_from_ones_own_papers_only(bakery: Bakery) -> None:
    carlas = a_paper(bakery, "Carla")
    for number in (carlas, 999):
        with pytest.raises(Invalid) as refused:
            bakery.propose("submit_expense", "Ana", **RECEIPT, document=number)
        assert (refused.value.say.key, refused.value.field) == ("payable.no_such_paper", "document")

    with bakery.desk.work() as work:
        where = {"channel": "D1", "thread_ts": "1.0", "message_ts": "1.0"}
        hand_in(work, bakery.people["Ana"], "F1", **where).document_id = carlas
    assert bakery.propose("submit_expense", "Ana", **RECEIPT, document=carlas)


@pytest.mark.parametrize("told", [{}, {"pay_by": "2030-01-01"}])
def test_the_day_of_paying_back_is_written_by_us_and_kept(
    bakery: Bakery, told: dict[str, str]
) -> None:
    proposal_id = bakery.propose("submit_expense", "Ana", **RECEIPT, **told)
    bakery.decide(proposal_id, Verdict.CONFIRM, "Ana")
    bakery.decide(proposal_id, Verdict.APPROVE, "Marcos")
    bakery.clock.at = bakery.clock.at.replace(day=30)

    assert bakery.gate.execute(proposal_id) is State.EXECUTED
    with bakery.desk.read() as read:
        owed = read.session.scalars(select(Payable).order_by(Payable.id.desc())).first()
        assert owed is not None
        assert owed.due_on.isoformat() == "2026-12-05"


def test_no_failure_leaves_a_title(bakery: Bakery) -> None:
    with bakery.desk.read() as read:
        before = len(list(read.session.scalars(select(Payable))))
    with pytest.raises(Failure):
        bakery.propose("register_bill", **BILL, document=12345)
    with bakery.desk.read() as read:
        assert len(list(read.session.scalars(select(Payable)))) == before
