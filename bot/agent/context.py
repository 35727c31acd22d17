"""What the model is told: the prompt, the day and the papers at hand, and what this person said before.

The memory is our own record of the thread, never Slack's history: only this person's turns, with what
the tools returned to them. Nothing that was written in a document or a file's name is in it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, SystemMessage, ToolMessage

from bot.agent.prompt import Prompt
from domain.conversation.model import Step, StepKind, Turn
from domain.db.work import Read
from domain.kernel.ids import DocumentId
from domain.kernel.say import Language
from domain.office.document.queries import reading_of
from domain.office.document.telling import said_by
from domain.office.paper.model import PaperState
from domain.office.paper.queries import read_in

TURNS_MAX = 12
CHARS_MAX = 24_000
_ASKER_CHARS_MAX = 60


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the thread: its number and what sort of file it is, never its name or text.

    `says` are the names of what was read from it surely enough, `is_here` that it came with this
    message, `is_used` that it became a request or was discarded.
    """

    id: int
    kind: str
    says: tuple[str, ...] = ()
    is_here: bool = False
    is_used: bool = False

    def told(self) -> dict[str, int | str]:
        """Return the paper as our records know it."""
        return {"id": self.id, "kind": self.kind}

    def fact(self, number: int) -> dict[str, Any]:
        """Return the paper as the model is told of it."""
        marks = {"here": self.is_here, "used": self.is_used}
        shown = {name: True for name, is_so in marks.items() if is_so}
        return self.told() | {"name": f"{self.kind} {number}", "says": list(self.says)} | shown


def system(
    prompt: Prompt, *, today: date, language: Language, asker: str, papers: Sequence[Paper]
) -> SystemMessage:
    """Return the system message: the prompt's words, then the facts as JSON."""
    facts = {
        "today": today.isoformat(),
        "weekday": today.strftime("%A"),
        "language": str(language),
        "asker": asker[:_ASKER_CHARS_MAX],
        "documents": [paper.fact(number) for number, paper in enumerate(papers, start=1)],
    }
    told = json.dumps(facts, ensure_ascii=False)
    return SystemMessage(f"{prompt.text}\n```json\n{told}\n```\n")


def papers_of(read: Read, turns: Sequence[Turn]) -> list[Paper]:
    """Return the papers of the last turn's thread in the order they came, each once.

    Those that came without words are among them, where their sender is the one who talks.
    """
    turn = turns[-1]
    kinds = {each["id"]: str(each["kind"]) for told in turns for each in json.loads(told.papers)}
    here = {each["id"] for each in json.loads(turn.papers)}
    handed = {
        int(paper.document_id or 0): paper.state
        for paper in read_in(read, turn.channel, turn.thread_ts, turn.person_id)
    }
    found = []
    for number in dict.fromkeys([*handed, *kinds]):
        reading = reading_of(read, DocumentId(number))
        kind = kinds.get(number, "other") if reading is None else str(reading.kind)
        is_used = handed.get(number) in {PaperState.PROPOSED, PaperState.DISCARDED}
        says = () if reading is None else tuple(map(str, said_by(reading)))
        found.append(Paper(number, kind, says, is_here=number in here, is_used=is_used))
    return found


def memory(turns: Sequence[Turn]) -> list[AnyMessage]:
    """Return earlier turns as messages, the oldest left out where they are too long."""
    kept: list[list[AnyMessage]] = []
    room = CHARS_MAX
    for turn in reversed(turns[-TURNS_MAX:]):
        messages = messages_of(turn, whole=True)
        room -= sum(len(str(message.content)) for message in messages)
        if room < 0:
            break
        kept.append(messages)
    return [message for messages in reversed(kept) for message in messages]


def messages_of(turn: Turn, *, whole: bool) -> list[AnyMessage]:
    """Return a turn as messages. Where it is `whole`, calls that never returned are left out."""
    returned = {step.call_id for step in turn.steps if step.kind == StepKind.TOOL}
    messages: list[AnyMessage] = [HumanMessage(turn.words)]
    for step in turn.steps:
        if step.kind == StepKind.TOOL:
            messages.append(ToolMessage(step.words, tool_call_id=step.call_id or ""))
            continue
        calls = [call for call in _calls(step) if not whole or call["id"] in returned]
        if calls or step.words:
            messages.append(AIMessage(step.words, tool_calls=calls))
    return messages


def dangling(turn: Turn) -> list[dict[str, object]]:
    """Return the calls of a turn that was cut off before they returned."""
    returned = {step.call_id for step in turn.steps if step.kind == StepKind.TOOL}
    return [
        call
        for step in turn.steps
        if step.kind == StepKind.MODEL
        for call in _calls(step)
        if call["id"] not in returned
    ]


def _calls(step: Step) -> list[dict[str, object]]:
    return [{**call, "type": "tool_call"} for call in json.loads(step.calls)]
