"""An installation of the product as its owner has it: a home, settings, and the commands of the shell."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.settings import ROOT, Settings
from tests.support.unmeasured import plain_environment

_SECONDS = 240
#: What somebody's shell or `.env` may hold and a test must not see.
_NOT_OURS = {name.upper() for name in Settings.model_fields}


def free_ports(count: int) -> list[int]:
    """Return ports that nobody listens on."""
    open_ = [socket.socket() for _ in range(count)]
    try:
        for each in open_:
            each.bind(("127.0.0.1", 0))
        return [int(each.getsockname()[1]) for each in open_]
    finally:
        for each in open_:
            each.close()


def free_port() -> int:
    """Return a port that nobody listens on."""
    return free_ports(1)[0]


@dataclass(slots=True)
class Installation:
    """A home with its settings.

    `checkout` holds the code, `python` its packages; `through` starts commands another way.
    """

    home: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    checkout: Path = ROOT
    through: Sequence[str] = ()
    port: int = field(default_factory=free_port)
    desk_port: int = field(default_factory=free_port)
    python: str = sys.executable

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """Return a shell's environment in which only what is given here is set."""
        plain = plain_environment()
        return {name: value for name, value in plain.items() if name not in _NOT_OURS} | {
            "RETAGUARDA_ENV_FILE": "",
            "RETAGUARDA_HOME": str(self.home),
            "PORT": str(self.port),
            "DESK_PORT": str(self.desk_port),
            "LANG": "pt_BR.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
            **self.settings,
        }

    def command(self, *words: str) -> list[str]:
        return [*self.through, self.python, "-m", "bot", *words]

    def bot(self, *words: str, code: int = 0) -> str:
        """Run a command to its end and return what it printed; it must end with `code`."""
        done = subprocess.run(
            self.command(*words),
            cwd=self.checkout,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=_SECONDS,
        )
        assert done.returncode == code, done.stdout
        return done.stdout

    def started(self) -> "subprocess.Popen[str]":
        """Start the product and return it once it says that it is ready."""
        process = subprocess.Popen(
            self.command("run", "--no-browser"),
            cwd=self.checkout,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert process.stdout is not None
        first = process.stdout.readline()
        if first.startswith("Retaguarda pronta em "):
            return process
        rest, _ = process.communicate(timeout=_SECONDS)
        raise AssertionError(first + rest)

    @contextmanager
    def running(self) -> "Iterator[subprocess.Popen[str]]":
        """Run the product for a block, and stop it as Ctrl+C does."""
        with self.started() as process:
            try:
                yield process
            finally:
                process.send_signal(signal.SIGINT)
                process.communicate(timeout=_SECONDS)
        assert process.returncode == 0
