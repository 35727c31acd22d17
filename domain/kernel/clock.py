"""Time comes from one place, so that a test or a demo can choose the day.

Instants are aware and in UTC; a day is a date in the company's time zone.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

SAO_PAULO = ZoneInfo("America/Sao_Paulo")


class Clock(Protocol):
    """Tells the instant and the company's day."""

    @property
    def zone(self) -> ZoneInfo: ...

    def now(self) -> datetime:
        """Return the aware instant, in UTC."""
        ...


def today(clock: Clock) -> date:
    """Return the day it is in the company's time zone."""
    return clock.now().astimezone(clock.zone).date()


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's clock, moved by `offset` (a demo or a test that plays another day)."""

    zone: ZoneInfo = SAO_PAULO
    offset: timedelta = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset


@dataclass(slots=True)
class FixedClock:
    """A clock that stands still until it is moved; for tests."""

    at: datetime
    zone: ZoneInfo = SAO_PAULO

    def now(self) -> datetime:
        return self.at

    def move(self, by: timedelta) -> None:
        self.at += by
