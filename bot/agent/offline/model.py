"""The offline chat model: LangChain's interface over the dialogue. Needs no key and no network.

It keeps nothing between calls: the conversation so far is heard again, message by message, which
takes a few milliseconds and gives the same state every time.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import (
    AIMessage,
    AIMessageChunk,
    BaseMessage,
    HumanMessage,
    SystemMessage,
    ToolMessage,
)
from langchain_core.messages.tool import tool_call, tool_call_chunk
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool
from langchain_core.utils.function_calling import convert_to_openai_tool

from bot.agent.offline import replies
from bot.agent.offline.dialogue import Dialogue
from bot.agent.offline.offered import offered
from bot.agent.offline.papers import Paper
from bot.agent.offline.router import Router
from bot.agent.offline.state import Context, Frame, Move
from domain.kernel.clock import SystemClock, today
from domain.kernel.say import Language, Say

#: Messages of the conversation that are heard again.
_MESSAGES_MAX = 60
_CONTEXT = re.compile(r"```json\s*\n(?P<context>.*?)\n```", re.DOTALL)


class OfflineModel(BaseChatModel):
    """Understands requests for the bound tools in Portuguese and English, by rule."""

    @property
    def _llm_type(self) -> str:
        return "retaguarda-offline"

    @property
    def _identifying_params(self) -> Mapping[str, Any]:
        return {"model_name": "offline"}

    def bind_tools(
        self,
        tools: Sequence[dict[str, Any] | type | Callable[..., Any] | BaseTool],
        *,
        tool_choice: str | None = None,  # noqa: ARG002 - the base class's signature
        **kwargs: Any,
    ) -> Runnable[LanguageModelInput, AIMessage]:
        """Return the model with `tools` to choose from."""
        return self.bind(tools=[convert_to_openai_tool(tool) for tool in tools], **kwargs)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,  # noqa: ARG002 - the base class's signature
        run_manager: CallbackManagerForLLMRun | None = None,  # noqa: ARG002 - as above
        **kwargs: Any,
    ) -> ChatResult:
        message = respond(messages, kwargs.get("tools") or ())
        return ChatResult(generations=[ChatGeneration(message=message)])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,  # noqa: ARG002 - the base class's signature
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        message = respond(messages, kwargs.get("tools") or ())
        for piece in re.findall(r"\S+\s*|\s+", str(message.content)):
            chunk = ChatGenerationChunk(message=AIMessageChunk(content=piece))
            if run_manager:
                run_manager.on_llm_new_token(piece, chunk=chunk)
            yield chunk
        calls = [
            tool_call_chunk(
                name=call["name"], args=json.dumps(call["args"]), id=call["id"], index=index
            )
            for index, call in enumerate(message.tool_calls)
        ]
        yield ChatGenerationChunk(
            message=AIMessageChunk(
                content="",
                tool_call_chunks=calls,
                response_metadata=message.response_metadata,
                chunk_position="last",
            )
        )


def respond(messages: Sequence[BaseMessage], tools: Sequence[Mapping[str, Any]]) -> AIMessage:
    """Return the model's next message in a conversation."""
    dialogue = Dialogue(Router(offered(tools)), context_of(messages))
    heard = [each for each in messages if not isinstance(each, SystemMessage)][-_MESSAGES_MAX:]
    calls: dict[str, Frame] = {}
    said: list[Say] = []
    move = Move()
    for message in heard:
        if isinstance(message, HumanMessage):
            move, said = dialogue.hear(_text(message)), []
            said.extend(move.lines)
        elif isinstance(message, AIMessage):
            calls |= _called(message, dialogue)
            if not message.tool_calls:
                # What we asked after the calls of an earlier turn is asked again, silently.
                dialogue.settle()
                said = []
        elif isinstance(message, ToolMessage) and message.tool_call_id in calls:
            said.append(dialogue.observe(calls[message.tool_call_id], _result(message)))
            move = Move()
    if heard and isinstance(heard[-1], ToolMessage):
        asked = dialogue.settle()
        said.extend([asked] if asked else [])
    return _message(move, said, dialogue, len(messages))


def _message(move: Move, said: Sequence[Say], dialogue: Dialogue, number: int) -> AIMessage:
    calls = [
        tool_call(name=frame.offer.name, args=frame.args, id=f"offline_{number}_{index}")
        for index, frame in enumerate(move.calls)
    ]
    pending = dialogue.state.pending
    understood = [*move.calls, *([pending] if pending else []), *dialogue.state.options]
    return AIMessage(
        # What is said beside calls is said after them, with what became of them.
        content="" if calls else replies.spoken_lines(said, dialogue.language),
        tool_calls=calls,
        response_metadata={
            "model_name": "offline",
            "understood": [{"tool": each.offer.name, "args": each.args} for each in understood],
            "asks": dialogue.state.asked if pending else "",
        },
    )


def context_of(messages: Sequence[BaseMessage]) -> Context:
    """Return what the last fenced JSON of the system's own message tells; nothing else is believed."""
    told: dict[str, Any] = {}
    for message in messages:
        if isinstance(message, SystemMessage):
            for match in _CONTEXT.finditer(_text(message)):
                told = json.loads(match["context"])
    papers = tuple(
        Paper(
            each["id"],
            str(each.get("kind", "")),
            str(each.get("name", "")),
            frozenset(map(str, each.get("says", ()))),
            is_here=bool(each.get("here")),
            is_used=bool(each.get("used")),
        )
        for each in told.get("documents", ())
    )
    day = date.fromisoformat(told["today"]) if "today" in told else today(SystemClock())
    return Context(day, Language.of(told.get("language")), papers)


def _called(message: AIMessage, dialogue: Dialogue) -> dict[str, Frame]:
    offers = {offer.name: offer for offer in dialogue.offers}
    return {
        str(call["id"]): Frame(offers[call["name"]], dict(call["args"]), papers=dialogue.papers)
        for call in message.tool_calls
        if call["name"] in offers
    }


def _result(message: ToolMessage) -> dict[str, Any]:
    text = _text(message)
    try:
        result = json.loads(text)
    except ValueError:
        return {"outcome": "told", "say": text}
    return result if isinstance(result, dict) else {"outcome": "told", "say": text}


def _text(message: BaseMessage) -> str:
    return message.text if isinstance(message.text, str) else str(message.text())
