"""A local workspace on a free port for a test, in a thread, with two or three people and one app."""

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.workspace.app import build
from bot.workspace.driver import Human
from bot.workspace.faults import Kind
from bot.workspace.pace import Pace
from bot.workspace.seed import AppSeed, PersonSeed, TeamSeed
from bot.workspace.serve import Server, address_of, bound
from bot.workspace.workspace import Workspace
from domain.kernel.clock import Clock, SystemClock

BOT_TOKEN = "xoxb-test"
APP_TOKEN = "xapp-test"
SIGNING_SECRET = "a secret for signing"
PEOPLE = (
    PersonSeed("ana", "Ana Souza", "ana@padaria.example", title="Balconista"),
    PersonSeed("marcos", "Marcos Lima", "marcos@padaria.example", title="Gerente", is_admin=True),
    PersonSeed("carla", "Carla Dias", "carla@padaria.example", locale="en-US"),
)
MANIFEST: dict[str, Any] = json.loads(
    (Path(__file__).parent / "manifest_of_tests.json").read_text(encoding="utf-8")
)


@dataclass(frozen=True, slots=True)
class Running:
    """A workspace that answers."""

    address: str
    workspace: Workspace
    bot_token: str = BOT_TOKEN
    app_token: str = APP_TOKEN
    signing_secret: str = SIGNING_SECRET
    humans: list[Human] = field(default_factory=list)

    @property
    def api(self) -> str:
        """What SLACK_API_URL would be."""
        return f"{self.address}/api/"

    def human(self, name: str, *, seconds: float = 10) -> Human:
        """Return somebody in front of the page; gone when the workspace stops."""
        self.humans.append(Human(self.address, name, seconds=seconds))
        return self.humans[-1]

    def arm(self, kind: Kind, match: str = "*", times: int = 1, seconds: int = 1) -> None:
        self.workspace.faults.arm(kind, match, times, seconds)


@contextmanager
def running(
    database_url: str,
    *,
    clock: Clock | None = None,
    pace: Pace | None = None,
    manifest: dict[str, Any] | None = None,
    samples: Path | None = None,
    port: int = 0,
) -> Iterator[Running]:
    """Yield a seeded workspace that listens on loopback; it stops at the end, its data stays."""
    listening = bound(port)
    address = address_of(listening)
    app = build(database_url, clock or SystemClock(), address=address, samples=samples, pace=pace)
    workspace: Workspace = app.state.workspace
    seed = AppSeed(
        "Retaguarda",
        BOT_TOKEN,
        APP_TOKEN,
        SIGNING_SECRET,
        MANIFEST if manifest is None else manifest,
    )
    workspace.seed(TeamSeed("Padaria Modelo", "padaria"), PEOPLE, seed)
    server = Server(app)
    thread = threading.Thread(
        target=lambda: asyncio.run(server.serve(sockets=[listening])), name="workspace"
    )
    thread.start()
    there = Running(address, workspace)
    try:
        yield there
    finally:
        for human in there.humans:
            human.close_page()
        server.should_exit = True
        thread.join()
        listening.close()
