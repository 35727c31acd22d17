"""Keeps the server while somebody uses it: `python -m bot.postgres.keeper HOME [--forgetful]`.

Whoever uses the server holds `users.lock` together with the others; the kernel lets go of it however
a process ends. When the keeper gets that lock alone, nobody is left, and it stops the server. So a
killed supervisor leaves no server behind, and a short command never stops one that others use.
"""

import contextlib
import os
import signal
import sys
import time
from pathlib import Path
from types import FrameType

import psutil

from bot.postgres import lock
from bot.postgres.account import Account
from bot.postgres.cluster import Cluster
from bot.postgres.place import Place

_LOOK_SECONDS = 0.2
_STOP_SECONDS = 60
_RESTART_SECONDS_MAX = 2.0
#: A server that stops this often without having lived is not started again.
_FAILURES_MAX = 5
_LIVED_SECONDS = 10


class _Told(Exception):
    """SIGTERM: the machine goes down."""


def _on_term(_signal: int, _frame: FrameType | None) -> None:
    raise _Told


def main(home: Path, *, durable: bool) -> int:
    """Keep the server of `home`; return 0 when it was stopped because nobody uses it any more."""
    place = Place.at(home)
    kept = lock.taken_alone(place.lock("keeper"))
    if kept is None:
        return 0
    signal.signal(signal.SIGTERM, _on_term)
    cluster = Cluster(place, Account.for_server())
    alone = None
    try:
        with contextlib.suppress(_Told):
            alone = _keep(cluster, durable=durable)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        _stop(cluster)
    finally:
        if alone is not None:
            os.close(alone)
        os.close(kept)
    return 0


def _keep(cluster: Cluster, *, durable: bool) -> int:
    """Run the server, starting it again after a crash, until nobody uses it; return that lock."""
    users = cluster.place.lock("users")
    failures = 0
    while True:
        started = time.monotonic()
        server = cluster.postmaster()
        if server is None:
            server = psutil.Process(cluster.start(durable=durable).pid)
        while _runs(server):
            if (alone := lock.taken_alone(users)) is not None:
                return alone
            time.sleep(_LOOK_SECONDS)
        failures = 1 if time.monotonic() - started > _LIVED_SECONDS else failures + 1
        if failures >= _FAILURES_MAX:
            raise SystemExit(1)
        # After kill -9 of the server its children need a moment to let go of the shared memory.
        time.sleep(min(_LOOK_SECONDS * 2**failures, _RESTART_SECONDS_MAX))


def _runs(server: psutil.Process) -> bool:
    try:
        server.wait(timeout=0)
    except psutil.TimeoutExpired:
        return True
    except psutil.Error:
        return False
    return False


def _stop(cluster: Cluster) -> None:
    """Stop the server in order; sessions that are still open are rolled back."""
    server = cluster.postmaster()
    if server is None:
        return
    with contextlib.suppress(psutil.NoSuchProcess):
        server.send_signal(signal.SIGINT)
        try:
            server.wait(timeout=_STOP_SECONDS)
        except psutil.TimeoutExpired:
            server.send_signal(signal.SIGQUIT)
            server.wait(timeout=_STOP_SECONDS)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), durable="--forgetful" not in sys.argv[2:]))
