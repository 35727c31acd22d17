"""`slack` listens to Slack, over Socket Mode or HTTP: takes events in, decides clicks."""

import argparse
import asyncio
import signal
import socket
import time
from contextlib import suppress

from bot.build import House, furnished
from bot.postgres.connect import connected
from bot.settings import Settings
from bot.slack.acquaint import acquaint
from bot.slack.address import SlackAddress, slack_of
from bot.slack.app import serve_socket, slack_app
from bot.slack.edge import Edge
from bot.slack.http import http_app
from bot.slack.post import poster
from bot.supervisor.child import ready
from bot.supervisor.serving import serve
from domain.kernel.errors import Invalid

_START_SECONDS = 60
_LOOK_SECONDS = 0.1


def configure(parser: argparse.ArgumentParser) -> None:
    """Its tokens are in the settings."""
    parser.set_defaults(socket=True)


def run(settings: Settings, _options: argparse.Namespace) -> int:
    """Listen until told to stop: over HTTP when there is a signing secret and no app token.

    Raises Invalid without either.
    """
    slack = slack_of(settings)
    if slack.app_token is None:
        if settings.slack_signing_secret is None:
            raise Invalid("slack.no_app_token")
        _serve(settings, slack, settings.slack_signing_secret.get_secret_value())
        return 0
    with connected(settings) as addresses, furnished(settings, addresses) as house:
        if settings.is_local:
            _wait_for_the_workspace(settings)
            acquaint(house.desk, poster(slack.bot_token, slack.api_url))
        asyncio.run(_listen(house, slack, slack.app_token))
    return 0


def _wait_for_the_workspace(settings: Settings) -> None:
    """Wait until the local workspace listens: it starts beside us."""
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection((settings.host, settings.port), 1):
            return
        time.sleep(_LOOK_SECONDS)


def _serve(settings: Settings, slack: SlackAddress, signing_secret: str) -> None:
    with connected(settings) as addresses, furnished(settings, addresses) as house:
        edge = Edge(house.desk, house.gate, house.toolbox, house.book)
        app = slack_app(edge, slack.bot_token, api_url=slack.api_url, signing_secret=signing_secret)
        serve(
            http_app(app, signing_secret),
            host=settings.host,
            port=settings.port,
            stop_seconds=settings.stop_seconds,
        )
        edge.clicks.close()


async def _listen(house: House, slack: SlackAddress, app_token: str) -> None:
    told = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, told.set)
    edge = Edge(house.desk, house.gate, house.toolbox, house.book)
    app = slack_app(edge, slack.bot_token, api_url=slack.api_url)
    connection = await serve_socket(app, app_token)
    ready()
    await told.wait()
    await connection.client.close()  # type: ignore[no-untyped-call]  # the library's own gap
    edge.clicks.close()
