"""An ordinary user of this machine, for tests that root runs: who starts things with their own rights."""

import os
import pwd
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import which

NAME = "retaguarda-guest"
_PROGRAMS = ("useradd", "userdel", "setpriv")


def why_not() -> str:
    """Return why no other user can be made here, or nothing."""
    if os.geteuid() != 0:
        return "only root can start something as another user"
    missing = [program for program in _PROGRAMS if which(program) is None]
    return f"{', '.join(missing)} missing here" if missing else ""


@dataclass(frozen=True, slots=True)
class Somebody:
    """A user without rights."""

    uid: int
    gid: int

    @property
    def through(self) -> list[str]:
        """Return what stands before a command line to run it as this user."""
        words = ["setpriv", f"--reuid={self.uid}", f"--regid={self.gid}", "--clear-groups"]
        if not self.reaches(Path(sys.executable).resolve()):
            # This Python lies in a home of root's. They may read there, and write nowhere.
            words += ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]
        return words

    def own(self, folder: Path) -> None:
        """Give them a folder with all that is in it."""
        for each in (folder, *folder.rglob("*")):
            os.chown(each, self.uid, self.gid, follow_symlinks=False)

    def reaches(self, path: Path) -> bool:
        """Tell whether they may enter a folder, or start a program, by their own rights."""
        done = subprocess.run(
            ["test", "-x", path],
            user=self.uid,
            group=self.gid,
            extra_groups=[],
            check=False,
        )
        return done.returncode == 0


@contextmanager
def somebody() -> Iterator[Somebody]:
    """Yield a user made for this block; one that is there already stays."""
    made = subprocess.run(
        ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME],
        check=False,
        capture_output=True,
    )
    try:
        entry = pwd.getpwnam(NAME)
        yield Somebody(entry.pw_uid, entry.pw_gid)
    finally:
        if made.returncode == 0:
            subprocess.run(["userdel", NAME], check=False, capture_output=True)
