"""A workspace for somebody's own app: its manifest, its people, and what to set in its environment."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.workspace.own import BOT_TOKEN, Own, environment
from bot.workspace.tables import App, Person, Token
from bot.workspace.workspace import Workspace
from domain.kernel.clock import SystemClock
from domain.kernel.errors import Invalid
from tests.support.ear import listening
from tests.support.postgres import Database
from tests.support.workspace import running


def test_an_own_app_moves_in_and_takes_up_its_changed_manifest(
    database: Database, tmp_path: Path
) -> None:
    manifest = tmp_path / "manifest.json"
    address = "http://127.0.0.1:8900"
    workspace = Workspace.opened(database.workspace, SystemClock(), address=address)
    for command in ("/lunch", "/dinner"):
        commands = {"slash_commands": [{"command": command}]}
        told = {"display_information": {"name": "Lunch"}, "features": commands}
        manifest.write_text(json.dumps(told), encoding="utf-8")

        Own.read(manifest, "João Sá, Ana Souza").move_in(workspace)

    with workspace.session() as session:
        app = session.scalars(select(App)).one()
        assert app.manifest["features"]["slash_commands"] == [{"command": "/dinner"}]
        token = session.scalars(select(Token).where(Token.kind == "bot")).one()
        assert (token.token, token.app_id) == (BOT_TOKEN, app.id)
        people = session.scalars(select(Person.name).where(Person.app_id.is_(None)))
        assert sorted(people) == ["ana_souza", "joao_sa"]
    workspace.engine.dispose()
    assert f"SLACK_API_URL={address}/api/\n" in environment(address)


def test_without_a_manifest_the_app_may_do_and_hear_everything(database: Database) -> None:
    own = Own.read(None)
    assert own.name == "My app"

    with running(database.workspace, manifest=own.manifest) as slack, listening(slack) as ear:
        ana = slack.human("ana")
        said = ana.say(ana.dm("Retaguarda"), "olá")
        assert ear.event("message")["ts"] == said.ts
        ear.web.reactions_add(channel=said.channel, timestamp=said.ts, name="eyes")
        assert ear.event("reaction_added")["item"]["ts"] == said.ts


@pytest.mark.parametrize("content", [b"name: Lunch", b'["a"]', b"\xff", None])
def test_what_is_no_manifest_is_refused_by_its_name(tmp_path: Path, content: bytes | None) -> None:
    manifest = tmp_path / "manifest.yml"
    if content is not None:
        manifest.write_bytes(content)

    with pytest.raises(Invalid, match=r"manifest\.yml"):
        Own.read(manifest)
