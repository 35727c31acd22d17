"""The inspector: every exchange between Slack and the apps, the last thousand, without secrets."""

from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.workspace.live import Live
from bot.workspace.wire import Json
from domain.kernel.clock import Clock

KEPT = 1_000
SECRETS = frozenset(
    {"token", "authorization", "client_secret", "signing_secret", "x-slack-signature"}
)
LONG = 20_000


@dataclass(slots=True)
class Traffic:
    """Writes down what went over the wire, for people who build apps."""

    clock: Clock
    live: Live
    number: int = 0
    entries: deque[Json] = field(default_factory=lambda: deque(maxlen=KEPT))

    def note(
        self,
        app_id: str,
        direction: str,
        kind: str,
        name: str,
        *,
        status: str = "ok",
        ms: int = 0,
        request: Any = None,
        response: Any = None,
        note: str = "",
    ) -> None:
        self.number += 1
        entry: Json = {
            "seq": self.number,
            "at": written(self.clock.now()),
            "app": app_id,
            "direction": direction,
            "kind": kind,
            "name": name,
            "ms": ms,
            "status": status,
            "request": without_secrets(request),
            "response": without_secrets(response),
            "note": note,
        }
        self.entries.append(entry)
        self.live.tell(None, {"type": "traffic", "entry": entry})

    def after(self, number: int) -> list[Json]:
        return [entry for entry in self.entries if entry["seq"] > number]

    def clear(self) -> None:
        self.entries.clear()


def written(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def without_secrets(shape: Any) -> Any:
    """Return a copy that is safe to show: no tokens, and no endless strings."""
    if isinstance(shape, dict):
        return {
            key: "(hidden)" if str(key).lower() in SECRETS else without_secrets(value)
            for key, value in shape.items()
        }
    if isinstance(shape, list):
        return [without_secrets(item) for item in shape]
    if isinstance(shape, str) and len(shape) > LONG:
        return shape[:LONG] + "…"
    return shape
