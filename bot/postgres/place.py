"""Where everything of one installation lives on disk, and how short its socket path must be.

| in the home           | mode | whose                                                           |
|-----------------------|------|-----------------------------------------------------------------|
| (itself)              | 0711 | ours; others may only walk through                              |
| `postgres/`, `socket/`| 0700 | the server user's: data and socket                              |
| `programs-<version>/` | 0755 | ours: the server's programs, copied when we are root            |
| `pg_*.conf`, `*.log`  |      | ours: the server's user cannot change who may connect           |
| `store/`, `keys/`     | 0700 | ours: documents and keys                                        |
| `*.lock`              | 0600 | ours: who runs, who uses the server, who keeps it               |
"""

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from domain.kernel.errors import Outage

#: A UNIX socket's path is limited to 107 bytes on Linux and 103 on macOS, its name included.
SOCKET_PATH_BYTES_MAX = 100
SOCKET_NAME = ".s.PGSQL.5432"


def usual_home(checkout: Path) -> Path:
    """Return the folder of the installation in `checkout`: two clones never share one."""
    real = checkout.resolve()
    name = f"{real.name}-{hashlib.sha256(str(real).encode()).hexdigest()[:8]}"
    if os.geteuid() == 0:
        return Path("/var/lib/retaguarda") / name
    try:
        own = Path.home()
    except RuntimeError:  # a user without a home: whoever writes there says what to set
        own = Path("/nonexistent")
    return own / ".local" / "share" / "retaguarda" / name


@dataclass(frozen=True, slots=True)
class Place:
    """The folders and files of one home."""

    home: Path

    @classmethod
    def at(cls, home: Path) -> "Place":
        """Return the place at `home`, made when it is missing; others may only walk through it."""
        home.mkdir(parents=True, exist_ok=True)
        real = home.resolve()
        if real.stat().st_uid == os.geteuid():
            real.chmod(0o711)
        return cls(real)

    @property
    def postgres(self) -> Path:
        return self.home / "postgres"

    @property
    def cluster(self) -> Path:
        return self.postgres / "cluster"

    @property
    def server_log(self) -> Path:
        return self.home / "postgres.log"

    @property
    def keeper_log(self) -> Path:
        return self.home / "keeper.log"

    @property
    def access(self) -> Path:
        return self.home / "pg_hba.conf"

    @property
    def users(self) -> Path:
        return self.home / "pg_ident.conf"

    @property
    def sockets(self) -> Path:
        """The socket's folder: in the home if the path is short enough, else a private short one."""
        inside = self.home / "socket"
        if len(bytes(inside / SOCKET_NAME)) <= SOCKET_PATH_BYTES_MAX:
            return inside
        mark = hashlib.sha256(str(self.home).encode()).hexdigest()[:12]
        user = os.geteuid()
        return Path("/run" if user == 0 else "/tmp") / f"retaguarda-{user}-{mark}"  # noqa: S108 - made 0700 and checked

    def lock(self, name: str) -> Path:
        """Return the lock file `name`."""
        return self.home / f"{name}.lock"


def private_folder(path: Path, *, uid: int, gid: int) -> None:
    """Make `path` a 0700 folder of one user. Raises Outage where somebody else made it first."""
    path.mkdir(mode=0o700, exist_ok=True)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {uid, os.geteuid()}:
        raise Outage("postgres.folder_not_ours", folder=str(path))
    path.chmod(0o700)
    if os.geteuid() == 0:
        os.chown(path, uid, gid)
