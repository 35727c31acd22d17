"""Timestamps and ids as Slack makes them: a `ts` is unique, grows, and is a message's name."""

import secrets
from datetime import UTC, datetime, timedelta

from domain.kernel.clock import Clock

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MICROSECOND = timedelta(microseconds=1)


def instant_of(ts: str) -> datetime:
    """Return the instant a `ts` stands for."""
    seconds, _, micros = ts.partition(".")
    return EPOCH + timedelta(seconds=int(seconds), microseconds=int(micros or "0"))


def seconds_of(instant: datetime) -> int:
    """Return whole seconds since 1970, as Slack's `created` and `event_time`."""
    return (instant - EPOCH) // timedelta(seconds=1)


def fresh_id(prefix: str, length: int = 10) -> str:
    """Return a new id in Slack's style: a letter that says what it is, then random characters."""
    return prefix + "".join(secrets.choice(ALPHABET) for _ in range(length))


class Stamps:
    """Hands out timestamps that never repeat and never go back, even when the clock does."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def resume(self, ts: str) -> None:
        """Continue after `ts`, the newest one a former run has written."""
        self._last = max(self._last, (instant_of(ts) - EPOCH) // MICROSECOND)

    def fresh(self) -> str:
        """Return the next timestamp."""
        now = (self._clock.now() - EPOCH) // MICROSECOND
        self._last = max(self._last + 1, now)
        return _written(self._last)


def _written(micros: int) -> str:
    return f"{micros // 1_000_000:010d}.{micros % 1_000_000:06d}"
