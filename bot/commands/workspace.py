"""`workspace` serves the local Slack: its API for the bot, its page for people."""

import argparse
import asyncio
import json

from bot.demo.cast import MEMBERS
from bot.demo.papers import lay_out
from bot.postgres.connect import connected
from bot.settings import ROOT, Settings
from bot.slack.address import LOCAL_APP_TOKEN, LOCAL_BOT_TOKEN, LOCAL_SIGNING_SECRET
from bot.supervisor.child import ready
from bot.workspace.app import build
from bot.workspace.seed import AppSeed, PersonSeed, TeamSeed
from bot.workspace.serve import Server, address_of, bound
from domain.db.base import folded
from domain.kernel.clock import today


def configure(parser: argparse.ArgumentParser) -> None:
    """It listens where the settings say."""
    parser.set_defaults(local=True)


def run(settings: Settings, _options: argparse.Namespace) -> int:
    """Serve until told to stop; what was said stays in the database."""
    listening = bound(settings.port)
    with connected(settings) as addresses:
        samples = lay_out(today(settings.clock()), settings.home / "papers")
        app = build(
            addresses.workspace,
            settings.clock(),
            address=address_of(listening),
            samples=samples,
        )
        app.state.workspace.seed(_team(), _people(), _app())
        ready()
        asyncio.run(Server(app).serve(sockets=[listening]))
    return 0


def _team() -> TeamSeed:
    return TeamSeed("Padaria Modelo", "padaria-modelo")


def _people() -> list[PersonSeed]:
    return [
        PersonSeed(folded(each.name), each.name, f"{folded(each.name)}@padaria.example")
        for each in MEMBERS
    ]


def _app() -> AppSeed:
    manifest = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
    return AppSeed("Retaguarda", LOCAL_BOT_TOKEN, LOCAL_APP_TOKEN, LOCAL_SIGNING_SECRET, manifest)
