"""The embedded server lives exactly as long as somebody uses it, whoever is killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg
import pytest

from bot.postgres import lock
from bot.postgres.account import Account
from bot.postgres.addresses import conninfo
from bot.postgres.cluster import Cluster
from bot.postgres.embedded import Server, embedded, throw_away
from bot.postgres.place import SOCKET_NAME, Place
from bot.postgres.roles import Role
from domain.kernel.errors import Outage
from tests.support.postgres import new_home
from tests.support.waiting import until

ROOT = Path(__file__).resolve().parents[3]
HOLDER = """
import sys
from pathlib import Path
from bot.postgres.embedded import embedded

with embedded(Path(sys.argv[1]), durable=False):
    print("up", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def home() -> Iterator[Path]:
    home = new_home()
    yield home
    throw_away(home)


@contextmanager
def holder(home: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that uses the server of `home`."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, home],
        cwd=ROOT,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    try:
        assert process.stdout.readline() == "up\n"
        yield process
    finally:
        process.stdin.close()
        process.stdout.close()
        process.wait()


def postmaster(home: Path) -> psutil.Process | None:
    return Cluster(Place.at(home), Account.for_server()).postmaster()


def keeper(home: Path) -> psutil.Process:
    found = [
        process
        for process in psutil.process_iter(["cmdline"])
        if "bot.postgres.keeper" in (process.info["cmdline"] or [])
        and str(home) in process.cmdline()
    ]
    assert len(found) == 1
    return found[0]


def has_stopped(home: Path) -> bool:
    return not lock.is_held(home / "keeper.lock") and postmaster(home) is None


def count(server: Server) -> int:
    with psycopg.connect(conninfo(server.url(Role.APP))) as connection:
        row = connection.execute("select count(*) from kept").fetchone()
    assert row is not None
    return int(row[0])


def keep_a_row(server: Server) -> None:
    with psycopg.connect(conninfo(server.url(Role.OWNER))) as connection:
        connection.execute("create table if not exists kept (id int)")
        connection.execute("insert into kept values (1)")


def test_it_stops_with_its_last_user_and_keeps_what_was_written(home: Path) -> None:
    with embedded(home) as server:
        with holder(home):
            first = postmaster(home)
        keep_a_row(server)
        assert first is not None
        assert postmaster(home) == first  # a short command stopped nothing

    until(lambda: has_stopped(home))
    with embedded(home, durable=False) as server:
        assert count(server) == 1


def test_a_killed_user_leaves_no_server_behind(home: Path) -> None:
    with holder(home) as process:
        process.kill()

    until(lambda: has_stopped(home))


def test_a_killed_keeper_is_replaced_by_the_next_user(home: Path) -> None:
    with embedded(home, durable=False) as server:
        keep_a_row(server)
        before = postmaster(home)
        keeper(home).kill()
        until(lambda: not lock.is_held(home / "keeper.lock"))
        with holder(home):
            assert postmaster(home) == before
            assert count(server) == 1

    until(lambda: has_stopped(home))


def test_a_killed_server_comes_back_with_what_was_committed(home: Path) -> None:
    with embedded(home) as server:
        keep_a_row(server)
        first = postmaster(home)
        assert first is not None
        first.kill()

        with embedded(home):
            until(lambda: postmaster(home) not in {None, first})
            until(lambda: answers(server))
            assert count(server) == 1


def answers(server: Server) -> bool:
    try:
        count(server)
    except psycopg.OperationalError:
        return False
    return True


def test_a_keeper_told_to_end_stops_the_server(home: Path) -> None:
    with holder(home):
        keeper(home).send_signal(signal.SIGTERM)
        until(lambda: has_stopped(home))


def test_a_pid_that_now_belongs_to_another_program_is_not_believed(home: Path) -> None:
    with embedded(home, durable=False) as server:
        keep_a_row(server)
    until(lambda: has_stopped(home))
    place = Place.at(home)
    stale = f"{os.getpid()}\n{place.cluster}\n1\n5432\n{place.sockets}\n\n1 1\nready\n"
    (place.cluster / "postmaster.pid").write_text(stale)
    (place.sockets / f"{SOCKET_NAME}.lock").write_text(stale)

    with embedded(home, durable=False) as server:
        assert count(server) == 1


def test_a_long_path_gets_a_short_private_socket_folder(home: Path) -> None:
    deep = home / ("d" * 60) / ("e" * 60)

    with embedded(deep, durable=False) as server:
        keep_a_row(server)
        sockets = Path(server.sockets)
        assert len(str(sockets)) < 60
        assert sockets.stat().st_mode & 0o777 == 0o700

    until(lambda: has_stopped(deep))
    sockets.rmdir()


def test_a_server_that_cannot_start_says_why(home: Path) -> None:
    with embedded(home, durable=False):
        pass
    until(lambda: has_stopped(home))
    (Place.at(home).cluster / "postgresql.conf").write_text("no_such_setting = 1\n")

    with pytest.raises(Outage) as failed, embedded(home, durable=False):
        pass

    assert failed.value.say.key == "postgres.not_started"
    assert "no_such_setting" in str(failed.value.say.values["log"])


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as somebody else")
def test_root_is_told_of_a_folder_that_the_servers_user_cannot_enter(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)

    with pytest.raises(Outage) as failed, embedded(tmp_path / "home"):
        pass

    assert failed.value.say.key == "postgres.folder_closed"


@pytest.mark.skipif(os.geteuid() != 0, reason="needs a second user of this machine")
def test_another_user_of_the_machine_is_not_let_in(server: Server) -> None:
    tried = subprocess.run(
        ["ls", server.sockets],
        user=65534,
        group=65534,
        extra_groups=[],
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )

    assert tried.returncode != 0
    assert tried.stdout == ""
