"""Does this machine know what time it is?"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import psycopg

from bot.doctor.finding import Finding, bad, note, well
from bot.postgres.addresses import conninfo
from bot.postgres.connect import connected
from bot.settings import Settings
from domain.kernel.clock import SystemClock, today
from domain.kernel.errors import Outage

#: No clock that is right shows an earlier day than this code's.
_EARLIEST = datetime(2026, 11, 1, tzinfo=UTC)
_SKEW_MAX = timedelta(seconds=30)


def findings(settings: Settings) -> Iterator[Finding]:
    """Compare our clock with the database's, and say which day is played."""
    clock = SystemClock(zone=settings.zone)
    if clock.now() < _EARLIEST:
        yield bad("doctor.clock.early", at=clock.now())
    try:
        with (
            connected(settings) as addresses,
            psycopg.connect(conninfo(addresses.ask), autocommit=True) as connection,
        ):
            found = connection.execute("select clock_timestamp()").fetchone()
            skew = abs(found[0] - clock.now()) if found else timedelta(0)
        if skew > _SKEW_MAX:
            yield bad("doctor.clock.skew", seconds=int(skew.total_seconds()))
    except (Outage, psycopg.OperationalError):
        pass  # the database's own check says so
    if settings.offset_days:
        yield note("doctor.clock.played", day=today(settings.clock()))
    yield well("doctor.clock.now", at=clock.now(), zone=settings.zone.key)
