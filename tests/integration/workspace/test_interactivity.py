"""Clicks, menus, commands, shortcuts and their answers: the payloads Slack sends, once each."""

from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.webhook import WebhookClient

from bot.workspace.driver import Human, Post, Refusal
from bot.workspace.faults import Kind
from bot.workspace.pace import Pace
from tests.integration.workspace.elements import ELEMENTS, option, plain
from tests.support.ear import Ear, listening
from tests.support.postgres import Database
from tests.support.workspace import Running, running


def card(ear: Ear, channel: str, **more: Any) -> Post:
    blocks = [{"type": "actions", "block_id": "decide", "elements": ELEMENTS}]
    sent = ear.web.chat_postMessage(channel=channel, text="cartão", blocks=blocks, **more)
    return Post(sent["channel"], sent["message"])


def test_a_click_carries_message_container_state_and_a_way_to_answer(ana: Human, ear: Ear) -> None:
    root = ana.say(ana.dm("Retaguarda"), "oi")
    post = card(ear, root.channel, thread_ts=root.ts)

    assert ana.click(post, "Aprovar")["outcome"] == "acked"

    payload = ear.next("block_actions")
    assert payload["user"] == {
        "id": ana.id, "username": "ana", "name": "ana", "team_id": payload["team"]["id"],
    }  # fmt: skip
    assert payload["container"] == {
        "type": "message", "message_ts": post.ts, "channel_id": post.channel,
        "is_ephemeral": False, "thread_ts": root.ts,
    }  # fmt: skip
    assert payload["channel"] == {"id": post.channel, "name": "directmessage"}
    assert payload["message"]["ts"] == post.ts
    assert payload["state"]["values"]["decide"]["day"]["selected_date"] == "2026-01-02"
    [action] = payload["actions"]
    assert (action["action_id"], action["block_id"], action["value"]) == ("go", "decide", "v1")
    assert (action["type"], action["style"], action["text"]["text"]) == (
        "button",
        "primary",
        "Aprovar",
    )
    assert payload["trigger_id"]
    assert payload["response_url"].startswith("http://127.0.0.1")


@pytest.mark.parametrize(
    ("name", "value", "key", "expected"),
    [
        (
            "pick",
            "Dois",
            "selected_option",
            {"text": plain("Dois") | {"emoji": True}, "value": "dois"},
        ),
        ("day", "2026-03-04", "selected_date", "2026-03-04"),
        (
            "more",
            "Apagar",
            "selected_option",
            {"text": plain("Apagar") | {"emoji": True}, "value": "apagar"},
        ),
        ("people", ["U1", "U2"], "selected_users", ["U1", "U2"]),
        ("one", "U2", "selected_user", "U2"),
    ],
)
def test_a_choice_is_sent_in_slacks_words(
    ana: Human, ear: Ear, name: str, value: Any, key: str, expected: Any
) -> None:
    post = card(ear, ana.dm("Retaguarda"))

    ana.choose(post, name, value)

    [action] = ear.next("block_actions")["actions"]
    assert action[key] == expected


def test_several_boxes_can_be_ticked(ana: Human, ear: Ear) -> None:
    post = card(ear, ana.dm("Retaguarda"))

    ana.choose(post, "all", ["A", "B"])

    payload = ear.next("block_actions")
    assert [each["value"] for each in payload["actions"][0]["selected_options"]] == ["a", "b"]
    assert len(payload["state"]["values"]["decide"]["all"]["selected_options"]) == 2


def test_an_external_select_asks_the_app(slack: Running, ana: Human) -> None:
    def answer(request: SocketModeRequest) -> dict[str, Any]:
        if request.payload["type"] != "block_suggestion":
            return {}
        return {"options": [option(f"{request.payload['value']} Ltda")]}

    with listening(slack, answer) as ear:
        post = card(ear, ana.dm("Retaguarda"))
        [offered] = ana.options(post, "who", "Silva")
        assert offered["text"]["text"] == "Silva Ltda"
        asked = ear.next("block_suggestion")
        assert (asked["action_id"], asked["block_id"]) == ("who", "decide")
        ana.choose_offered(post, "who", "Silva", "Silva Ltda")
        [action] = ear.next("block_actions")["actions"]
        assert action["selected_option"]["value"] == "silva ltda"


def test_feedback_buttons_send_the_side_pressed(ana: Human, ear: Ear) -> None:
    sides = {
        f"{side}_button": {"text": plain(word), "value": word.lower()}
        for side, word in (("positive", "Bom"), ("negative", "Ruim"))
    }
    element = {"type": "feedback_buttons", "action_id": "feedback"} | sides
    sent = ear.web.chat_postMessage(
        channel=ana.id, text="a", blocks=[{"type": "context_actions", "elements": [element]}]
    )

    ana.click(Post(sent["channel"], sent["message"]), "Ruim")

    [action] = ear.next("block_actions")["actions"]
    assert (action["value"], action["type"]) == ("ruim", "feedback_buttons")


def test_what_is_not_there_cannot_be_pressed(ana: Human, marcos: Human, ear: Ear) -> None:
    channel = next(c["id"] for c in ana.state()["channels"] if c["name"] == "geral")
    button = {
        "type": "button",
        "action_id": "go",
        "text": plain("Só Ana"),
        "visible_to_user_ids": [ana.id],
    }
    sent = ear.web.chat_postMessage(
        channel=channel, text="a", blocks=[{"type": "actions", "elements": [button]}]
    )
    post = Post(channel, sent["message"])

    assert ana.click(post, "Só Ana")["outcome"] == "acked"
    with pytest.raises(Refusal) as caught:
        marcos.click(post, "Só Ana")
    assert caught.value.code == "element_not_found"
    with pytest.raises(LookupError):
        ana.click(post, "Rejeitar")
    ear.web.chat_update(channel=channel, ts=post.ts, text="decidido", blocks=[])
    with pytest.raises(Refusal) as caught:
        ana.click(post, "Só Ana")
    assert caught.value.code == "element_not_found"
    said = ana.say(channel, "oi")
    with pytest.raises(Refusal):
        ana._post("action", at=said.at, block_id="b", action_id="a")


def test_a_lost_click_is_told_to_the_person_and_not_repeated(
    slack: Running, ana: Human, ear: Ear
) -> None:
    post = card(ear, ana.dm("Retaguarda"))
    slack.arm(Kind.LOST_CLICK, "block_actions")

    answer = ana.click(post, "Aprovar")

    assert answer["outcome"] == "not_delivered"
    assert answer["say"].startswith("Retaguarda")
    assert ear.hears_nothing("block_actions")
    assert ana.click(post, "Aprovar")["outcome"] == "acked"


def test_an_app_that_is_away_or_silent(database: Database) -> None:
    haste = Pace(acknowledge=timedelta(milliseconds=200))
    with running(database.workspace, pace=haste) as slack:
        carla = slack.human("carla")
        assert carla.shortcut("new_expense")["say"].startswith("Retaguarda is not connected")
        with listening(slack, lambda _request: None) as ear:
            answer = carla.shortcut("new_expense")
            assert answer["outcome"] == "not_acked"
            assert answer["say"] == "Retaguarda did not answer in time. Try again."
            ear.next("shortcut")
            assert ear.hears_nothing("shortcut", 0.6)


def test_a_message_shortcut_brings_the_message(ana: Human, ear: Ear) -> None:
    post = ana.upload(ana.dm("Retaguarda"), [("recibo.txt", b"x")], "segue")

    ana.shortcut("expense_from_message", post)

    payload = ear.next("message_action")
    assert payload["callback_id"] == "expense_from_message"
    assert payload["message"]["files"][0]["name"] == "recibo.txt"
    assert payload["message_ts"] == post.ts
    WebhookClient(payload["response_url"]).send(text="anotado")
    assert ana.wait_for_post(post.channel, "anotado").body["is_ephemeral"] is True


def test_what_is_not_in_the_manifest_does_not_exist(ana: Human, ear: Ear) -> None:
    post = ana.say(ana.dm("Retaguarda"), "oi")
    for act, code in (
        (lambda: ana.shortcut("new_expense", post), "shortcut_not_found"),
        (lambda: ana.shortcut("expense_from_message"), "shortcut_not_found"),
        (lambda: ana.command(post.channel, "/ferias"), "unknown_command"),
    ):
        with pytest.raises(Refusal) as caught:
            act()  # type: ignore[no-untyped-call]  # a lambda of the list above
        assert caught.value.code == code
