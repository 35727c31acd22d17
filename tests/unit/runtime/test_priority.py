"""What gives way does so in its own session and towards the others, whoever may change that when."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.supervisor import priority
from bot.supervisor.parts import PARTS
from bot.supervisor.priority import give_way


@pytest.fixture
def leader() -> Iterator[int]:
    """A process that leads a session of its own, as each part does."""
    process = subprocess.Popen(
        [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, start_new_session=True
    )
    yield process.pid
    process.communicate()


def test_a_process_and_its_session_give_way(leader: int) -> None:
    give_way(leader, 7)

    group = Path(f"/proc/{leader}/autogroup")
    assert os.getpriority(os.PRIO_PROCESS, leader) == 7
    assert not group.exists() or group.read_text().split()[-2:] == ["nice", "7"]


def test_a_process_that_has_ended_is_left_alone() -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()

    give_way(process.pid, 7)

    assert os.getpriority(os.PRIO_PROCESS, 0) != 7


def test_a_session_is_told_again_when_the_system_says_not_now(
    leader: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def write(_path: Path, text: str, encoding: str) -> int:
        told.append(text)
        if len(told) < 3:
            raise BlockingIOError
        return len(text)

    monkeypatch.setattr(Path, "write_text", write)
    monkeypatch.setattr(priority, "_AGAIN_SECONDS", 0.001)

    give_way(leader, 3)

    assert told == ["3"] * 3


def test_what_computes_gives_way_to_clicks_and_to_pages() -> None:
    gives_way = {part.name for part in PARTS if part.niceness > 0}

    assert gives_way == {"turns", "documents"}
    assert all(part.niceness == 0 for part in PARTS if part.name not in gives_way)
