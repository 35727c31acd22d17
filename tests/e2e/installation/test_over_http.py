"""Slack over HTTP, with real processes: signed events and clicks come in at our address and are worked on."""

import json
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any

import httpx

from bot.slack.http import PATH
from bot.workspace.apps.signed import signature
from bot.workspace.seen import Post
from tests.support.installation import Installation
from tests.support.postgres import Database
from tests.support.waiting import until
from tests.support.workspace import BOT_TOKEN, MANIFEST, SIGNING_SECRET, running

BOT = "Retaguarda"
SHEETS = {
    "people": "name;role;email\nCarla Dias;finance;carla@padaria.example\n",
    "suppliers": "name;tax_id\nEnergisa;31415926000171\n",
    "titles": "kind;party;description;amount;due_on\npayable;Energisa;Luz;2.240,55;10/11/2025\n",
    "balances": "account;amount\n1.1.02;9.000,00\n",
}
COMPANY = ("--name", "Padaria", "--cnpj", "27182818000129", "--uf", "SP")
ADMINISTRATOR = ("--admin", "Marcos Lima", "--admin-slack", "marcos@padaria.example")


def manifest_for(address: str) -> dict[str, Any]:
    manifest = deepcopy(MANIFEST)
    settings = manifest["settings"]
    settings["socket_mode_enabled"] = False
    for door in ("event_subscriptions", "interactivity"):
        settings[door]["request_url"] = f"{address}{PATH}"
    return manifest


def answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/healthz", trust_env=False).text == "ok"
    except httpx.HTTPError:
        return False


@contextmanager
def parts(shop: Installation, *commands: tuple[str, ...]) -> Iterator[None]:
    """Run some of the product's processes for a block; each must end well when told to."""
    started = [
        subprocess.Popen(
            shop.command(*words),
            cwd=shop.checkout,
            env=shop.environment,
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for words in commands
    ]
    try:
        yield
    finally:
        for each in started:
            each.send_signal(signal.SIGTERM)
        codes = [each.wait(60) for each in started]
    assert codes == [0] * len(started)


def card(posts: list[Post]) -> Post | None:
    named = [(each, str(each.blocks)) for each in posts]
    return next((each for each, words in named if "'proposal:" in words), None)


def test_a_request_is_made_and_approved_over_http_and_forgeries_are_turned_away(
    database: Database, tmp_path: Path
) -> None:
    shop = Installation(tmp_path / "home")
    with running(database.workspace, manifest=manifest_for(shop.address)) as slack:
        shop.settings = {
            "DATABASE_URL": database.owner,
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
            "SLACK_API_URL": slack.api,
        }
        sheets = []
        for name, text in SHEETS.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
            sheets += [f"--{name}", str(tmp_path / f"{name}.csv")]
        shop.bot("init", *COMPANY, *ADMINISTRATOR, *sheets)
        with parts(shop, ("slack",), ("worker", "turns", "decisions")):
            until(lambda: answers(shop.address), 120)
            carla, marcos = slack.human("carla", seconds=120), slack.human("marcos", seconds=120)
            words = "registra que pagamos hoje a Energisa, R$ 2.240,55"
            asked = carla.say(carla.dm(BOT), words)
            mine = carla.wait_for(lambda: card(carla.thread(asked)))
            assert carla.click(mine, "proposal.confirm")["outcome"] == "acked"
            theirs = marcos.wait_for(lambda: card(marcos.history(marcos.dm(BOT))))
            refuse_forgeries(shop.address, theirs)
            assert marcos.click(theirs, "proposal.approve")["outcome"] == "acked"
            carla.wait_for(lambda: not card([carla.look_again(mine)]))
            assert "R$" in carla.wait_for_reply(asked).words


def refuse_forgeries(address: str, approvable: Post) -> None:
    """Send what nobody but Slack may send, about a card that waits for a click."""
    body = json.dumps({"type": "block_actions", "user": {"id": "U0"}, "blocks": approvable.blocks})
    now = int(time.time())
    for stamp, secret, sent in (
        (now, "another secret", body),
        (now, SIGNING_SECRET, body.replace("U0", "U1")),
        (now - 400, SIGNING_SECRET, body),
    ):
        headers = {
            "X-Slack-Request-Timestamp": str(stamp),
            "X-Slack-Signature": signature(secret, str(stamp), body),
        }
        answer = httpx.post(f"{address}{PATH}", content=sent, headers=headers, trust_env=False)
        assert answer.status_code == 401
