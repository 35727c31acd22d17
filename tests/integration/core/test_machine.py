"""An effect implies a sufficient set of valid decisions on the same digest, whatever people do.

Hypothesis asks, corrects, decides, waits, deactivates, changes limits and executes in any order. Beside
the product runs a model of it that is written here, from the sentences of the policy: after every
step both must agree, the books must balance, and every effect must have its decisions and its note.
"""

import secrets
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from sqlalchemy import select

from domain.accounting.ledger.model import Account
from domain.authority.model import Limit
from domain.kernel.money import Money
from domain.proposal.model import State
from tests.integration.core.machine import POLICY, Machine
from tests.support.company import Company, a_company
from tests.support.postgres import Database

#: Put a printed number here to replay a run.
SEED: int | None = None
RUNS, STEPS = 15, 40


@pytest.fixture
def company(database: Database) -> Iterator[Company]:
    with a_company(database) as whole:
        with whole.desk.work() as work:
            for code, kind in (("5.1.02", "expense"), ("2.1.02", "liability")):
                work.session.add(Account(code=code, name=code, kind=kind))
            for limit in work.session.scalars(select(Limit)):
                work.session.delete(limit)
            work.session.flush()
            for role, (confirm, approve) in POLICY.items():
                for action in ("post_payment", "submit_expense"):
                    work.session.add(
                        Limit(role=role, action=action, confirm=Money(confirm),
                              approve=Money(approve))
                    )  # fmt: skip
        yield whole


def test_no_order_of_steps_makes_an_effect_that_nobody_could_decide(company: Company) -> None:
    number = secrets.randbits(32) if SEED is None else SEED
    print(f"replay with SEED = {number}")
    ended = Counter[State]()

    @seed(number)
    @settings(
        max_examples=RUNS,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def play(data: st.DataObject) -> None:
        machine = Machine(company, data.draw)
        for _ in range(STEPS):
            machine.step()
        ended.update(of.state for of in machine.asked)

    play()

    assert ended[State.EXECUTED], ended
