"""The story, told by doing it: one asks in Slack, another approves what they saw, it happens once.

Every line is what a person typed, pressed or read in the local workspace; a step that does not hold
raises, and the tour fails.
"""

from sqlalchemy import select

import verify_trail
from bot.tour.product import Product
from bot.tour.stage import Asked, Stage, TourError
from domain.audit.verify import export, verify
from domain.kernel.errors import Failure
from domain.person.model import Person
from domain.proposal.model import Proposal, State, Verdict
from domain.proposal.service import decide


class Tour:
    """One telling of the story in one company."""

    def __init__(self, stage: Stage, product: Product) -> None:
        self._stage = stage
        self._product = product

    def play(self) -> None:
        """Play every scene. Raises TourError or TimeoutError for one that does not hold."""
        for scene in (
            self._company,
            self._questions,
            self._expense,
            self._payment,
            self._invoice,
            self._vacation,
            self._answers,
            self._trail,
        ):
            scene()

    def _company(self) -> None:
        with self._stage.house.desk.read() as read:
            names = read.session.scalars(select(Person.name).order_by(Person.name))
            people = ", ".join(names)
        self._stage.line("tour.company", people=people)
        self._stage.line("tour.address", address=self._product.settings.address)

    def _questions(self) -> None:
        self._stage.heading("tour.questions")
        self._ask("Carla", "tour.ask_overdue")
        self._ask("Carla", "tour.ask_cash")

    def _expense(self) -> None:
        stage = self._stage
        stage.heading("tour.expense")
        message = stage.drop("Ana", "recibo-padaria.jpg")
        paper = stage.paper("Ana", message)
        stage.press("Ana", paper, "paper.expense")
        stage.fill_in("Ana", supplier="Padaria Pão da Serra", category="refeições")
        self._approved("Ana", stage.request_in("Ana", message), "Marcos")
        stage.paper("Ana", stage.drop("Ana", "recibo-padaria.jpg"), blocked=True)

    def _payment(self) -> None:
        """Carla's own confirmation is enough; every later click gets one sentence."""
        stage = self._stage
        stage.heading("tour.payment")
        asked = stage.card("Carla", stage.say_to_bot("Carla", "tour.ask_payment"))
        stage.press("Carla", asked.card, "proposal.confirm")
        stage.ends("Carla", asked, State.EXECUTED)
        stage.heading("tour.wrong_clicks")
        self._late(asked, "Carla", Verdict.CONFIRM)
        self._late(asked, "João", Verdict.REJECT)
        stage.answer("Carla", stage.say_to_bot("Carla", "tour.ask_payment"))

    def _late(self, asked: Asked, who: str, verdict: Verdict) -> None:
        """Decide as an old card's button would, on a screen that has not heard of the end yet."""
        try:
            with self._stage.house.desk.work() as work:
                proposal = work.session.get_one(Proposal, asked.proposal_id)
                by = work.session.scalars(select(Person).where(Person.name == who)).one()
                decide(work, asked.proposal_id, verdict, by=by, seen=proposal.digest)
        except Failure as failure:
            self._stage.line("tour.told", who=who, sentence=failure.say)
        else:
            raise TourError(f"{who} decided a proposal that was decided")

    def _invoice(self) -> None:
        self._stage.heading("tour.invoice")
        message = self._stage.say_to_bot("Carla", "tour.ask_invoice")
        asked = self._stage.card("Carla", message)
        self._stage.line("tour.restarts")
        self._product.stop()
        self._product.start()
        self._approved("Carla", asked, "Marcos")

    def _vacation(self) -> None:
        """Find, two months from now, a start that the law refuses and one that it allows."""
        stage, refused = self._stage, False
        stage.heading("tour.vacation")
        for days in range(60, 75):
            first, last = stage.day(days), stage.day(days + 14)
            message = stage.say_to_bot("João", "tour.ask_vacation", first=first, last=last)
            found = stage.card_or_answer("João", message)
            try:
                asked = stage.request(message, found)
            except TourError:
                stage.line("tour.told", who="João", sentence=found.text)
                refused = True
                continue
            if refused:
                self._approved("João", asked, "Marcos")
                return
            stage.press("João", asked.card, "proposal.cancel")
            stage.ends("João", asked, State.CANCELLED)
        raise TourError("no start was refused and then allowed within two weeks")

    def _answers(self) -> None:
        self._stage.heading("tour.answers")
        self._ask("João", "tour.ask_balance")
        self._ask("Carla", "tour.ask_cash")
        message = self._stage.say_to_bot("Carla", "tour.ask_why")
        self._stage.open_record("Carla", self._stage.answer("Carla", message))

    def _trail(self) -> None:
        """The trail holds, for us and for an outsider's verifier."""
        stage = self._stage
        stage.heading("tour.trail")
        with stage.house.desk.read() as read:
            verdict = verify(read)
            lines = list(export(read))
        head, faults = verify_trail.verify(lines)
        if verdict.faults or faults or head != verdict.head:
            raise TourError(f"the trail does not hold: {verdict.faults} {faults}")
        stage.line("audit.holds", notes=verdict.notes, head=verdict.head)
        stage.line("tour.outsider", lines=len(lines))
        at = len(lines) // 2
        lines[at] = lines[at].replace("0", "1", 1)
        _, faults = verify_trail.verify(lines)
        if not faults:
            raise TourError("a changed byte was not noticed")
        stage.line("tour.tampered", fault=str(faults[0]))

    def _ask(self, who: str, key: str) -> None:
        self._stage.answer(who, self._stage.say_to_bot(who, key))

    def _approved(self, who: str, asked: Asked, approver: str) -> None:
        """Confirm, have it approved from the other's card, and hear of it in the thread."""
        stage = self._stage
        stage.press(who, asked.card, "proposal.confirm")
        card = stage.approvers_card(approver, asked.proposal_id)
        stage.press(approver, card, "proposal.approve")
        stage.ends(who, asked, State.EXECUTED)
        stage.hears(who, asked)
