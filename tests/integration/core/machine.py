"""Everything people can do to requests, done twice: in the product and in a model of it.

The model is written here from the sentences of the policy, not from the rules.
"""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from sqlalchemy import select, text

from domain.accounting.ledger.queries import account
from domain.authority.model import Limit
from domain.db.work import Work
from domain.finance.party.model import Party
from domain.kernel.canonical import Digest
from domain.kernel.errors import Conflict, Failure, Invalid, Refused
from domain.kernel.ids import PersonId, ProposalId
from domain.kernel.money import Money
from domain.person.model import Person, PersonRole
from domain.proposal.model import Proposal, State, Verdict
from domain.proposal.service import expire, supersede
from tests.support.company import Company, a_bill

BILL = 20_000_000
#: (may confirm alone up to, may approve up to), in centavos, by role.
POLICY = {"finance": (100_000, 0), "manager": (0, 5_000_000), "administrator": (0, 6_000_000)}
ROLES = {"Carla": "finance", "Marcos": "manager", "Bia": "administrator", "Ana": "employee"}
AMOUNTS = (100_000, 1, 100_001, 99_999, 5_000_000, 5_000_001, 6_000_001)
_number = itertools.count(1)


@dataclass
class Asked:
    """What the model knows of one request."""

    number: ProposalId
    digest: Digest
    maker: str
    cents: int
    is_expense: bool
    opened_at: datetime
    paid_before: int
    state: State = State.DRAFT
    approved_by: set[str] = field(default_factory=set)


class Machine:
    """People and requests, each step done twice: in the product and in the model."""

    def __init__(self, company: Company, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self.company, self._draw = company, draw
        self.people: dict[str, PersonId] = {}
        self.active = dict.fromkeys(ROLES, True)
        self.limit = 0
        self.paid = 0
        self.asked: list[Asked] = []
        self.supplier = f"Fornecedor {next(_number)}."
        with company.desk.work() as work:
            for name, role in ROLES.items():
                roles = [PersonRole(role=role)]
                who = Person(name=name, admitted_on=date(2024, 3, 1), search=name, roles=roles)
                work.session.add(who)
                work.session.flush()
                self.people[name] = who.id
            party = Party(name=self.supplier, tax_id=self.supplier[-14:], supplies=True,
                          search=self.supplier.casefold())  # fmt: skip
            work.session.add(a_bill(party, account(work, "2.1.01"), amount=Money(BILL)))
        self._sets(POLICY["finance"][0])

    def step(self) -> None:
        """Do one thing, then compare."""
        act = self._draw(st.sampled_from(_ACTS)) if self.asked else Machine.asks
        act(self)
        self.agrees()

    def _any(self) -> Asked:
        """Return one of the requests, a late one as likely as the newest."""
        return self.asked[-1] if self._draw(st.booleans()) else self._one_of(self.asked)

    def _one_of[T](self, choices: Sequence[T]) -> T:
        chosen: T = self._draw(st.sampled_from(choices))
        return chosen

    def _sets(self, cents: int) -> None:
        self.limit = cents
        with self.company.desk.work() as work:
            for each in work.session.scalars(select(Limit).where(Limit.role == "finance")):
                each.confirm = Money(cents)

    def _arguments(self, cents: int, *, is_expense: bool) -> dict[str, Any]:
        amount = str(Money(cents))
        if is_expense:
            return {"supplier": "Táxi", "amount": amount, "spent_on": "2026-11-20",
                    "category": "almoço"}  # fmt: skip
        return {"supplier": self.supplier, "amount": amount, "paid_on": "2026-11-24"}

    def _files(self, maker: str, cents: int, old: Asked | None, *, is_expense: bool) -> Asked:
        def in_place_of(work: Work, new_id: ProposalId) -> None:
            if old is not None:
                by = work.session.get_one(Person, self.people[maker])
                supersede(work, old.number, by, seen=old.digest, new_id=new_id)

        name = "submit_expense" if is_expense else "post_payment"
        number = self.company.gate.propose(
            name, self._arguments(cents, is_expense=is_expense), by=self.people[maker],
            along=in_place_of,
        )  # fmt: skip
        made = Asked(number, self.company.digest(number), maker, cents, is_expense,
                     self.company.clock.at, self.paid)  # fmt: skip
        self.asked.append(made)
        return made

    def asks(self) -> None:
        """Whoever is active files a draft: a payment only for finance, and only of what is owed."""
        maker, cents = self._one_of(sorted(ROLES)), self._one_of(AMOUNTS)
        is_expense: bool = self._draw(st.booleans())
        may = self.active[maker] and (is_expense or ROLES[maker] in {"finance", "administrator"})
        if may and (is_expense or cents <= BILL - self.paid):
            self._files(maker, cents, None, is_expense=is_expense)
            return
        with pytest.raises(Invalid if may else Refused):
            self._files(maker, cents, None, is_expense=is_expense)

    def corrects(self) -> None:
        """Its maker puts another in the place of an open request, or nothing changes."""
        old, cents = self._any(), self._one_of(AMOUNTS)
        is_owed = old.is_expense or cents <= BILL - self.paid
        if self.active[old.maker] and is_owed and self._is_open(old):
            self._files(old.maker, cents, old, is_expense=old.is_expense)
            old.state = State.SUPERSEDED
            return
        with pytest.raises(Failure):
            self._files(old.maker, cents, old, is_expense=old.is_expense)

    def confirms(self) -> None:
        """A maker confirms what they saw."""
        of = self._any()
        self._decides(of, of.maker, Verdict.CONFIRM, of.digest)

    def approves(self) -> None:
        """Somebody approves what they saw."""
        of = self._any()
        self._decides(of, self._one_of(["Marcos", "Bia"]), Verdict.APPROVE, of.digest)

    def clicks(self) -> None:
        """Anybody presses anything, on any card."""
        of, seen = self._any(), self._any()
        self._decides(of, self._one_of(sorted(ROLES)), self._one_of(list(Verdict)), seen.digest)

    def _decides(self, of: Asked, who: str, verdict: Verdict, seen: Digest) -> None:
        """A click counts where the policy lets it, on what was seen; else it changes nothing."""
        wanted = self._after(of, who, verdict, seen)
        if isinstance(wanted, State):
            assert self.company.decide(of.number, verdict, self.people[who], seen=seen) is wanted
            of.state = wanted
            if verdict is Verdict.APPROVE:
                of.approved_by.add(who)
            return
        with pytest.raises(wanted):
            self.company.decide(of.number, verdict, self.people[who], seen=seen)

    def executes(self) -> None:
        """What is approved and still what it was becomes true, once; a retry changes nothing."""
        approved = [of for of in self.asked if of.state is State.APPROVED]
        of = self._one_of(approved) if approved else self._any()
        if approved:
            is_same = of.is_expense or of.paid_before == self.paid
            of.state = State.EXECUTED if is_same and self._suffices(of) else State.STALE
            if of.state is State.EXECUTED and not of.is_expense:
                self.paid += of.cents
        assert self.company.gate.execute(of.number) is of.state

    def runs_out(self) -> None:
        """What nobody decided in a week is over, and only that."""
        of = self._any()
        is_over = of.state in {State.DRAFT, State.PENDING} and self._is_late(of)
        with self.company.desk.work() as work:
            assert expire(work, of.number) is is_over
        if is_over:
            of.state = State.EXPIRED

    def leaves_or_comes_back(self) -> None:
        """Somebody is deactivated, or all come back."""
        who = self._one_of(sorted(ROLES))
        everybody = all(self.active.values())
        self.active = dict.fromkeys(ROLES, True) | ({who: False} if everybody else {})
        with self.company.desk.work() as work:
            for name, person_id in self.people.items():
                work.session.get_one(Person, person_id).active = self.active[name]

    def changes_the_limit(self) -> None:
        """Finance may confirm more or less alone from now on."""
        self._sets(self._one_of([0, 99_999, 100_000, 10_000_000]))

    def waits(self) -> None:
        """Time passes."""
        self.company.clock.move(timedelta(hours=self._one_of([1, 71, 24 * 7])))

    def _is_late(self, of: Asked) -> bool:
        return self.company.clock.at - of.opened_at >= timedelta(days=7)

    def _is_open(self, of: Asked) -> bool:
        return of.state in {State.DRAFT, State.PENDING} and not self._is_late(of)

    def _is_enough_alone(self, of: Asked) -> bool:
        limit = self.limit if ROLES[of.maker] == "finance" and not of.is_expense else 0
        return self.active[of.maker] and 0 < limit >= of.cents

    def _may_approve(self, of: Asked, who: str) -> bool:
        most = POLICY.get(ROLES[who], (0, 0))[1]
        return self.active[who] and who != of.maker and of.cents <= most

    def _suffices(self, of: Asked) -> bool:
        """Tell whether those who decided may still decide; nothing is approved unconfirmed."""
        approved = any(self._may_approve(of, who) for who in of.approved_by)
        return self.active[of.maker] and (self._is_enough_alone(of) or approved)

    def _after(
        self, of: Asked, who: str, verdict: Verdict, digest: Digest
    ) -> State | type[Failure]:
        """Return the state after a click, or the kind of its refusal."""
        if not self._is_open(of) or digest != of.digest:
            return Conflict
        if not self.active[who]:
            return Refused
        if verdict in {Verdict.CONFIRM, Verdict.CANCEL}:
            if who != of.maker:
                return Refused
            if verdict is Verdict.CANCEL:
                return State.CANCELLED
            if of.state is State.PENDING:
                return Conflict
            return State.APPROVED if self._is_enough_alone(of) else State.PENDING
        if of.state is State.DRAFT:
            return Conflict
        if not self._may_approve(of, who):
            return Refused
        return State.APPROVED if verdict is Verdict.APPROVE else State.REJECTED

    def agrees(self) -> None:
        """The books balance, and each request and what came of it stand as the model says."""
        with self.company.desk.read() as read:
            assert read.session.execute(_UNBALANCED).all() == []
            for of in self.asked:
                proposal = read.session.get_one(Proposal, of.number)
                assert proposal.state == of.state
                signed = {each.verdict for each in proposal.decisions if each.digest == of.digest}
                assert len(proposal.decisions) == len(signed)
                if of.state is State.EXECUTED:
                    assert "confirm" in signed
                    assert "approve" in signed or not of.is_expense
            paid, cents = read.session.execute(_PAID, {"name": self.supplier}).one()
            happened = read.session.execute(_EXECUTED, {"first": self._first()}).scalars().all()
        done = [of for of in self.asked if of.state is State.EXECUTED]
        assert sorted(happened) == sorted(f"proposal:{of.number}" for of in done)
        assert paid == sum(not of.is_expense for of in done)
        assert cents == self.paid

    def _first(self) -> int:
        return min((of.number for of in self.asked), default=1 << 60)


#: Most things lead on, so that some requests get far; every one of them may also come too late.
_ACTS: tuple[Callable[[Machine], None], ...] = (
    *(Machine.asks, Machine.confirms, Machine.approves, Machine.executes) * 2,
    *(Machine.corrects, Machine.clicks, Machine.runs_out, Machine.leaves_or_comes_back),
    *(Machine.changes_the_limit, Machine.waits),
)
_UNBALANCED = text("select entry_id from posting group by 1 having sum(amount_cents) <> 0")
_PAID = text(
    "select count(payment.id), coalesce(sum(payment.amount_cents), 0) from party"
    " join payable on payable.party_id = party.id"
    " left join payment on payment.payable_id = payable.id where party.name = :name"
)
_EXECUTED = text(
    "select body::jsonb ->> 'subject' from note where body::jsonb ->> 'tag' = 'proposal.executed'"
    " and split_part(body::jsonb ->> 'subject', ':', 2)::bigint >= :first"
)
