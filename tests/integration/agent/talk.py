"""A conversation with the agent, without Slack: what is said, and everything that is heard back."""

import itertools
from dataclasses import dataclass, field

from bot.agent.context import Paper
from bot.agent.turn import Agent, Heard
from bot.agent.voice import Answered
from domain.conversation.service import Place
from domain.kernel.ids import PersonId
from domain.kernel.say import Language
from domain.proposal.model import Proposal
from tests.support.bakery import Bakery


@dataclass(slots=True)
class Ear:
    """A voice that keeps what it was given."""

    statuses: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    finished: list[Answered] = field(default_factory=list)

    def status(self, text: str) -> None:
        self.statuses.append(text)

    def write(self, piece: str) -> None:
        self.pieces.append(piece)

    def finish(self, answered: Answered) -> None:
        self.finished.append(answered)


@dataclass(slots=True)
class Talk:
    """One person's thread with the agent."""

    bakery: Bakery
    agent: Agent
    person: PersonId
    ear: Ear = field(default_factory=Ear)
    thread_ts: str = "1700000000.000100"
    language: Language = Language.PT
    number: "itertools.count[int]" = field(default_factory=lambda: itertools.count(100))

    def heard(self, words: str, *papers: Paper, ts: str = "") -> Heard:
        ts = ts or f"1700000000.{next(self.number):06d}"
        place = Place("D1", self.thread_ts, ts)
        return Heard(place, self.person, self.language, words, papers)

    def say(self, words: str, *papers: Paper) -> Answered:
        """Say something and return the answer."""
        self.agent.answer(self.heard(words, *papers), self.ear)
        return self.ear.finished[-1]

    def proposals(self) -> list[Proposal]:
        with self.bakery.desk.read() as read:
            return list(read.session.query(Proposal).order_by(Proposal.id))
