"""Hears a model out, piece by piece: whole or not at all, with Stop and the clock heard in between.

A model elsewhere may stall, break off or send an endless answer. It is listened to from a thread of
its own, which touches nothing of ours, so that the turn ends in time whatever that thread waits for.
"""

import json
import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any

from langchain_core.exceptions import ModelError
from langchain_core.messages import AIMessage, AIMessageChunk, AnyMessage, message_chunk_to_message
from langchain_core.runnables import Runnable

from bot.agent.failing import UnusableError, pause_before_again
from bot.agent.privacy import Mask, Unmasking
from bot.agent.toolbelt import CALLS_MAX
from domain.kernel.say import say

#: An answer longer than this, calls included, is cut off where it stands.
OUTPUT_CHARS_MAX = 100_000
_LOOK_SECONDS = 0.25
#: Where providers say why an answer ended, and which of those ends are no ends.
_ENDS = ("finish_reason", "stop_reason", "done_reason")
_CUT = frozenset({"length", "max_tokens", "content_filter"})

type Model = Runnable[Any, AIMessage]


@dataclass(frozen=True, slots=True)
class _End:
    """The model has nothing more to say, or failed."""

    error: BaseException | None = None


class Hearing:
    """One question to a model and its answer.

    `write` is given the text as it comes, with personal values shown again where `mask` hid them;
    `check` raises when the turn is to end. Without a mask the model is in this process.
    """

    def __init__(
        self, mask: Mask | None, write: Callable[[str], None], check: Callable[[], None]
    ) -> None:
        self._mask = mask
        self._write = write
        self._check = check
        self._spoke = False

    def ask(self, model: Model, messages: list[AnyMessage]) -> AIMessage:
        """Return the whole answer; a model that could not begin is asked once more.

        Raises UnusableError for an answer that broke off, and what the provider's package raises.
        """
        try:
            return self._asked(model, messages)
        except ModelError as error:
            pause = pause_before_again(error)
            if pause is None or self._spoke:
                raise
        until = time.monotonic() + pause
        while (left := until - time.monotonic()) > 0:
            self._check()
            time.sleep(min(left, _LOOK_SECONDS))
        return self._asked(model, messages)

    def _asked(self, model: Model, messages: list[AnyMessage]) -> AIMessage:
        pieces: list[AIMessageChunk] = []
        shown = Unmasking(self._mask or Mask())
        size = calls = 0
        for chunk in self._pieces(model, messages):
            if not isinstance(chunk, AIMessageChunk):
                return chunk  # a model that does not stream
            size += len(chunk.text) + sum(
                len(each["args"] or "") for each in chunk.tool_call_chunks
            )
            calls += sum(1 for each in chunk.tool_call_chunks if each["name"])
            if calls > CALLS_MAX + 1:
                break  # the first of them are enough to say that there are too many
            pieces.append(chunk)
            self._say(shown.take(chunk.text))
            if size > OUTPUT_CHARS_MAX:
                break
        self._say(shown.rest())
        if not pieces:
            return AIMessage("")
        # Put together once: each sum looks at every call again.
        whole = pieces[0] + pieces[1:]
        assert isinstance(whole, AIMessageChunk)
        if size > OUTPUT_CHARS_MAX:
            return _endless(whole)
        _must_be_whole(whole, is_ended=calls <= CALLS_MAX + 1)
        message = message_chunk_to_message(whole)
        assert isinstance(message, AIMessage)
        return message

    def _say(self, piece: str) -> None:
        if piece:
            self._spoke = True
            self._write(piece)

    def _pieces(self, model: Model, messages: list[AnyMessage]) -> Iterator[AIMessage]:
        if self._mask is None:
            for piece in model.stream(messages):
                yield piece
                self._check()
            return
        heard: queue.SimpleQueue[AIMessage | _End] = queue.SimpleQueue()
        is_over = threading.Event()
        listener = threading.Thread(
            target=copy_context().run,
            args=(_listen, model, messages, heard, is_over),
            name="model",
            daemon=True,
        )
        listener.start()
        try:
            while True:
                self._check()
                try:
                    piece_or_end = heard.get(timeout=_LOOK_SECONDS)
                except queue.Empty:
                    continue
                if not isinstance(piece_or_end, _End):
                    yield piece_or_end
                elif piece_or_end.error is not None:
                    raise piece_or_end.error
                else:
                    return
        finally:
            is_over.set()


def _listen(
    model: Model,
    messages: list[AnyMessage],
    heard: "queue.SimpleQueue[AIMessage | _End]",
    is_over: threading.Event,
) -> None:
    """Put each piece of the answer into `heard`, and its end; stop when nobody listens any more."""
    try:
        for piece in model.stream(messages):
            heard.put(piece)
            if is_over.is_set():
                break
    except Exception as error:  # noqa: BLE001 - raised again by whoever asked
        heard.put(_End(error))
    else:
        heard.put(_End())


def _endless(whole: AIMessageChunk) -> AIMessage:
    """Return the text of an endless answer. Raises UnusableError where it was to be a call."""
    if whole.tool_call_chunks:
        raise UnusableError(say("agent.arguments_too_long"))
    return AIMessage(whole.text)


def _must_be_whole(whole: AIMessageChunk, *, is_ended: bool) -> None:
    """Raise UnusableError for an answer that broke off: half a call must not become a request.

    One that we stopped listening to has no end of its own.
    """
    metadata = whole.response_metadata
    end = next((str(metadata[name]) for name in _ENDS if metadata.get(name)), "")
    must_end = is_ended and metadata.get("model_provider") == "openai"
    is_cut = end in _CUT or (must_end and not end)
    if is_cut or not all(_is_whole(each["args"]) for each in whole.tool_call_chunks):
        raise UnusableError(say("agent.model_cut"))


def _is_whole(arguments: str | None) -> bool:
    """Tell whether a call's arguments are a JSON object; none at all are as good as an empty one."""
    try:
        return isinstance(json.loads(arguments or "{}"), dict)
    except (ValueError, RecursionError):
        return False
