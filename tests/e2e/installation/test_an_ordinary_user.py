"""Somebody without rights runs the product, from a checkout that is not theirs and a home far down."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import gettempdir

import pytest

from bot.postgres.place import SOCKET_PATH_BYTES_MAX
from bot.settings import ROOT
from bot.workspace.driver import Human
from tests.support.installation import Installation
from tests.support.somebody import Somebody, somebody, why_not

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not() or "-")

PRODUCT = ("bot", "tools", "domain", "ingest", "prompts", "manifest.json", "verify_trail.py")


@pytest.fixture
def guest() -> Iterator[Somebody]:
    with somebody() as made:
        yield made
        # A home so far down keeps its socket in a short folder of the user's own.
        for left in Path(gettempdir()).glob(f"retaguarda-{made.uid}-*"):
            shutil.rmtree(left)


@pytest.fixture
def python(folder: Path, guest: Somebody) -> str:
    """This Python with its packages; by hard links where others may not enter their folder.

    PostgreSQL looks at its own programs by the rights of who starts it.
    """
    packages = Path(sys.prefix)
    if guest.reaches(packages / "lib"):
        return sys.executable
    linked = folder / "packages"
    try:
        shutil.copytree(packages, linked, symlinks=True, copy_function=os.link)
    except OSError as refused:
        pytest.skip(
            f"nobody else may enter the packages' folder, nor can they be linked: {refused}"[:200]
        )
    return str(linked / "bin" / "python")


@pytest.fixture
def checkout(folder: Path) -> Path:
    """A copy of the product that belongs to root, with nothing in it that others may write."""
    copy = folder / "checkout"
    copy.mkdir(mode=0o755)
    for name in PRODUCT:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name)
        else:
            shutil.copy2(ROOT / name, copy / name)
    return copy


def asked(shop: Installation, who: str, words: str) -> str:
    with Human(shop.address, who) as human:
        message = human.say(human.dm("Retaguarda"), words)
        return human.wait_for_reply(message, seconds=120).text


def test_it_runs_far_down_in_their_home_survives_kill_and_is_not_run_twice(
    folder: Path, guest: Somebody, checkout: Path, python: str
) -> None:
    own = folder / "homes" / ("far-down-" * 12) / "guest"
    own.mkdir(parents=True)
    guest.own(own)
    shop = Installation(
        own / "Retaguarda da Oficina", {"HOME": str(own)}, checkout, guest.through, python=python
    )
    assert len(str(shop.home)) > SOCKET_PATH_BYTES_MAX
    with shop.started() as killed:
        assert "já está rodando" in shop.bot("run", "--no-browser", code=1)
        killed.send_signal(signal.SIGKILL)
    with shop.running():
        assert "R$" in asked(shop, "carla", "quanto temos em caixa?")
    owners = {each.stat().st_uid for each in shop.home.rglob("*") if not each.is_symlink()}
    assert owners == {guest.uid}
    assert (shop.home.stat().st_mode & 0o777) == 0o711


def test_without_a_home_that_can_be_written_one_sentence_says_what_to_set(
    folder: Path, guest: Somebody, checkout: Path, python: str
) -> None:
    nowhere = Installation(Path(), {"HOME": "/nonexistent"}, checkout, guest.through, python=python)
    environment = nowhere.environment
    for changed in ({}, {"HOME": None}, {"RETAGUARDA_HOME": str(checkout / "home")}):
        tried = {**environment, "RETAGUARDA_HOME": "", **changed}
        done = subprocess.run(
            nowhere.command("doctor"),
            cwd=checkout,
            env={name: value for name, value in tried.items() if value is not None},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1
        assert "Escolha outra pasta com RETAGUARDA_HOME." in done.stderr
        assert "Traceback" not in done.stderr
