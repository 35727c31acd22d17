"""Start the local workspace on its own: `python -m bot.workspace --database-url postgresql://…`."""

import argparse
import asyncio
import json
import sys
from pathlib import Path

from bot.workspace.app import build
from bot.workspace.seed import AppSeed, PersonSeed, TeamSeed
from bot.workspace.serve import Server, address_of, bound
from domain.kernel.clock import SystemClock


def main(arguments: list[str]) -> None:
    """Serve a workspace with two people and the app described by a manifest."""
    read = argparse.ArgumentParser(prog="python -m bot.workspace", description=__doc__)
    read.add_argument("--database-url", required=True, help="PostgreSQL, as SQLAlchemy writes it")
    read.add_argument("--port", type=int, default=8900)
    read.add_argument("--manifest", type=Path, help="your app's manifest.json")
    read.add_argument("--bot-token", default="xoxb-local")
    read.add_argument("--app-token", default="xapp-local")
    read.add_argument("--signing-secret", default="local-signing-secret")
    read.add_argument("--people", default="ana,marcos", help="handles, separated by commas")
    read.add_argument("--samples", type=Path, help="a folder of files to drop")
    chosen = read.parse_args(arguments)
    manifest = json.loads(chosen.manifest.read_text(encoding="utf-8")) if chosen.manifest else {}
    listening = bound(chosen.port)
    address = address_of(listening)
    app = build(chosen.database_url, SystemClock(), address=address, samples=chosen.samples)
    people = [
        PersonSeed(name, name.replace("_", " ").title(), f"{name}@example.com")
        for name in chosen.people.split(",")
    ]
    name = manifest.get("display_information", {}).get("name", "My app")
    seed = AppSeed(name, chosen.bot_token, chosen.app_token, chosen.signing_secret, manifest)
    app.state.workspace.seed(TeamSeed("Local workspace", "local"), people, seed)
    sys.stdout.write(
        f"{address}\nSLACK_API_URL={address}/api/ SLACK_BOT_TOKEN={chosen.bot_token}"
        f" SLACK_APP_TOKEN={chosen.app_token}\n"
    )
    sys.stdout.flush()
    asyncio.run(Server(app).serve(sockets=[listening]))


if __name__ == "__main__":
    main(sys.argv[1:])
