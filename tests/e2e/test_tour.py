"""The tour holds on any day, and its trail convinces an outsider."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.unmeasured import plain_environment

ROOT = Path(__file__).resolve().parents[2]

DAYS = {
    "a Saturday": "2026-11-28",
    "29 February": "2028-02-29",
    "the day after a holiday": "2027-11-16",
}


def _tour(*, measured: bool = False, **more: str) -> subprocess.CompletedProcess[str]:
    """Play the tour. One that is measured takes twice as long: its coverage is told once."""
    ours = {**os.environ} if measured else plain_environment()
    return subprocess.run(
        [sys.executable, "-m", "bot", "tour"],
        cwd=ROOT,
        env={**ours, "LANG": "pt_BR.UTF-8", **more},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )


@pytest.mark.parametrize("day", DAYS.values(), ids=DAYS.keys())
def test_the_story_holds_on_any_day(day: str) -> None:
    told = _tour(TODAY=day)

    assert told.returncode == 0, told.stderr
    assert "A trilha está íntegra: " in told.stdout
    assert "concorda" in told.stdout
    assert told.stdout.count("encerrado; o cartão virou registro") >= 4
    assert told.stdout.count("Marcos aperta Aprovar.") == 3
    assert "os dois dias antes" in told.stdout or "não podem começar" in told.stdout
    assert "o verificador diz onde" in told.stdout


def test_the_story_is_told_in_english_too_on_31_december() -> None:
    told = _tour(measured=True, LANG="en_US.UTF-8", TODAY="2026-12-31")

    assert told.returncode == 0, told.stderr
    assert "The trail holds: " in told.stdout
    assert "R$\u00a01,240.55" in told.stdout
