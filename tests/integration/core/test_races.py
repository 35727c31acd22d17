"""Clicks at the same moment: one wins, everybody else is told who did; one effect, one note."""

import random
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from domain.audit.model import Note
from domain.finance.payable.model import Payment
from domain.kernel.errors import Conflict, Refused
from domain.kernel.ids import ProposalId
from domain.proposal.model import State, Verdict
from tests.support.company import Company

ROUNDS = 200


def at_once[T](count: int, act: Callable[[int], T]) -> list[T | Exception]:
    """Run `act(0..count-1)` from a common start; return each result or failure."""
    barrier = threading.Barrier(count)

    def start(number: int) -> T | Exception:
        barrier.wait()
        try:
            return act(number)
        except (Conflict, Refused) as failure:
            return failure

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(start, range(count)))


def _executions(company: Company, proposal_id: ProposalId) -> tuple[int, int]:
    with company.desk.read() as read:
        payments = read.session.scalar(select(func.count()).select_from(Payment)) or 0
        notes = read.session.scalars(
            select(Note.body).where(Note.body.contains(f'"proposal:{proposal_id}"'))
        )
        return payments, sum("proposal.executed" in body for body in notes)


def test_eight_simultaneous_clicks_make_one_execution(company: Company) -> None:
    for number in range(1, ROUNDS + 1):
        proposal_id = company.propose(amount="1.00")
        seen = company.digest(proposal_id)

        def click(_: int, proposal_id: ProposalId = proposal_id, seen: str = seen) -> State:
            company.decide(proposal_id, Verdict.CONFIRM, company.carla, seen=seen)  # type: ignore[arg-type]  # a digest
            return company.gate.execute(proposal_id)

        outcomes = at_once(8, click)

        assert outcomes.count(State.EXECUTED) == 1
        assert Counter(type(each) for each in outcomes)[Conflict] == 7
        assert _executions(company, proposal_id) == (number, 1)


def test_eight_workers_with_one_job_make_one_execution(company: Company) -> None:
    for number in range(1, 21):
        proposal_id = company.propose(amount="1.00")
        company.decide(proposal_id, Verdict.CONFIRM, company.carla)

        def work_off(_: int, proposal_id: ProposalId = proposal_id) -> State:
            return company.gate.execute(proposal_id)

        outcomes = at_once(8, work_off)

        assert outcomes == [State.EXECUTED] * 8
        assert _executions(company, proposal_id) == (number, 1)


def test_approve_racing_reject_has_one_outcome(company: Company) -> None:
    seed = random.SystemRandom().randrange(2**32)
    coin = random.Random(seed)
    outcomes: Counter[str] = Counter()
    for _ in range(ROUNDS // 2):
        proposal_id = company.propose()
        company.decide(proposal_id, Verdict.CONFIRM, company.carla)
        seen = company.digest(proposal_id)
        verdicts = [Verdict.APPROVE, Verdict.REJECT]
        coin.shuffle(verdicts)

        def decide(
            number: int,
            proposal_id: ProposalId = proposal_id,
            verdicts: list[Verdict] = verdicts,
            seen: str = seen,
        ) -> State:
            return company.decide(proposal_id, verdicts[number], company.marcos, seen=seen)  # type: ignore[arg-type]  # a digest

        results = at_once(2, decide)

        won = [each for each in results if isinstance(each, State)]
        assert len(won) == 1, f"seed {seed}"
        assert company.state(proposal_id) is won[0], f"seed {seed}"
        outcomes[won[0]] += 1
    assert outcomes.total() == ROUNDS // 2


def test_two_payments_of_one_bill_at_once_pay_it_once(company: Company) -> None:
    first, second = company.approved(), company.approved()

    results = at_once(2, lambda number: company.gate.execute((first, second)[number]))

    assert sorted(str(each) for each in results) == ["executed", "stale"]
