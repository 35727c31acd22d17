"""What stands around the model in a turn: bounds, stopping, masking, and the record of each step.

The model's output is checked before anything follows from it: at most so many calls, each with an id
of its own. Calls are run by the toolbelt, one after another; the framework's own tool running is not used.
"""

import json
import time
from collections.abc import Callable
from typing import Any

from langchain.agents.middleware import AgentMiddleware
from langchain.agents.middleware.types import ModelRequest, ModelResponse, ToolCallRequest
from langchain_core.messages import AIMessage, AnyMessage, ToolMessage
from langgraph.types import Command

from bot.agent.hearing import Hearing
from bot.agent.privacy import Mask
from bot.agent.toolbelt import CALLS_MAX, Result, Toolbelt
from bot.agent.voice import Voice
from domain.conversation.model import Turn, TurnId
from domain.conversation.queries import is_stopping
from domain.conversation.service import model_step, tool_step
from domain.db.work import Desk, Work
from domain.intake.service import began
from domain.kernel.ids import DocumentId, ProposalId
from domain.office.paper.service import became
from domain.outbox import Job
from domain.proposal.model import Proposal

SECONDS_MAX = 60
_TEXT_CHARS_MAX = 12_000
_CALL_ID_CHARS_MAX = 100


#: Shows what is being done, by the key of a phrase.
type Doing = Callable[[str], None]


class StoppedError(Exception):
    """The person pressed Stop."""


class LateError(Exception):
    """The turn has run for as long as it may."""


class Journal:
    """Writes a turn's steps down, each committed before the next begins."""

    def __init__(self, desk: Desk, turn: TurnId) -> None:
        self._desk = desk
        self._turn = turn

    def said(self, words: str, calls: list[dict[str, Any]]) -> None:
        """Record what the model said and called."""
        with self._desk.work() as work:
            model_step(work, self._turn, words, calls)

    def filed(self, work: Work, call_id: str, result: Result) -> None:
        """Record a filed proposal and the thread it began in, in its own transaction."""
        tool_step(work, self._turn, call_id, result.told(), result.outcome, result.proposal)
        if result.proposal is not None:
            turn = work.session.get_one(Turn, self._turn)
            began(work, result.proposal, turn.channel, turn.thread_ts)
            self._used(work, turn, result.proposal)

    def _used(self, work: Work, turn: Turn, number: ProposalId) -> None:
        """Mark the paper that a request came from; its card then says so."""
        document = json.loads(work.session.get_one(Proposal, number).arguments).get("document")
        if document is not None:
            for paper in became(work, DocumentId(document), turn.person_id, number):
                work.file(Job("paper.card", "decisions", {"paper_id": paper}))

    def returned(self, call_id: str, result: Result) -> None:
        """Record what a call returned, unless it was filed and so recorded already."""
        if result.proposal is None:
            with self._desk.work() as work:
                tool_step(work, self._turn, call_id, result.told(), result.outcome)

    def is_stopping(self) -> bool:
        """Tell whether the person asked to stop."""
        with self._desk.read() as read:
            return is_stopping(read, self._turn)


class Guard(AgentMiddleware[Any, Any, Any]):
    """The one middleware of ours: everything the model says or calls passes here.

    It hears the model itself, so that Stop is heard between two pieces and an endless answer is cut.
    """

    def __init__(
        self, belt: Toolbelt, journal: Journal, mask: Mask | None, voice: Voice, say_doing: Doing
    ) -> None:
        super().__init__()
        self._belt = belt
        self._journal = journal
        self._mask = mask
        self._voice = voice
        self._say_doing = say_doing
        self._ids: set[str] = set()
        self._until = time.monotonic() + SECONDS_MAX

    def wrap_model_call(
        self,
        request: ModelRequest[Any],
        handler: Callable[[ModelRequest[Any]], ModelResponse[Any]],  # noqa: ARG002 - we stream the model ourselves
    ) -> ModelResponse[Any]:
        """Ask the model, and let through only what a turn may hold."""
        self._check()
        messages: list[AnyMessage] = [
            self._hidden(each)
            for each in (
                *([request.system_message] if request.system_message else []),
                *request.messages,
            )
        ]
        hearing = Hearing(self._mask, self._voice.write, self._check)
        message = self._bounded(hearing.ask(request.model.bind_tools(request.tools), messages))
        self._check()
        self._journal.said(message.text, [_plain(call) for call in message.tool_calls])
        return ModelResponse(result=[message])

    def wrap_tool_call(
        self,
        request: ToolCallRequest,
        handler: Callable[[ToolCallRequest], ToolMessage | Command[Any]],  # noqa: ARG002 - we run calls ourselves
    ) -> ToolMessage:
        """Run one call by the toolbelt."""
        call = request.tool_call
        return self.run(call["name"], call["args"], str(call["id"]))

    def run(self, name: str, arguments: dict[str, Any], call_id: str) -> ToolMessage:
        """Run one call and record what it returned. Raises StoppedError or LateError before it."""
        self._check()
        self._ids.add(call_id)
        self._say_doing("agent.preparing" if self._belt.is_action(name) else "agent.looking")
        result = self._belt.call(name, arguments, call_id)
        self._journal.returned(call_id, result)
        return ToolMessage(result.told(), tool_call_id=call_id, name=name)

    def _check(self) -> None:
        if self._journal.is_stopping():
            raise StoppedError
        if time.monotonic() > self._until:
            raise LateError

    def _bounded(self, message: Any) -> AIMessage:
        """Return the model's message with at most as many calls as a turn may hold, ids apart."""
        assert isinstance(message, AIMessage)
        text, calls = message.text[:_TEXT_CHARS_MAX], []
        for call in message.tool_calls[: CALLS_MAX + 1]:
            call_id = str(call["id"] or "")[:_CALL_ID_CHARS_MAX]
            if not call_id or call_id in self._ids:
                call_id = f"call_{len(self._ids)}"
            self._ids.add(call_id)
            calls.append({**call, "id": call_id})
        if self._mask is not None:
            text = self._mask.show(text)
            calls = [{**call, "args": self._mask.show(call["args"])} for call in calls]
        return AIMessage(
            text,
            tool_calls=calls,
            id=message.id,
            response_metadata=message.response_metadata,
            usage_metadata=message.usage_metadata,
        )

    def _hidden(self, message: AnyMessage) -> AnyMessage:
        if self._mask is None:
            return message
        more: dict[str, Any] = {"content": self._mask.hide(message.text)}
        if isinstance(message, AIMessage):
            more["tool_calls"] = [
                {**call, "args": _each(call["args"], self._mask.hide)}
                for call in message.tool_calls
            ]
        return message.model_copy(update=more)


def _plain(call: Any) -> dict[str, Any]:
    return {"id": call["id"], "name": call["name"][:80], "args": _kept(call["args"])}


def _kept(arguments: Any) -> Any:
    """Return arguments as they are recorded: what is too long for a request is not kept."""
    return arguments if len(str(arguments)) <= _TEXT_CHARS_MAX else {}


def _each(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _each(each, change) for key, each in value.items()}
    if isinstance(value, list):
        return [_each(each, change) for each in value]
    return value
