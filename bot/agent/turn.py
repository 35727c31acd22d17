"""One turn: from a person's message to the answer in the thread.

Every step is committed before the next, and a call's proposal together with its step, so that a
killed worker's turn goes on where it was and files nothing twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from langchain.agents import create_agent
from langchain.agents.middleware import ModelCallLimitMiddleware
from langchain.agents.middleware.model_call_limit import ModelCallLimitExceededError
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AnyMessage

from bot.agent.context import TURNS_MAX, Paper, dangling, memory, messages_of, papers_of, system
from bot.agent.failing import told
from bot.agent.guard import Guard, Journal, LateError, StoppedError
from bot.agent.model import is_offline
from bot.agent.privacy import Mask
from bot.agent.prompt import Prompt
from bot.agent.spoken import language_spoken
from bot.agent.toolbelt import Toolbelt
from bot.agent.voice import Answered, Voice
from domain.conversation.model import Turn, TurnState
from domain.conversation.queries import has_looked, thread
from domain.conversation.service import Place, begin, end
from domain.db.work import Desk
from domain.kernel.errors import Failure, Refused
from domain.kernel.ids import PersonId, ProposalId
from domain.kernel.say import Language, Phrasebook, Say, say
from domain.person.model import Person
from domain.proposal.model import OPEN, Proposal, Verdict
from domain.proposal.service import decide
from tools.gate import Gate
from tools.registry import Toolbox

log = structlog.get_logger(__name__)

ROUNDS_MAX = 10
#: The graph's own limit, far above what ten rounds need: ours is the one that speaks.
_SUPERSTEPS_MAX = 120


@dataclass(frozen=True, slots=True)
class Heard:
    """A message as it came in: where, from whom, in which language they read, with which papers."""

    place: Place
    person: PersonId
    language: Language
    words: str
    papers: Sequence[Paper] = ()


@dataclass(frozen=True, slots=True)
class _Scene:
    """One turn with what it needs."""

    turn: Turn
    messages: list[AnyMessage]
    guard: Guard
    belt: Toolbelt
    language: Language
    asker: PersonId


class Agent:
    """Answers people. Holds nothing between turns; safe to use from several threads."""

    def __init__(
        self,
        desk: Desk,
        gate: Gate,
        toolbox: Toolbox,
        book: Phrasebook,
        model: BaseChatModel,
        model_name: str,
        prompt: Prompt,
    ) -> None:
        self._desk = desk
        self._gate = gate
        self._toolbox = toolbox
        self._book = book
        self._model = model
        self._model_name = model_name
        self._prompt = prompt

    def answer(self, heard: Heard, voice: Voice) -> None:
        """Answer a message, once. A message whose turn has ended is left alone.

        What goes wrong is said in the thread in one sentence; a bug of ours is logged besides.
        """
        language = language_spoken(heard.words, heard.language)
        voice.status(self._words(say("agent.thinking"), language))
        turn = self._begun(heard)
        if turn.state != TurnState.RUNNING:
            return
        scene = self._scene(heard, turn, language, voice)
        state, text = self._outcome(scene)
        with self._desk.read() as read:
            looked = has_looked(read, turn.id)
        records, filed = tuple(scene.belt.records), self._filed(scene)
        voice.finish(Answered(text, records, filed, state, is_private=looked))
        with self._desk.work() as work:
            end(work, turn.id, state)

    def _begun(self, heard: Heard) -> Turn:
        with self._desk.work() as work:
            who = work.session.get(Person, heard.person)
            if who is None or not who.active:
                raise Refused("authority.inactive")
            return begin(
                work,
                heard.place,
                heard.words,
                [paper.told() for paper in heard.papers],
                by=heard.person,
                model=self._model_name,
                prompt=self._prompt.digest,
            )

    def _scene(self, heard: Heard, turn: Turn, language: Language, voice: Voice) -> _Scene:
        with self._desk.read() as read:
            asker = read.session.get_one(Person, heard.person).name
            today = read.today()
            before = thread(
                read,
                turn.channel,
                turn.thread_ts,
                by=heard.person,
                before=turn.id,
                most=TURNS_MAX,
            )
            papers = papers_of(read, [*before, turn])
        journal = Journal(self._desk, turn.id)
        belt = Toolbelt(
            self._gate, self._toolbox, self._book, journal, asker=heard.person, language=language
        )
        mask = None if is_offline(self._model) else Mask()

        def doing(key: str) -> None:
            voice.status(self._words(say(key), language))

        facts = system(
            self._prompt,
            today=today,
            language=language,
            asker=asker,
            papers=papers,
        )
        messages = [facts, *memory(before), *messages_of(turn, whole=False)]
        guard = Guard(belt, journal, mask, voice, doing)
        return _Scene(turn, messages, guard, belt, language, heard.person)

    def _outcome(self, scene: _Scene) -> tuple[TurnState, str]:
        """Return how the turn ended and what to say."""
        try:
            text = self._run(scene)
        except StoppedError:
            return TurnState.STOPPED, self._words(self._stopped(scene), scene.language)
        except LateError:
            return TurnState.FAILED, self._words(say("agent.time_limit"), scene.language)
        except ModelCallLimitExceededError:
            return TurnState.FAILED, self._words(
                say("agent.rounds_limit", limit=ROUNDS_MAX), scene.language
            )
        except Exception as error:
            # A provider's package raises its own errors: a timeout, a refused key, too many requests.
            log.exception("agent.turn_failed", model=self._model_name)
            return TurnState.FAILED, self._words(told(error), scene.language)
        if not text.strip():
            return TurnState.DONE, self._words(say("agent.no_answer"), scene.language)
        return TurnState.DONE, text

    def _run(self, scene: _Scene) -> str:
        """Let the model and the tools work until the model answers without a call."""
        messages = list(scene.messages)
        messages += [
            scene.guard.run(str(call["name"]), _arguments(call), str(call["id"]))
            for call in dangling(scene.turn)
        ]
        if isinstance(messages[-1], AIMessage):
            # The answer was made before the worker was killed; only the thread does not have it.
            return messages[-1].text
        agent: Any = create_agent(
            self._model,
            scene.belt.tools(marked=is_offline(self._model)),
            system_prompt=messages[0],  # type: ignore[arg-type]  # a SystemMessage, by construction
            middleware=[
                ModelCallLimitMiddleware(run_limit=ROUNDS_MAX, exit_behavior="error"),
                scene.guard,
            ],
        )
        ended = agent.invoke(
            {"messages": messages[1:]},
            {"max_concurrency": 1, "recursion_limit": _SUPERSTEPS_MAX},
        )
        last = ended["messages"][-1]
        return last.text if isinstance(last, AIMessage) else ""

    def _stopped(self, scene: _Scene) -> Say:
        """Withdraw what this turn prepared and nobody has decided; return the sentence for it."""
        cancelled = sum(self._withdrawn(each, scene.asker) for each in self._filed(scene))
        if cancelled:
            return say("agent.stopped", cancelled=cancelled)
        return say("agent.stopped_early")

    def _withdrawn(self, proposal_id: ProposalId, asker: PersonId) -> bool:
        try:
            with self._desk.work() as work:
                proposal = work.session.get_one(Proposal, proposal_id)
                if proposal.state not in OPEN:
                    return False
                by = work.session.get_one(Person, asker)
                decide(work, proposal_id, Verdict.CANCEL, by=by, seen=proposal.digest)
        except Failure:
            # Decided in the meantime: what people said stands.
            return False
        return True

    def _filed(self, scene: _Scene) -> tuple[ProposalId, ...]:
        """Return what this turn filed, before and after a worker was killed."""
        earlier = [step.proposal_id for step in scene.turn.steps if step.proposal_id is not None]
        return (*earlier, *scene.belt.filed)

    def _words(self, what: Say, language: Language) -> str:
        return self._book.render(what, language)


def _arguments(call: dict[str, object]) -> dict[str, Any]:
    arguments = call["args"]
    return dict(arguments) if isinstance(arguments, dict) else {}
