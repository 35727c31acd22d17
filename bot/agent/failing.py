"""A model elsewhere that fails: whether to ask it once more, and what the person is told.

LangChain's packages raise the same errors for the same fault, whoever the provider is. What they say
in them is for us, and goes into the log only.
"""

import re
from typing import Any

from langchain_core.exceptions import (
    ContextOverflowError,
    ModelAuthenticationError,
    ModelError,
    ModelNotFoundError,
    ModelPermissionDeniedError,
    ModelRateLimitError,
)

from domain.kernel.say import Say, say

#: A provider that asks for a longer pause is left alone: the person is told when to come back.
PAUSE_SECONDS_MAX = 15
_USUAL_PAUSE_SECONDS = 1
_TOLD: tuple[tuple[type[Exception], str], ...] = (
    (ModelAuthenticationError, "agent.model_key"),
    (ModelPermissionDeniedError, "agent.model_key"),
    (ModelNotFoundError, "agent.model_unknown"),
    (ModelRateLimitError, "agent.model_busy"),
    (ContextOverflowError, "agent.thread_long"),
)


class UnusableError(Exception):
    """The model's answer is no whole answer; nothing follows from it. `say` tells the person."""

    def __init__(self, say: Say) -> None:
        super().__init__(say.key)
        self.say = say


def pause_before_again(error: Exception) -> int | None:
    """Return the seconds after which the same question may be asked once more, or None."""
    if not (isinstance(error, ModelError) and error.is_retryable):
        return None
    wanted = _wanted_pause(error)
    pause = _USUAL_PAUSE_SECONDS if wanted is None else wanted
    return pause if pause <= PAUSE_SECONDS_MAX else None


def told(error: Exception) -> Say:
    """Return what to tell the person whose turn failed."""
    if isinstance(error, UnusableError):
        return error.say
    key = next((key for kind, key in _TOLD if isinstance(error, kind)), "agent.model_down")
    if key == "agent.model_busy":
        return say(key, minutes=max(1, -(-(_wanted_pause(error) or 0) // 60)))
    return say(key)


def _wanted_pause(error: Exception) -> int | None:
    """Return the seconds in an answer's Retry-After; a date or nonsense there is not followed."""
    answer: Any = getattr(error, "response", None)
    text = str(getattr(answer, "headers", {}).get("retry-after", ""))
    found = re.fullmatch(r"([0-9]{1,6})(?:\.[0-9]+)?", text, re.ASCII)
    return int(found[1]) if found else None
