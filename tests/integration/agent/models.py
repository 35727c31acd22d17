"""Models that a test brings: one that says and calls what it is told to, and notes what it was shown."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.messages.tool import tool_call
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from pydantic import PrivateAttr

type Turned = AIMessage | Exception


def calling(*calls: tuple[str, dict[str, Any]], text: str = "", ids: str = "c") -> AIMessage:
    """Return a message that makes `calls`."""
    made = [tool_call(name=n, args=a, id=f"{ids}{at}") for at, (n, a) in enumerate(calls)]
    return AIMessage(text, tool_calls=made)


class Scripted(BaseChatModel):
    """Says the next line of its script, the last one for ever; raises where a line is an error."""

    lines: Sequence[Any]
    before: Callable[[], None] | None = None
    _shown: list[list[BaseMessage]] = PrivateAttr(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "scripted"

    @property
    def shown(self) -> str:
        """Return everything that the model was shown, as text."""
        return "\n".join(repr(message) for messages in self._shown for message in messages)

    @property
    def result(self) -> Any:
        """Return what the last call returned, as the model was shown it."""
        return json.loads(next(each.text for each in self._shown[-1][::-1] if each.type == "tool"))

    @property
    def asked(self) -> int:
        """Return how often the model was asked."""
        return len(self._shown)

    def bind_tools(self, tools: Any, **_kwargs: Any) -> Runnable[Any, AIMessage]:
        return self

    def _generate(self, messages: list[BaseMessage], *_args: Any, **_kwargs: Any) -> ChatResult:
        self._shown.append(messages)
        if self.before is not None:
            self.before()
        line = self.lines[min(len(self._shown), len(self.lines)) - 1]
        if isinstance(line, Exception):
            raise line
        return ChatResult(generations=[ChatGeneration(message=line.model_copy())])
