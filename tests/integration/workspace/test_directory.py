"""Who is here and where one speaks: users, team, bots, conversations, tokens; bodies, cursors and refusals."""

import httpx
import pytest
from slack_sdk import WebClient

from bot.workspace.driver import Human
from tests.support.ear import refused
from tests.support.workspace import Running


def test_people_are_known_by_id_email_and_in_pages(ana: Human, web: WebClient) -> None:
    one = web.users_info(user=ana.id, include_locale=True)["user"]
    assert (one["real_name"], one["locale"], one["is_bot"]) == ("Ana Souza", "pt-BR", False)
    assert "locale" not in web.users_info(user=ana.id)["user"]
    assert web.users_lookupByEmail(email="ANA@padaria.example")["user"]["id"] == ana.id
    assert web.users_profile_get(user=ana.id)["profile"]["email"] == "ana@padaria.example"
    assert web.users_profile_get()["profile"]["real_name"] == "Retaguarda"
    assert web.users_getPresence(user=ana.id)["presence"] == "active"
    pages = [[each["name"] for each in page["members"]] for page in web.users_list(limit=3)]
    assert [len(page) for page in pages] == [3, 1]
    assert {"ana", "marcos", "carla"} < {name for page in pages for name in page}

    assert refused(web.users_info, user="U404") == "user_not_found"
    assert refused(web.users_lookupByEmail, email="x@y.example") == "users_not_found"
    assert refused(web.users_list, limit="many") == "invalid_limit"
    assert refused(web.users_list, cursor="mine") == "invalid_cursor"


def test_an_app_knows_itself_its_team_and_its_token(
    slack: Running, ana: Human, web: WebClient
) -> None:
    me = web.auth_test()
    assert (me["team"], me["user_id"]) == (web.team_info()["team"]["name"], me["user_id"])
    assert web.bots_info(bot=me["bot_id"])["bot"]["user_id"] == me["user_id"]
    assert refused(web.bots_info, bot="B404") == "bot_not_found"
    assert web.api_test(foo="bar")["args"] == {"foo": "bar"}
    assert refused(web.api_test, error="my_error") == "my_error"
    assert web.auth_revoke(test=True)["revoked"] is False
    assert web.apps_connections_open(app_token=slack.app_token)["url"].startswith("ws://")

    nobody = WebClient("xoxb-nobody", base_url=slack.api)
    assert refused(nobody.auth_test) == "invalid_auth"
    assert refused(WebClient(base_url=slack.api).auth_test) == "not_authed"
    wrong = refused(web.apps_connections_open, app_token=slack.bot_token)
    assert wrong == "not_allowed_token_type"
    assert refused(web.api_call, api_method="chat.shout") == "unknown_method"
    assert web.auth_revoke()["revoked"] is True
    assert refused(web.auth_test) == "token_revoked"


def test_conversations_are_made_filled_read_and_listed(ana: Human, web: WebClient) -> None:
    made = web.conversations_create(name="obras", is_private=True)["channel"]
    room = made["id"]
    assert (made["is_private"], made["is_member"]) == (True, True)
    web.conversations_invite(channel=room, users=[ana.id])
    web.conversations_setTopic(channel=room, topic="a reforma")
    sent = web.chat_postMessage(channel=room, text="bem-vinda")
    web.conversations_mark(channel=room, ts=sent["ts"])
    shown = web.conversations_info(channel=room, include_num_members=True)["channel"]
    assert (shown["topic"]["value"], shown["num_members"]) == ("a reforma", 2)
    assert shown["last_read"] == sent["ts"]
    people = [page["members"] for page in web.conversations_members(channel=room, limit=1)]
    assert sorted(people) == sorted([[ana.id], [web.auth_test()["user_id"]]])
    dm = web.conversations_open(users=[ana.id], return_im=True)["channel"]
    assert (dm["is_im"], dm["user"]) == (True, ana.id)
    kinds = ("public_channel", "private_channel", "im")
    listed = [
        [each["id"] for page in web.conversations_list(types=kind, limit=1) for each in page["channels"]]
        for kind in kinds
    ]  # fmt: skip
    assert (len(listed[0]), listed[1:]) == (1, [[room], [dm["id"]]])
    theirs = web.users_conversations(user=ana.id, types="private_channel")["channels"]
    assert [each["id"] for each in theirs] == [room]


def test_what_slack_refuses_of_conversations(ana: Human, web: WebClient) -> None:
    channel = ana._post("channel", name="vendas")["channel"]
    create, invite = web.conversations_create, web.conversations_invite
    room = web.conversations_create(name="obras")["channel"]["id"]

    assert refused(create, name="obras") == "name_taken"
    assert refused(create, name="Obras!") == "invalid_name_specials"
    assert refused(create, name="o" * 81) == "invalid_name_maxlength"
    assert refused(create, name="") == "invalid_name_required"
    assert refused(web.conversations_info, channel="C404") == "channel_not_found"
    assert refused(web.conversations_list, types="rooms") == "invalid_types"
    assert refused(web.conversations_list, limit=5000) == "invalid_limit"
    assert refused(web.conversations_open, users=["U404"]) == "user_not_found"
    assert refused(web.conversations_open, users=[]) == "users_list_not_supplied"
    assert refused(web.conversations_mark, channel=room, ts="now") == "invalid_timestamp"
    assert refused(invite, channel=channel, users=[ana.id]) == "not_in_channel"
    assert refused(invite, channel=room, users=["U404"]) == "user_not_found"
    assert refused(invite, channel=room, users=[web.auth_test()["user_id"]]) == "cant_invite_self"
    invite(channel=room, users=[ana.id])
    assert refused(invite, channel=room, users=[ana.id]) == "already_in_channel"
    dm = ana.dm("Retaguarda")
    join = refused(web.conversations_join, channel=dm)
    assert join == "method_not_supported_for_channel_type"


def test_reading_honours_every_bound_and_shows_metadata_only_when_asked(
    ana: Human, web: WebClient
) -> None:
    kept = {"event_type": "kept", "event_payload": {"id": "1"}}
    root = web.chat_postMessage(channel=ana.id, text="raiz", metadata=kept)
    channel, ts = root["channel"], root["ts"]
    told = [
        web.chat_postMessage(channel=channel, thread_ts=ts, text=str(n))["ts"] for n in range(3)
    ]

    def thread(**bounds: object) -> list[str]:
        found = web.conversations_replies(channel=channel, ts=ts, **bounds)  # type: ignore[arg-type]  # one of each kind
        return [each["ts"] for each in found["messages"]]

    assert thread(oldest=told[0], latest=told[2]) == [ts, told[1]]
    assert thread(oldest=told[0], latest=told[2], inclusive=True) == [ts, *told]
    [parent] = web.conversations_history(channel=channel)["messages"]
    assert (parent["reply_count"], parent["latest_reply"]) == (3, told[2])
    assert parent["reply_users"] == [root["message"]["user"]]
    assert "metadata" not in parent
    [whole] = web.conversations_history(channel=channel, include_all_metadata=True)["messages"]
    assert whole["metadata"] == kept
    first = web.conversations_replies(channel=channel, ts=ts, include_all_metadata=True)
    assert first["messages"][0]["metadata"] == kept
    history = web.conversations_history
    assert refused(history, channel=channel, oldest="ontem") == "invalid_ts_oldest"
    assert refused(history, channel=channel, latest="x") == "invalid_ts_latest"
    assert refused(history, channel=channel, limit=0.5) == "invalid_limit"


@pytest.mark.parametrize(
    ("content", "kind", "error"),
    [
        (b"{not json", "application/json", "invalid_json"),
        (b'["a"]', "application/json; charset=utf-8", "json_not_object"),
        (b'{"channel": "C404", "text": "a"}', "application/json", "channel_not_found"),
        (b"channel=C404&text=a", "application/x-www-form-urlencoded", "channel_not_found"),
        (b"", "application/json", "channel_not_found"),
    ],
)
def test_a_body_is_json_or_a_form(slack: Running, content: bytes, kind: str, error: str) -> None:
    headers = {"Authorization": f"Bearer {slack.bot_token}", "Content-Type": kind}

    answer = httpx.post(f"{slack.api}chat.postMessage", content=content, headers=headers)

    assert (answer.status_code, answer.json()["error"]) == (200, error)
