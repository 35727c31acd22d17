"""Slack's own packages for Node work against the workspace as they come from the registry."""

import json
import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.support import node
from tests.support.workspace import Running

PACKAGES = ("@slack/bolt@4", "@slack/web-api@7", "@slack/socket-mode@2")
APP = Path(__file__).parent / "bolt_app.mjs"
READY_SECONDS = 60


@pytest.fixture(scope="session")
def bolt_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = node.project(tmp_path_factory.getbasetemp() / "slack-bolt", PACKAGES)
    (folder / APP.name).write_bytes(APP.read_bytes())
    return folder


@contextmanager
def the_app(folder: Path, slack: Running) -> Iterator[list[dict[str, Any]]]:
    """Run the app until it says that it is ready; yield what it said."""
    told = {
        "SLACK_API_URL": slack.api,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
    }
    process = subprocess.Popen(
        ["node", APP.name], cwd=folder, env=os.environ | told,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    patience = threading.Timer(READY_SECONDS, process.kill)
    patience.start()
    try:
        assert process.stdout is not None
        lines: list[dict[str, Any]] = []
        for line in process.stdout:
            assert line.startswith("{"), line
            lines.append(json.loads(line))
            if lines[-1]["kind"] == "ready":
                break
        yield lines
    finally:
        patience.cancel()
        process.terminate()
        process.communicate(timeout=20)


def test_bolt_for_javascript_has_a_conversation(slack: Running, bolt_folder: Path) -> None:
    with the_app(bolt_folder, slack) as [web, _ready]:
        assert web["user"] == "retaguarda"
        assert sorted(web["names"]) == ["ana", "carla", "marcos", "retaguarda"]
        assert web["unknown"] == "channel_not_found"
        assert web["uploaded"] is True
        assert "do node" in web["texts"]

        ana = slack.human("ana")
        dm = ana.dm("Retaguarda")
        card = ana.wait_for_reply(ana.say(dm, "oi"), "ouvi: oi")
        assert ana.click(card, "Abrir")["outcome"] == "acked"
        modal = ana.wait_for_modal("Nova despesa")
        ana.fill_in(modal, Valor="zero")
        assert ana.submit(modal)["errors"] == {"amount": "Diga um valor."}
        ana.fill_in(modal, Valor="12,50")
        assert ana.submit(modal)["outcome"] == "closed"
        assert ana.wait_for_post(dm, "lançado: 12,50")
        assert ana.wait_for_reply(card, "abri a janela").body["is_ephemeral"] is True

        assert ana.command(dm, "/despesa 3 reais")["outcome"] == "acked"
        assert ana.wait_for_post(dm, "anotado: 3 reais").body["is_ephemeral"] is True

        ana.open_home("Retaguarda")
        assert ana.wait_for_home("Retaguarda", "nada espera por você")
