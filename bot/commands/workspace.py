"""`workspace` serves the local Slack: its API for the bot, its page for people."""

import argparse
import asyncio
import json
import re
import sys
from pathlib import Path

from sqlalchemy import select

from bot.build import furnished
from bot.demo.papers import lay_out
from bot.postgres.connect import connected
from bot.settings import ROOT, Settings
from bot.slack.address import LOCAL_APP_TOKEN, LOCAL_BOT_TOKEN, LOCAL_SIGNING_SECRET
from bot.starting.company import name_of
from bot.supervisor.child import ready
from bot.workspace.app import build
from bot.workspace.own import PEOPLE, Own, environment
from bot.workspace.seed import AppSeed, PersonSeed, TeamSeed
from bot.workspace.serve import Server, address_of, bound
from domain.db.base import folded
from domain.db.work import Read
from domain.kernel.clock import today
from domain.person.model import Person

#: The company that is there where nobody has opened one.
DEMO = "Padaria Modelo"


def configure(parser: argparse.ArgumentParser) -> None:
    """It listens where the settings say."""
    parser.set_defaults(local=True)
    parser.add_argument(
        "--app", type=Path, metavar="MANIFEST", help="for an app of your own: its manifest.json"
    )
    parser.add_argument("--people", default=PEOPLE, help="with --app: names, separated by commas")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Serve until told to stop; what was said stays in the database."""
    if options.app is not None:
        return _serve_own(settings, Own.read(options.app, options.people))
    listening = bound(settings.port)
    with connected(settings) as addresses, furnished(settings, addresses) as house:
        with house.desk.read() as read:
            company, people = name_of(read), _people(read)
        # Papers to try with are those of the demo: a company of its own has its own.
        samples = (
            lay_out(today(settings.clock()), settings.home / "papers") if company is None else None
        )
        app = build(
            addresses.workspace,
            settings.clock(),
            address=address_of(listening),
            samples=samples,
        )
        app.state.workspace.seed(_team(company or DEMO), people, _app())
        ready()
        asyncio.run(Server(app).serve(sockets=[listening]))
    return 0


def _serve_own(settings: Settings, own: Own) -> int:
    """Serve it for an app that somebody builds, and tell them what to set for it."""
    listening = bound(settings.port)
    address = address_of(listening)
    with connected(settings) as addresses:
        app = build(addresses.workspace, settings.clock(), address=address)
        own.move_in(app.state.workspace)
        sys.stdout.write(f"{address}\n{environment(address)}")
        sys.stdout.flush()
        asyncio.run(Server(app).serve(sockets=[listening]))
    return 0


def _team(name: str) -> TeamSeed:
    return TeamSeed(name, _handle(name))


def _people(read: Read) -> list[PersonSeed]:
    people = read.session.scalars(select(Person).where(Person.active).order_by(Person.id))
    return [
        PersonSeed(_handle(each.name), each.name, f"{_handle(each.name)}@empresa.example")
        for each in people
    ]


def _handle(name: str) -> str:
    """Return a name as it stands in an address."""
    return re.sub(r"[^a-z0-9]+", "-", folded(name)).strip("-") or "x"


def _app() -> AppSeed:
    manifest = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
    return AppSeed("Retaguarda", LOCAL_BOT_TOKEN, LOCAL_APP_TOKEN, LOCAL_SIGNING_SECRET, manifest)
