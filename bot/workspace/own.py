"""A workspace for an app of one's own: two people, the app's manifest, and what to set in its environment."""

import json
from dataclasses import dataclass
from json import JSONDecodeError
from pathlib import Path

from bot.workspace.seed import AppSeed, PersonSeed, TeamSeed
from bot.workspace.wire import Json
from bot.workspace.workspace import Workspace
from domain.db.base import folded
from domain.kernel.errors import Invalid

PEOPLE = "Ana Souza,Marcos Lima"
TEAM = TeamSeed("Local workspace", "local")
# Whoever reaches the workspace may act as anyone: these guard nothing.
BOT_TOKEN = "xoxb-local"  # noqa: S105  see above
APP_TOKEN = "xapp-local"  # noqa: S105  see above
SIGNING_SECRET = "local-signing-secret"  # noqa: S105  see above


@dataclass(frozen=True, slots=True)
class Own:
    """An app somebody builds, and the people who try it."""

    manifest: Json
    people: tuple[str, ...]

    @classmethod
    def read(cls, manifest: Path | None, people: str = PEOPLE) -> "Own":
        """Return them from a manifest in JSON and names with commas.

        Without a manifest the app may do and hear everything.
        """
        names = tuple(name.strip() for name in people.split(",") if name.strip())
        if manifest is None:
            return cls({}, names)
        try:
            read = json.loads(manifest.read_text(encoding="utf-8"))
        except (OSError, JSONDecodeError, UnicodeDecodeError):
            read = None
        if not isinstance(read, dict):
            raise Invalid("command.workspace_manifest", path=str(manifest))
        return cls(read, names)

    @property
    def name(self) -> str:
        return str(self.manifest.get("display_information", {}).get("name") or "My app")

    def move_in(self, workspace: Workspace) -> None:
        """Make the people and the app exist; safe to repeat, and the way a changed manifest is taken up."""
        seeds = [
            PersonSeed(
                folded(name).replace(" ", "_"), name, f"{folded(name).split()[0]}@example.com"
            )
            for name in self.people
        ]
        app = AppSeed(self.name, BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, self.manifest)
        workspace.seed(TEAM, seeds, app)


def environment(address: str) -> str:
    """Return what an app needs in its environment to speak to the workspace at `address`."""
    return (
        f"SLACK_API_URL={address}/api/\n"
        f"SLACK_BOT_TOKEN={BOT_TOKEN}\n"
        f"SLACK_APP_TOKEN={APP_TOKEN}\n"
        f"SLACK_SIGNING_SECRET={SIGNING_SECRET}\n"
    )
