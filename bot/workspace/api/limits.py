"""How often a method may be called: a fault makes the next call too early, `tiers` counts for real."""

from collections import deque
from time import monotonic
from typing import TYPE_CHECKING

from bot.workspace.api.registry import Method, Tier
from bot.workspace.faults import Kind
from bot.workspace.wire import Json

if TYPE_CHECKING:
    from bot.workspace.workspace import Workspace

MINUTE = 60.0


class Limits:
    """Counts calls by method, app and (for chat.postMessage) channel, in a sliding minute."""

    def __init__(self, workspace: "Workspace") -> None:
        self._workspace = workspace
        self._calls: dict[tuple[str, str, str], deque[float]] = {}

    def wait(self, method: Method, app_id: str, arguments: Json) -> int:
        """Return the seconds to wait before this call may be made; 0 when it may."""
        if fault := self._workspace.faults.take(Kind.RATE_LIMITED, method.name):
            return max(fault.seconds, 1)
        if not self._workspace.faults.take(Kind.TIERS, method.name):
            return 0
        place = str(arguments.get("channel", "")) if method.tier is Tier.SPECIAL else ""
        calls = self._calls.setdefault((method.name, app_id, place), deque())
        now = monotonic()
        while calls and now - calls[0] >= MINUTE:
            calls.popleft()
        if len(calls) >= method.tier:
            return max(int(MINUTE - (now - calls[0])) + 1, 1)
        calls.append(now)
        return 0
