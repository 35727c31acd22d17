"""The supervisor keeps its parts running, one supervisor a home, and stops them in order."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from bot.postgres.embedded import throw_away
from bot.settings import ROOT, Settings
from bot.supervisor.part import Part
from bot.supervisor.supervisor import Supervisor, alone
from domain.kernel.errors import Conflict, Outage
from tests.support.postgres import new_home
from tests.support.waiting import until

PART = """
import os, signal, sys, time
from pathlib import Path
from bot.supervisor import child

mark, how = Path(sys.argv[3]), sys.argv[4]
child.attach(3)
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0) if how != "deaf" else None)
with mark.open("a") as file:
    file.write(f"{os.getpid()}\\n")
if how == "broken":
    sys.exit(3)
child.ready()
while True:
    time.sleep(0.05)
"""


def part(mark: Path, how: str = "well", *, niceness: int = 0) -> Part:
    program = (sys.executable, "-c", PART)
    return Part(mark.name, (str(mark), how), program=program, niceness=niceness)


def pids(mark: Path) -> list[int]:
    return [int(line) for line in mark.read_text().split()] if mark.exists() else []


def runs(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def settings_at(home: Path, *, stop_seconds: int = 20) -> Settings:
    return Settings(_env_file=None, retaguarda_home=home, stop_seconds=stop_seconds)


def supervised(settings: Settings, *parts: Part, then: Callable[[], None]) -> int:
    """Run `parts` until `then`, called when all are ready, returns; return how often it was."""
    calls: list[int] = []

    def act() -> None:
        then()
        os.kill(os.getpid(), signal.SIGTERM)

    def when_ready() -> None:
        calls.append(1)
        threading.Thread(target=act).start()

    Supervisor(settings, parts).run(when_ready)
    return len(calls)


def test_everything_is_ready_once_and_stops_when_told(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"

    told = supervised(settings_at(tmp_path), part(one), part(two), then=lambda: None)

    assert told == 1
    assert not any(runs(pid) for pid in pids(one) + pids(two))


def test_a_part_that_answers_gives_way_as_its_row_says(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    found: list[int] = []

    def look() -> None:
        found.extend(os.getpriority(os.PRIO_PROCESS, pids(mark)[0]) for mark in (one, two))

    supervised(settings_at(tmp_path), part(one), part(two, niceness=6), then=look)

    assert found == [os.getpriority(os.PRIO_PROCESS, 0), 6]


def test_a_part_that_is_not_needed_is_not_started(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    unneeded = Part("two", (), when=lambda _: False)

    supervised(settings_at(tmp_path), part(one), unneeded, then=lambda: None)

    assert len(pids(one)) == 1
    assert pids(two) == []


def test_a_crashed_part_is_started_again(tmp_path: Path) -> None:
    one = tmp_path / "one"

    def crash() -> None:
        os.kill(pids(one)[0], signal.SIGKILL)
        until(lambda: len(pids(one)) == 2)

    assert supervised(settings_at(tmp_path), part(one), then=crash) == 1
    assert len(set(pids(one))) == 2


def test_a_part_that_never_starts_ends_the_run_and_is_named(tmp_path: Path) -> None:
    well, broken = tmp_path / "well", tmp_path / "broken"

    with pytest.raises(Outage) as failed:
        Supervisor(settings_at(tmp_path), [part(well), part(broken, "broken")]).run(lambda: None)

    assert failed.value.say.values["part"] == "broken"
    assert not any(runs(pid) for pid in pids(well))


def test_a_part_that_does_not_stop_is_made_to(tmp_path: Path) -> None:
    deaf = tmp_path / "deaf"

    supervised(settings_at(tmp_path, stop_seconds=1), part(deaf, "deaf"), then=lambda: None)

    assert not runs(pids(deaf)[0])


def test_a_second_signal_does_not_wait(tmp_path: Path) -> None:
    deaf = tmp_path / "deaf"

    def insist() -> None:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.3)

    began = time.monotonic()
    supervised(settings_at(tmp_path, stop_seconds=600), part(deaf, "deaf"), then=insist)

    assert time.monotonic() - began < 300
    assert not runs(pids(deaf)[0])


def test_a_second_supervisor_is_refused_and_told_of_the_first(tmp_path: Path) -> None:
    settings = settings_at(tmp_path)

    with alone(settings), pytest.raises(Conflict) as refused, alone(settings):
        pass
    with alone(settings):
        pass  # the first one's end is the end of the refusal

    assert refused.value.say.values == {"pid": str(os.getpid()), "address": settings.address}


SUPERVISOR = """
import sys
from pathlib import Path
from bot.settings import Settings
from bot.supervisor.part import Part
from bot.supervisor.supervisor import Supervisor

home, program, *words = sys.argv[1:]
part = Part("part", tuple(words), program=(sys.executable, "-c", program))
Supervisor(Settings(retaguarda_home=home), [part]).run(lambda: None)
"""


@pytest.mark.parametrize("how", ["well", "deaf"])
def test_parts_end_with_a_killed_supervisor(tmp_path: Path, how: str) -> None:
    mark = tmp_path / "mark"
    process = subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR, tmp_path, PART, mark, how], cwd=ROOT
    )
    until(lambda: len(pids(mark)) == 1)

    process.kill()
    process.wait()

    until(lambda: not runs(pids(mark)[0]))


@pytest.fixture
def home() -> Iterator[Path]:
    home = new_home()
    yield home
    throw_away(home)


def bot(home: Path, *words: str) -> "subprocess.Popen[str]":
    environment = {**os.environ, "RETAGUARDA_HOME": str(home), "LANG": "en_US.UTF-8"}
    for name in ("DATABASE_URL", "SLACK_BOT_TOKEN", "TODAY"):
        environment.pop(name, None)
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *words],
        cwd=ROOT,
        env=environment | {"PORT": "8397"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_run_says_where_it_is_refuses_a_second_one_and_stops_clean(home: Path) -> None:
    with bot(home, "run", "--no-browser") as first:
        assert first.stdout is not None
        assert first.stdout.readline().startswith("Retaguarda is ready at http://localhost:8397")

        with bot(home, "run") as second:
            said, _ = second.communicate()
        assert second.returncode == 1
        assert said == (
            f"Retaguarda is already running here (process {first.pid}): http://localhost:8397\n"
        )

        children = psutil.Process(first.pid).children(recursive=True)
        first.send_signal(signal.SIGTERM)
        said, _ = first.communicate(timeout=60)

    assert first.returncode == 0
    assert said == "Retaguarda has stopped. Everything that was confirmed is kept.\n"
    until(lambda: not any(child.is_running() for child in children))
    assert (home / "logs" / "crashes.log").read_text() == ""
