"""SIGKILL anywhere while cards and outcomes are shown: after a restart each stands once, and true."""

import multiprocessing
import signal
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from bot.jobs.outbox import ProcrastinateOutbox
from bot.slack.post import poster, show
from bot.words import phrasebook
from bot.workspace.driver import Human
from bot.workspace.seen import Post
from domain.db.work import Desk, engine
from domain.intake.service import began
from domain.kernel.clock import FixedClock
from domain.kernel.ids import ProposalId
from domain.person.model import Person
from domain.proposal.model import Verdict
from tests.integration.core.test_kills import count_statements
from tests.support.company import NOON, Company
from tests.support.postgres import Database
from tests.support.workspace import Running, running

_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["tests.integration.slack.test_kills"])


def _show(urls: tuple[str, str], slack: tuple[str, str], number: int, kill_at: int) -> None:
    """Show a request as its job does; die before statement or commit `kill_at`.

    What is sent to Slack stands between two of them: it is cut off on both sides.
    """
    app = engine(urls[0])
    sent = count_statements(app, kill_at)
    desk = Desk(app, engine(urls[1], read_only=True), FixedClock(NOON), ProcrastinateOutbox())
    show(desk, poster(*slack), phrasebook(), ProposalId(number))
    desk.close()
    raise SystemExit(min(sent[0], 120))  # how many there were; a signal's code is negative


@dataclass
class Scene:
    """Carla asks, Marcos decides, and a process that shows it may be killed."""

    company: Company
    database: Database
    slack: Running
    carla: Human
    marcos: Human

    def asked(self) -> tuple[ProposalId, Post]:
        """Return a request that waits for Marcos, and the message it began with."""
        said = self.carla.say(self.carla.dm("Retaguarda"), "registra o pagamento da Energisa")
        number = self.company.propose()
        with self.company.desk.work() as work:
            began(work, number, said.channel, said.ts)
        self.company.decide(number, Verdict.CONFIRM, self.company.carla)
        return number, said

    def shown(self, number: ProposalId, kill_at: int = 0) -> int:
        """Show a request in a process of its own; return how that ended."""
        urls = (self.database.app, self.database.ask)
        slack = (self.slack.bot_token, self.slack.api)
        child = _PROCESSES.Process(target=_show, args=(urls, slack, int(number), kill_at))
        child.start()
        child.join()
        assert child.exitcode is not None
        return child.exitcode

    def cards(self, number: ProposalId, said: Post) -> tuple[list[str], list[str]]:
        """Return the words of what stands in Carla's thread, and of the cards Marcos has."""
        thread = [each.words for each in self.carla.thread(said)[1:]]
        mine = [each.words for each in self.marcos.history(self.marcos.dm("Retaguarda"))]
        return thread, [words for words in mine if f"Pedido nº {number}," in words]


@pytest.fixture
def scene(company: Company, database: Database) -> Iterator[Scene]:
    with (
        running(database.workspace) as slack,
        slack.human("carla", seconds=30) as carla,
        slack.human("marcos", seconds=30) as marcos,
    ):
        with company.desk.work() as work:
            for person_id, human in ((company.carla, carla), (company.marcos, marcos)):
                work.session.get_one(Person, person_id).slack_user_id = human.id
        yield Scene(company, database, slack, carla, marcos)


def test_cards_and_outcome_stand_once_wherever_the_one_who_shows_them_was_killed(
    scene: Scene,
) -> None:
    number, _ = scene.asked()
    first = scene.shown(number)
    scene.company.decide(number, Verdict.REJECT, scene.company.marcos, reason="engano")
    last = scene.shown(number)
    assert first + last >= 15

    for kill_at in range(1, max(first, last) + 1):
        number, said = scene.asked()
        if kill_at <= first:
            assert scene.shown(number, kill_at) == -signal.SIGKILL
        scene.shown(number)
        thread, his = scene.cards(number, said)
        assert (len(thread), len(his)) == (1, 1), f"cards, killed before statement {kill_at}"

        scene.company.decide(number, Verdict.REJECT, scene.company.marcos, reason="engano")
        if kill_at <= last:
            assert scene.shown(number, kill_at) == -signal.SIGKILL
        scene.shown(number)
        (card, told), (card_of_his,) = scene.cards(number, said)
        assert all("engano" in words for words in (card, told, card_of_his)), kill_at
