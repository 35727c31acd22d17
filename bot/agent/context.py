"""What the model is told: the prompt, the day and the papers at hand, and what this person said before.

The memory is our own record of the thread, never Slack's history: only this person's turns, with what
the tools returned to them. Nothing that was written in a document or a file's name is in it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, SystemMessage, ToolMessage

from bot.agent.prompt import Prompt
from domain.conversation.model import Step, StepKind, Turn
from domain.kernel.say import Language

TURNS_MAX = 12
CHARS_MAX = 24_000
_ASKER_CHARS_MAX = 60


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the thread: its number and what sort of file it is, never its name or text."""

    id: int
    kind: str

    def told(self) -> dict[str, int | str]:
        """Return the paper as the model and our records know it."""
        return {"id": self.id, "kind": self.kind}


def system(
    prompt: Prompt, *, today: date, language: Language, asker: str, papers: Sequence[Paper]
) -> SystemMessage:
    """Return the system message: the prompt's words, then the facts as JSON."""
    facts = {
        "today": today.isoformat(),
        "weekday": today.strftime("%A"),
        "language": str(language),
        "asker": asker[:_ASKER_CHARS_MAX],
        "documents": [
            paper.told() | {"name": f"{paper.kind} {number}"}
            for number, paper in enumerate(papers, start=1)
        ],
    }
    told = json.dumps(facts, ensure_ascii=False)
    return SystemMessage(f"{prompt.text}\n```json\n{told}\n```\n")


def papers_of(turns: Sequence[Turn]) -> list[Paper]:
    """Return the papers of a thread in the order they came, each once."""
    found = {}
    for turn in turns:
        for told in json.loads(turn.papers):
            found[told["id"]] = Paper(int(told["id"]), str(told["kind"]))
    return list(found.values())


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
