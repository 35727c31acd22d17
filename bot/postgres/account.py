"""The operating-system user that the server runs as. PostgreSQL refuses to run as root."""

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from domain.kernel.errors import Outage

#: Made as a system user the first time root starts the server.
NAME = "retaguarda"


@dataclass(frozen=True, slots=True)
class Account:
    """A user of this machine."""

    name: str
    uid: int
    gid: int

    @classmethod
    def _of(cls, entry: pwd.struct_passwd) -> "Account":
        return cls(entry.pw_name, entry.pw_uid, entry.pw_gid)

    @classmethod
    def ours(cls) -> "Account":
        """Return the user we run as. Raises Outage for a number that has no user's name.

        Neither the server's programs nor its peer authentication know such a user.
        """
        try:
            return cls._of(pwd.getpwuid(os.geteuid()))
        except KeyError as unknown:
            raise Outage("postgres.user_unknown", uid=os.geteuid()) from unknown

    @classmethod
    def for_server(cls) -> "Account":
        """Return ourselves or, when we are root, an unprivileged system user."""
        if os.geteuid() != 0:
            return cls.ours()
        if (known := _known(NAME)) is None:
            _add(NAME)
            known = _known(NAME)
        # A read-only /etc/passwd (some containers) still has nobody.
        return cls._of(known or pwd.getpwnam("nobody"))

    def must_reach(self, folder: Path) -> None:
        """Raise Outage if this user cannot walk down to `folder`."""
        if self.uid == os.geteuid():
            return
        for step in (folder, *folder.parents):
            if not step.stat().st_mode & stat.S_IXOTH:
                raise Outage("postgres.folder_closed", folder=str(step), user=self.name)

    def spawn(self) -> dict[str, Any]:
        """Return what `subprocess` needs to become this user."""
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def _known(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _add(name: str) -> None:
    """Add a system user without a home or a shell; a machine that has no useradd stays as it is."""
    if shutil.which("useradd"):
        subprocess.run(
            ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", name],
            check=False,
            capture_output=True,
        )
