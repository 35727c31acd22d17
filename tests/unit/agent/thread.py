"""A thread with the embedded model over the real tools, without a database: what it calls and says."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolMessage
from langchain_core.tools import StructuredTool

from bot.agent.offline.model import OfflineModel
from tools.registry import load
from tools.spec import Action, Question


def real_tools() -> list[StructuredTool]:
    """Return the company's tools as the model is given them; none of them does anything here."""
    box = load()
    known: list[Action | Question] = [*box.actions.values(), *box.questions.values()]
    return [
        StructuredTool(
            name=tool.name,
            description=tool.words,
            args_schema=tool.arguments.model_json_schema(),
            func=lambda **_given: "",
        )
        for tool in known
    ]


@dataclass
class Thread:
    """What was said so far; every action that is called is filed, every question answered."""

    language: str = "pt-BR"
    papers: Sequence[dict[str, Any]] = ()
    today: str = "2026-11-24"
    heard: list[BaseMessage] = field(default_factory=list)

    def say(self, words: str, result: dict[str, Any] | None = None) -> AIMessage:
        """Say something; return the calls' message, or the answer where nothing was called."""
        self.heard.append(HumanMessage(words))
        first = self._next()
        for call in first.tool_calls:
            told = result or {"outcome": "filed", "say": "ok"}
            self.heard.append(ToolMessage(json.dumps(told), tool_call_id=call["id"]))
        if first.tool_calls:
            self._next()
        return first

    def calls(self, words: str) -> list[tuple[str, dict[str, Any]]]:
        """Say something; return each call with its arguments."""
        return [(call["name"], call["args"]) for call in self.say(words).tool_calls]

    def answer(self) -> str:
        """Return what was said last."""
        return self.heard[-1].text

    def _next(self) -> AIMessage:
        facts = {"today": self.today, "language": self.language, "documents": list(self.papers)}
        told = SystemMessage(f"```json\n{json.dumps(facts)}\n```")
        message = OfflineModel().bind_tools(real_tools()).invoke([told, *self.heard])
        assert isinstance(message, AIMessage)
        self.heard.append(message)
        return message
