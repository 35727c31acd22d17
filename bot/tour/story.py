"""The story, told by doing it: somebody asks, somebody else approves what they saw, it happens once.

Each step prints what it did; a step that does not hold raises, and the tour fails.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import select

import verify_trail
from bot.build import House
from bot.demo.company import seed
from bot.tour.ledger_lines import Statement
from domain.audit.verify import export, verify
from domain.kernel.clock import today
from domain.kernel.errors import Failure
from domain.kernel.ids import PersonId, ProposalId
from domain.kernel.say import Language, Say, say
from domain.person.model import Person
from domain.proposal.model import Proposal, State, Verdict
from domain.proposal.service import decide

_VERDICTS = {
    Verdict.CONFIRM: say("tour.confirms"),
    Verdict.APPROVE: say("tour.approves"),
    Verdict.CANCEL: say("tour.cancels"),
}
_STATES = {
    State.PENDING: say("tour.pending"),
    State.APPROVED: say("tour.approved"),
    State.CANCELLED: say("tour.cancelled"),
}


class TourError(Exception):
    """Something in the story did not hold."""


class Tour:
    """One telling of the story in one company."""

    def __init__(self, house: House, tell: Callable[[str], None], language: Language) -> None:
        self._house = house
        self._tell = tell
        self._language = language
        self._people: dict[str, PersonId] = {}

    def play(self) -> None:
        """Play every step. Raises TourError for one that does not hold."""
        with self._house.desk.work() as work:
            seed(work)
            found = work.session.scalars(select(Person))
            self._people = {person.name.split()[0]: person.id for person in found}
        self._say("tour.company", people=", ".join(sorted(self._people)))
        self._heading("tour.questions")
        self._ask("Carla", "overdue")
        self._ask("Carla", "cash_position")
        self._heading("tour.expense")
        spent = {"supplier": "Restaurante Bom Prato", "amount": "187.40", "category": "refeições"}
        self._carry("Ana", "submit_expense", {**spent, "spent_on": self._day(-1)}, "Marcos")
        self._heading("tour.payment")
        paid = {"supplier": "Energisa", "amount": "1240.55", "paid_on": self._day(0)}
        payment = self._carry("Carla", "post_payment", paid)
        self._heading("tour.wrong_clicks")
        self._wrong_clicks(payment)
        self._refused("Carla", "post_payment", paid)
        self._heading("tour.invoice")
        sold = {"customer": "Mercearia Silva", "amount": "3200.00", "due_in_days": 30}
        sold["description"] = "Serviço de buffet"
        self._carry("Carla", "issue_invoice", sold, "Marcos")
        self._heading("tour.vacation")
        self._vacation()
        self._heading("tour.answers")
        self._ask("João", "vacation_balance")
        self._ask("Carla", "why", amount="187.40", words="energia")
        self._ask("Carla", "cash_position")
        self._trail()

    def _carry(
        self, who: str, action: str, arguments: dict[str, Any], approver: str | None = None
    ) -> ProposalId:
        """Ask, show the effect, confirm, have it approved if the policy says so, execute twice."""
        proposal_id = self._house.gate.propose(action, arguments, by=self._people[who])
        self._show(proposal_id)
        state = self._decide(proposal_id, Verdict.CONFIRM, who)
        self._expect(state, State.PENDING if approver else State.APPROVED)
        if approver:
            self._expect(self._decide(proposal_id, Verdict.APPROVE, approver), State.APPROVED)
        for _ in range(2):
            self._expect(self._house.gate.execute(proposal_id), State.EXECUTED)
        self._say("tour.executed", proposal=proposal_id)
        return proposal_id

    def _wrong_clicks(self, proposal_id: ProposalId) -> None:
        """Every click that comes too late or from the wrong person gets one sentence."""
        for who, verdict in (("Carla", Verdict.CONFIRM), ("João", Verdict.REJECT)):
            try:
                self._decide(proposal_id, verdict, who)
            except Failure as failure:
                self._say("tour.told", who=who, sentence=failure.say)
            else:
                raise TourError(f"{who} decided a proposal that was decided")

    def _refused(self, who: str, action: str, arguments: dict[str, Any]) -> None:
        try:
            self._house.gate.propose(action, arguments, by=self._people[who])
        except Failure as failure:
            self._say("tour.told", who=who, sentence=failure.say)
        else:
            raise TourError(f"{action} was filed and should have been refused")

    def _vacation(self) -> None:
        """Find, two months from now, a start that the law refuses and one that it allows."""
        refused = False
        for days in range(60, 75):
            asked = {"starts_on": self._day(days), "days": 15}
            try:
                proposal_id = self._house.gate.propose(
                    "request_vacation", asked, by=self._people["João"]
                )
            except Failure as failure:
                if not refused:
                    self._say("tour.told", who="João", sentence=failure.say)
                refused = True
                continue
            if refused:
                self._expect(self._decide(proposal_id, Verdict.CANCEL, "João"), State.CANCELLED)
                self._carry("João", "request_vacation", asked, "Marcos")
                return
            self._expect(self._decide(proposal_id, Verdict.CANCEL, "João"), State.CANCELLED)
        raise TourError("no start was refused and then allowed within two weeks")

    def _trail(self) -> None:
        """The trail holds, for us and for an outsider's verifier."""
        self._heading("tour.trail")
        with self._house.desk.read() as read:
            verdict = verify(read)
            lines = list(export(read))
        head, faults = verify_trail.verify(lines)
        if verdict.faults or faults or head != verdict.head:
            raise TourError(f"the trail does not hold: {verdict.faults} {faults}")
        self._say("audit.holds", notes=verdict.notes, head=verdict.head)
        self._say("tour.outsider", lines=len(lines))

    def _day(self, days: int) -> str:
        """Return the ISO date so many days from the company's today."""
        return (today(self._house.desk.clock) + timedelta(days=days)).isoformat()

    def _ask(self, who: str, question: str, **arguments: str) -> None:
        answer = self._house.gate.ask(question, arguments, by=self._people[who])
        for line in answer.lines:
            self._tell(f"  {self._words(line)}")

    def _show(self, proposal_id: ProposalId) -> None:
        with self._house.desk.read() as read:
            proposal = read.session.get_one(Proposal, proposal_id)
            self._say("tour.effect", proposal=proposal_id, digest=proposal.digest)
            for line in Statement(self._house.book, self._language).lines_of(proposal.effect):
                self._tell(f"    {line}")

    def _decide(self, proposal_id: ProposalId, verdict: Verdict, who: str) -> State:
        with self._house.desk.work() as work:
            proposal = work.session.get_one(Proposal, proposal_id)
            by = work.session.get_one(Person, self._people[who])
            decided = decide(work, proposal_id, verdict, by=by, seen=proposal.digest)
            state = State(decided.state)
        self._say("tour.decided", who=who, verdict=_VERDICTS[verdict], state=_STATES[state])
        return state

    def _expect(self, state: State, wanted: State) -> None:
        if state is not wanted:
            raise TourError(f"expected {wanted}, found {state}")

    def _heading(self, key: str) -> None:
        self._tell(f"\n== {self._words(say(key))}")

    def _say(self, key: str, **values: int | str | Say) -> None:
        self._tell(f"  {self._words(say(key, **values))}")

    def _words(self, what: Say) -> str:
        return self._house.book.render(what, self._language)
