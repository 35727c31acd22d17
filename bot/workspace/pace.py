"""How long things last in Slack; a test may shorten the waiting, never the rules."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Pace:
    """Slack's own numbers. `retries` are the waits before the second, third and fourth delivery."""

    acknowledge: timedelta = timedelta(seconds=3)
    retries: tuple[timedelta, ...] = (timedelta(0), timedelta(minutes=1), timedelta(minutes=5))
    trigger: timedelta = timedelta(seconds=3)
    response_url: timedelta = timedelta(minutes=30)
    response_url_uses: int = 5
    stream: timedelta = timedelta(minutes=5)
    status: timedelta = timedelta(minutes=2)
    heartbeat: timedelta = timedelta(seconds=15)
