"""The whole product, started as anybody would start it, in a home of its own that is thrown away."""

import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from bot.postgres.embedded import throw_away
from bot.settings import ROOT, Settings, child_environment
from domain.kernel.errors import Outage

#: Nothing of an installation beside us may reach into the tour: no database, no real Slack.
_OURS = {
    "RETAGUARDA_ENV_FILE": "",
    "DATABASE_URL": "",
    "SLACK_BOT_TOKEN": "",
    "SLACK_APP_TOKEN": "",
    "SLACK_SIGNING_SECRET": "",
    "SLACK_API_URL": "",
    "STORE_URL": "",
    "KEY_FILE": "",
    "PUBLIC_URL": "",
    "DESK_URL": "",
    "HOST": "127.0.0.1",
}


class Product:
    """`python -m bot run` with its own settings; may be stopped and started again."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> Self:
        """Start it and return once it says that it is ready. Raises Outage when it ends instead."""
        more = {
            **_OURS,
            "PORT": str(self.settings.port),
            "DESK_PORT": str(self.settings.desk_port),
            "MODEL": self.settings.model,
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run", "--no-browser"],
            cwd=ROOT,
            env=child_environment(self.settings, more),
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        if not process.stdout.readline():
            process.wait()
            process.stdout.close()
            raise Outage("tour.product_fails", log=str(self.settings.home / "logs"))
        self._process = process
        return self

    def stop(self) -> None:
        """Stop it as Ctrl+C does, and wait."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGTERM)
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._process = None


@contextmanager
def product(settings: Settings, *, model: str = "offline") -> Iterator[Product]:
    """Yield the product, running on a free port with a new demo company."""
    home = Path(tempfile.mkdtemp(prefix="retaguarda-tour-"))
    # The database's own user must be able to pass through.
    home.chmod(0o711)
    port, desk_port = _free_ports()
    own = settings.model_copy(
        update={
            "retaguarda_home": home,
            "database_url": None,
            "slack_bot_token": None,
            "store_url": "",
            "key_file": None,
            "public_url": "",
            "model": model,
            "host": "127.0.0.1",
            "port": port,
            "desk_url": "",
            "desk_port": desk_port,
        }
    )
    running = Product(own)
    try:
        yield running.start()
    finally:
        running.stop()
        throw_away(home)


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        for each in (one, other):
            each.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1]), int(other.getsockname()[1])
