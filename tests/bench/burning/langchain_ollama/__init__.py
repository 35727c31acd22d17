"""A chat model that thinks as hard as Python can for the seconds it is told, then says so.

It stands where `MODEL=ollama:...` is looked for, so that the product runs as it is: a model that
computes in the turns worker's own process, which is the worst that a turn can do to a click.
"""

import re
from collections.abc import Callable, Sequence
from hashlib import sha256
from time import monotonic
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool


class ChatOllama(BaseChatModel):
    """Burns for as many seconds as the last message names."""

    model: str = ""
    timeout: float = 0
    max_retries: int = 0

    @property
    def _llm_type(self) -> str:
        return "burning"

    def bind_tools(
        self,
        tools: Sequence[dict[str, Any] | type | Callable[..., Any] | BaseTool],
        *,
        tool_choice: str | None = None,
        **kwargs: Any,
    ) -> Runnable[LanguageModelInput, AIMessage]:
        """Return the model: it calls no tool."""
        return self.bind(**kwargs)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        told = re.search(r"[0-9]+", str(messages[-1].content))
        until = monotonic() + int(told.group() if told else 1)
        thought = b""
        while monotonic() < until:
            thought = sha256(thought).digest()
        answer = AIMessage(content="pronto")
        return ChatResult(generations=[ChatGeneration(message=answer)])
