"""The home tab: published for one person, and told when it is opened."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.workspace.driver import Human
from tests.support.ear import Ear

TEXT = {"type": "plain_text", "text": "x"}


def modal(title: str = "Despesa", **more: Any) -> dict[str, Any]:
    blocks = [
        {
            "type": "input",
            "block_id": "amount",
            "label": {"type": "plain_text", "text": "Valor"},
            "element": {"type": "plain_text_input", "action_id": "v", "initial_value": "1,00"},
        },
        {
            "type": "actions",
            "block_id": "more",
            "elements": [
                {
                    "type": "button",
                    "action_id": "next",
                    "text": {"type": "plain_text", "text": "Mais"},
                }
            ],
        },
    ]
    view = {"type": "modal", "callback_id": "c", "title": {"type": "plain_text", "text": title}}
    return view | {"submit": TEXT, "blocks": blocks} | more


def trigger(ana: Human, ear: Ear) -> str:
    ana.shortcut("new_expense")
    return str(ear.next("shortcut")["trigger_id"])


def refused(call: Any, **arguments: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        call(**arguments)
    return str(caught.value.response["error"])


def test_the_home_tab_is_published_for_one_person(ana: Human, marcos: Human, ear: Ear) -> None:
    home = {"type": "home", "blocks": [{"type": "section", "text": TEXT}], "private_metadata": "p"}
    first = ear.web.views_publish(user_id=ana.id, view=home)["view"]

    second = ear.web.views_publish(user_id=ana.id, view=home, hash=first["hash"])["view"]

    assert first["id"] == second["id"]
    assert (
        refused(ear.web.views_publish, user_id=ana.id, view=home, hash=first["hash"])
        == "hash_conflict"
    )
    assert refused(ear.web.views_publish, user_id="U404", view=home) == "user_not_found"
    assert ana.wait_for_home("Retaguarda", "x").id == first["id"]
    assert marcos.home("Retaguarda") is None
    changed = ear.web.views_update(view_id=first["id"], view=home | {"private_metadata": "q"})
    assert changed["view"]["private_metadata"] == "q"
    opened = ana.open_home("Retaguarda")
    assert opened is not None
    assert ear.event("app_home_opened")["view"]["id"] == first["id"]
