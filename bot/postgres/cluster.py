"""One PostgreSQL cluster on disk: made once, started, and cleaned of what a dead server left.

Only local connections exist (no TCP), and the operating system says who is there: root and the
server's own user may take any of our roles, nobody else may connect.
"""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import psutil

from bot.postgres import programs
from bot.postgres.account import Account
from bot.postgres.place import SOCKET_NAME, Place, private_folder

#: The cluster's administrator: makes roles and databases, and is never used for work.
SUPERUSER = "postgres"
LOCALE = "PG_UNICODE_FAST"
_LOG_BYTES_MAX = 10_000_000
#: Neither our locale nor a stray PGDATA may reach the server.
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
    # A log holds no personal data: neither statements nor the values of a violated constraint.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
#: For tests: a crash of the machine may lose the database, a crash of the server does not.
_FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True, slots=True)
class Cluster:
    """The cluster at `place`, run by `account`."""

    place: Place
    account: Account

    def prepare(self) -> Path:
        """Make folders, programs and the cluster where missing; return the programs' folder."""
        for folder in (self.place.postgres, self.place.sockets):
            private_folder(folder, uid=self.account.uid, gid=self.account.gid)
        folder = programs.for_server(self.place)
        if not (self.place.cluster / "PG_VERSION").exists():
            self._initialise(folder)
        self._allow()
        return folder

    def start(self, *, durable: bool) -> subprocess.Popen[bytes]:
        """Start the server, as its own session: a Ctrl+C in our terminal is not meant for it."""
        folder = self.prepare()
        self.sweep()
        settings = _SETTINGS | ({} if durable else _FORGETFUL)
        settings |= {
            "unix_socket_directories": str(self.place.sockets),
            "hba_file": str(self.place.access),
            "ident_file": str(self.place.users),
        }
        with self._log() as log:
            return subprocess.Popen(
                [
                    folder / "postgres",
                    *("-D", self.place.cluster),
                    *(
                        word
                        for name, value in settings.items()
                        for word in ("-c", f"{name}={value}")
                    ),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=_ENVIRONMENT,
                cwd="/",
                start_new_session=True,
                **self.account.spawn(),
            )

    def postmaster(self) -> psutil.Process | None:
        """Return the running server, found by the pid it wrote; a reused pid is not believed."""
        try:
            first = (self.place.cluster / "postmaster.pid").read_text().split("\n", 1)[0]
            process = psutil.Process(int(first))
            command = process.cmdline()
        except (OSError, ValueError, psutil.Error):
            return None
        return process if str(self.place.cluster) in command else None

    def sweep(self) -> None:
        """Remove pid and socket files of a server that no longer runs."""
        if self.postmaster() is None:
            for left in (
                self.place.cluster / "postmaster.pid",
                self.place.sockets / f"{SOCKET_NAME}.lock",
                self.place.sockets / SOCKET_NAME,
            ):
                left.unlink(missing_ok=True)

    def last_words(self) -> str:
        """Return the last lines of the server's and its keeper's log."""
        lines: list[str] = []
        for path in (self.place.server_log, self.place.keeper_log):
            if path.exists():
                lines += path.read_text(errors="replace").splitlines()[-3:]
        return "\n".join(lines)

    def _initialise(self, folder: Path) -> None:
        draft = self.place.postgres / "cluster.new"  # a killed initdb leaves no half cluster behind
        shutil.rmtree(draft, ignore_errors=True)
        with self._log() as log:
            subprocess.run(
                [
                    *(folder / "initdb", "-D", draft, "-U", SUPERUSER),
                    *("--auth-local=peer", "--auth-host=reject", "--encoding=UTF8", "--locale=C"),
                    *("--locale-provider=builtin", f"--builtin-locale={LOCALE}"),
                ],
                check=True,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=_ENVIRONMENT,
                cwd="/",
                **self.account.spawn(),
            )
        draft.rename(self.place.cluster)

    def _allow(self) -> None:
        """Write who may connect: peers only, mapped to our roles."""
        names = sorted({self.account.name, Account.ours().name})
        users = "".join(f"retaguarda {name} all\n" for name in names)
        for path, text in (
            (self.place.access, "local all all peer map=retaguarda\n"),
            (self.place.users, users),
        ):
            draft = path.with_suffix(".new")
            draft.write_text(text)
            draft.chmod(0o644)
            draft.replace(path)

    def _log(self) -> BinaryIO:
        path = self.place.server_log
        grown = path.exists() and path.stat().st_size > _LOG_BYTES_MAX
        log = path.open("wb" if grown else "ab")
        path.chmod(0o600)
        return log
