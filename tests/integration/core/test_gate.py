"""A request changes nothing; what people saw is what happens, once; everybody else gets a reason."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from domain.accounting.ledger.model import Entry
from domain.authority.model import Limit
from domain.db.base import Record
from domain.finance.payable.model import Payable
from domain.kernel.canonical import Digest
from domain.kernel.errors import Conflict, Failure, Invalid, Refused
from domain.kernel.ids import PersonId, ProposalId
from domain.kernel.money import Money
from domain.person.model import Person
from domain.proposal.model import Proposal, State, Verdict
from domain.proposal.service import expire
from tests.support.company import Company


def _rows(company: Company) -> dict[str, int]:
    with company.desk.read() as read:
        return {
            str(mapper.local_table): read.session.scalar(
                select(func.count()).select_from(mapper.local_table)
            )
            or 0
            for mapper in Record.registry.mappers
            if issubclass(mapper.class_, Record)
        }


def _paid(company: Company) -> Money:
    with company.desk.read() as read:
        return read.session.scalars(select(Payable)).one().paid


def test_a_proposal_changes_no_business_record(company: Company) -> None:
    before = _rows(company)

    company.propose()

    assert _rows(company) == before
    assert _paid(company) == Money(0)


def test_confirmed_and_approved_it_happens_once(company: Company) -> None:
    proposal_id = company.approved()

    outcomes = [company.gate.execute(proposal_id) for _ in range(3)]

    assert outcomes == [State.EXECUTED] * 3
    assert _paid(company) == Money(124_055)
    with company.desk.read() as read:
        assert read.session.scalars(select(Entry.number).order_by(Entry.id)).all() == [None, 1]


def test_within_the_limit_the_makers_word_is_enough(company: Company) -> None:
    proposal_id = company.propose(amount="1000.00")

    assert company.decide(proposal_id, Verdict.CONFIRM, company.carla) is State.APPROVED
    assert company.gate.execute(proposal_id) is State.EXECUTED


def test_one_centavo_above_the_limit_waits_for_somebody_else(company: Company) -> None:
    proposal_id = company.propose(amount="1000.01")

    assert company.decide(proposal_id, Verdict.CONFIRM, company.carla) is State.PENDING
    assert company.gate.execute(proposal_id) is State.PENDING


def test_the_second_payment_of_one_bill_turns_stale(company: Company) -> None:
    first, second = company.approved(), company.approved()

    assert company.gate.execute(first) is State.EXECUTED
    assert company.gate.execute(second) is State.STALE
    assert _paid(company) == Money(124_055)


def test_a_changed_record_makes_the_approved_effect_stale_and_says_how(company: Company) -> None:
    proposal_id = company.approved(amount="1000.01")
    with company.desk.work() as work:
        bill = work.session.scalars(select(Payable)).one()
        bill.description = "Energia de setembro"

    assert company.gate.execute(proposal_id) is State.STALE
    with company.desk.read() as read:
        stale = read.session.get_one(Proposal, proposal_id)
        assert "setembro" in (stale.stale_effect or "")
    assert _paid(company) == Money(0)


def _click(
    company: Company, proposal_id: ProposalId, verdict: Verdict, by: PersonId, **seen: Any
) -> str:
    with pytest.raises(Failure) as refused:
        company.decide(proposal_id, verdict, by, **seen)
    assert isinstance(refused.value, Conflict | Refused)
    return refused.value.say.key


def test_every_wrong_click_gets_one_reason_and_changes_nothing(company: Company) -> None:
    proposal_id = company.propose()
    told = [
        _click(company, proposal_id, Verdict.CONFIRM, company.ana),
        _click(company, proposal_id, Verdict.APPROVE, company.marcos),
        _click(company, proposal_id, Verdict.CONFIRM, company.carla, seen=Digest("0" * 64)),
    ]
    company.decide(proposal_id, Verdict.CONFIRM, company.carla)
    told += [
        _click(company, proposal_id, Verdict.CONFIRM, company.carla),
        _click(company, proposal_id, Verdict.APPROVE, company.carla),
        _click(company, proposal_id, Verdict.APPROVE, company.ana),
        _click(company, ProposalId(999), Verdict.APPROVE, company.marcos, seen=Digest("0" * 64)),
    ]
    assert company.decide(proposal_id, Verdict.APPROVE, company.marcos) is State.APPROVED
    told.append(_click(company, proposal_id, Verdict.REJECT, company.marcos))

    assert told == [
        "proposal.only_maker",
        "proposal.not_confirmed",
        "proposal.changed",
        "proposal.already_confirmed",
        "authority.own_proposal",
        "authority.beyond_approval",
        "proposal.unknown",
        "proposal.already_decided",
    ]


def test_a_rejection_carries_its_reason_and_closes(company: Company) -> None:
    proposal_id = company.propose()
    company.decide(proposal_id, Verdict.CONFIRM, company.carla)

    state = company.decide(proposal_id, Verdict.REJECT, company.marcos, reason="já foi pago")

    assert state is State.REJECTED
    assert company.gate.execute(proposal_id) is State.REJECTED
    with company.desk.read() as read:
        proposal = read.session.get_one(Proposal, proposal_id)
        assert proposal.decisions[-1].reason == "já foi pago"
        assert proposal.closed_at == company.clock.at


def test_the_maker_may_withdraw(company: Company) -> None:
    proposal_id = company.propose()

    assert company.decide(proposal_id, Verdict.CANCEL, company.carla) is State.CANCELLED


def test_no_answer_never_means_yes(company: Company) -> None:
    proposal_id = company.propose()
    with company.desk.work() as work:
        assert expire(work, proposal_id) is False
    company.clock.move(timedelta(days=7))

    assert _click(company, proposal_id, Verdict.CONFIRM, company.carla) == "proposal.expired"
    with company.desk.work() as work:
        assert expire(work, proposal_id) is True
    with company.desk.work() as work:
        assert expire(work, proposal_id) is False
    assert company.state(proposal_id) is State.EXPIRED
    assert _click(company, proposal_id, Verdict.CONFIRM, company.carla) == "proposal.closed"


def test_somebody_who_left_decides_nothing_and_their_word_no_longer_counts(
    company: Company,
) -> None:
    proposal_id = company.approved()
    waiting = company.propose(amount="1000.02")
    company.decide(waiting, Verdict.CONFIRM, company.carla)
    with company.desk.work() as work:
        work.session.get_one(Person, company.marcos).active = False

    assert _click(company, waiting, Verdict.APPROVE, company.marcos) == "authority.inactive"
    assert company.gate.execute(proposal_id) is State.STALE


def test_a_maker_who_left_makes_it_stale(company: Company) -> None:
    proposal_id = company.approved()
    with company.desk.work() as work:
        work.session.get_one(Person, company.carla).active = False

    assert company.gate.execute(proposal_id) is State.STALE
    with pytest.raises(Refused):
        company.propose()
    with pytest.raises(Refused):
        company.gate.ask("overdue", {}, by=company.carla)


def test_a_lowered_limit_is_checked_again_at_execution(company: Company) -> None:
    proposal_id = company.propose(amount="900.00")
    company.decide(proposal_id, Verdict.CONFIRM, company.carla)
    with company.desk.work() as work:
        limits = work.session.scalars(select(Limit).where(Limit.action == "post_payment"))
        for limit in limits:
            limit.confirm = Money(0)

    assert company.gate.execute(proposal_id) is State.STALE


def test_a_refusal_at_execution_is_stale_with_its_reason(company: Company) -> None:
    proposal_id = company.approved()
    with company.desk.work() as work:
        bill = work.session.scalars(select(Payable)).one()
        bill.paid, bill.state = bill.amount, "settled"

    assert company.gate.execute(proposal_id) is State.STALE


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"amount": "0.00"}, "amount"),
        ({"amount": "-1.00"}, "amount"),
        ({"amount": "1240,55"}, "amount"),
        ({"amount": "١٢.00"}, "amount"),
        ({"amount": 1240.55}, "amount"),
        ({"paid_on": "2026-02-29"}, "paid_on"),
        ({"paid_on": "ontem"}, "paid_on"),
        ({"extra": "x"}, "extra"),
        ({"supplier": ""}, "supplier"),
        ({"supplier": "Light"}, "supplier"),
        ({"amount": "1240.56"}, "amount"),
    ],
)
def test_a_wrong_argument_is_named(company: Company, changed: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as wrong:
        company.propose(**changed)

    assert wrong.value.field == field


def test_unknown_tools_and_strangers_are_refused(company: Company) -> None:
    with pytest.raises(Invalid):
        company.gate.propose("drop_tables", {}, by=company.carla)
    with pytest.raises(Invalid):
        company.gate.ask("drop_tables", {}, by=company.carla)
    with pytest.raises(Refused):
        company.gate.propose(
            "post_payment",
            {"supplier": "Energisa", "amount": "1.00", "paid_on": "2026-11-24"},
            by=company.ana,
        )
    with pytest.raises(Refused):
        company.gate.ask("overdue", {}, by=PersonId(999))
