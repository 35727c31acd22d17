"""Messages of apps: posted, threaded, changed, found again page by page, refused in Slack's words."""

from datetime import timedelta
from typing import Any

from slack_sdk import WebClient

from bot.workspace.driver import Human
from domain.kernel.clock import FixedClock, SystemClock
from tests.support.ear import refused
from tests.support.postgres import Database
from tests.support.workspace import Running, running


def general(web: WebClient) -> str:
    found = next(c for c in web.conversations_list()["channels"] if c["name"] == "geral")
    return str(found["id"])


def test_a_message_to_a_person_lands_in_their_dm(ana: Human, web: WebClient) -> None:
    sent = web.chat_postMessage(channel=ana.id, text="olá")

    assert sent["channel"] == ana.dm("Retaguarda")
    assert sent["message"]["bot_profile"]["name"] == "Retaguarda"
    assert ana.history(sent["channel"])[-1].text == "olá"


def test_a_channel_can_be_named(web: WebClient) -> None:
    assert web.chat_postMessage(channel="#geral", text="a")["channel"] == general(web)


def test_the_parent_counts_its_replies(ana: Human, web: WebClient) -> None:
    root = web.chat_postMessage(channel=ana.id, text="raiz")
    where = {"channel": root["channel"], "thread_ts": root["ts"]}
    first = web.chat_postMessage(text="um", **where)
    second = web.chat_postMessage(text="dois", channel=root["channel"], thread_ts=first["ts"])

    thread = web.conversations_replies(channel=root["channel"], ts=root["ts"])["messages"]

    assert [each["text"] for each in thread] == ["raiz", "um", "dois"]
    assert (thread[0]["reply_count"], thread[0]["latest_reply"]) == (2, second["ts"])
    assert thread[2]["thread_ts"] == root["ts"]
    web.chat_delete(channel=root["channel"], ts=first["ts"])
    web.chat_delete(channel=root["channel"], ts=second["ts"])
    [alone] = web.conversations_replies(channel=root["channel"], ts=root["ts"])["messages"]
    assert "reply_count" not in alone
    assert "thread_ts" not in alone


def test_a_broadcast_reply_stands_in_the_channel_too(ana: Human, web: WebClient) -> None:
    root = web.chat_postMessage(channel=ana.id, text="raiz")
    web.chat_postMessage(
        channel=root["channel"], thread_ts=root["ts"], text="vejam", reply_broadcast=True
    )

    newest = web.conversations_history(channel=root["channel"])["messages"][0]

    assert (newest["subtype"], newest["root"]["ts"]) == ("thread_broadcast", root["ts"])


def test_history_comes_in_pages_newest_first(ana: Human, web: WebClient) -> None:
    dm = ana.dm("Retaguarda")
    sent = [web.chat_postMessage(channel=dm, text=str(number)) for number in range(5)]

    pages = [
        ([each["text"] for each in page["messages"]], page["has_more"])
        for page in web.conversations_history(channel=dm, limit=2)
    ]

    assert pages == [(["4", "3"], True), (["2", "1"], True), (["0"], False)]
    between = web.conversations_history(channel=dm, oldest=sent[1]["ts"], latest=sent[3]["ts"])
    assert [each["text"] for each in between["messages"]] == ["2"]
    inclusive = web.conversations_history(
        channel=dm, oldest=sent[1]["ts"], latest=sent[3]["ts"], inclusive=True
    )
    assert [each["text"] for each in inclusive["messages"]] == ["3", "2", "1"]


def test_replies_come_in_pages(ana: Human, web: WebClient) -> None:
    root = web.chat_postMessage(channel=ana.id, text="0")
    where = {"channel": root["channel"], "thread_ts": root["ts"]}
    for number in range(1, 4):
        web.chat_postMessage(text=str(number), **where)

    pages = web.conversations_replies(channel=root["channel"], ts=root["ts"], limit=2)
    texts = [[each["text"] for each in page["messages"]] for page in pages]

    assert texts == [["0", "1"], ["2", "3"]]


def test_an_update_keeps_what_it_does_not_name(ana: Human, web: WebClient) -> None:
    section = {"type": "section", "text": {"type": "plain_text", "text": "bloco"}}
    sent = web.chat_postMessage(
        channel=ana.id, text="antes", blocks=[section], metadata=metadata("opened")
    )
    where = {"channel": sent["channel"], "ts": sent["ts"]}

    web.chat_update(text="depois", blocks=[section], **where)
    message = web.chat_update(metadata=metadata("closed"), text="fim", **where)["message"]

    assert (message["text"], message["metadata"]["event_type"]) == ("fim", "closed")
    assert "blocks" not in message
    assert message["edited"]["user"] == message["user"]


def metadata(kind: str) -> dict[str, Any]:
    return {"event_type": kind, "event_payload": {"id": "1"}}


def test_only_ones_own_messages_can_be_changed(ana: Human, web: WebClient) -> None:
    said = ana.say(ana.dm("Retaguarda"), "meu")
    where = {"channel": said.channel, "ts": said.ts}

    assert refused(web.chat_update, text="x", **where) == "cant_update_message"
    assert refused(web.chat_delete, **where) == "cant_delete_message"
    gone = {"channel": said.channel, "ts": "1.000000"}
    assert refused(web.chat_update, text="x", **gone) == "message_not_found"


def test_what_slack_refuses_to_post(ana: Human, marcos: Human, web: WebClient) -> None:
    private = ana._post("channel", name="diretoria", is_private=True)["channel"]
    public = ana._post("channel", name="obras")["channel"]
    post = web.chat_postMessage
    dm = ana.dm("Retaguarda")

    assert refused(post, channel="C404", text="a") == "channel_not_found"
    assert refused(post, channel=private, text="a") == "channel_not_found"
    assert refused(post, channel=public, text="a") == "not_in_channel"
    assert refused(post, channel=ana.dm("marcos"), text="a") == "channel_not_found"
    assert refused(post, channel=web.auth_test()["user_id"], text="a") == "cannot_dm_bot"
    bare = {"channel": dm, "text": ""}
    assert refused(web.api_call, api_method="chat.postMessage", json=bare) == "no_text"
    assert refused(post, channel=dm, text="a" * 40_001) == "msg_too_long"
    assert refused(post, channel=dm, text="a", markdown_text="b") == "markdown_text_conflict"
    assert refused(post, channel=dm, markdown_text="b" * 12_001) == "msg_too_long"
    assert refused(post, channel=dm, text="a", thread_ts="1.000000") == "thread_not_found"
    assert refused(post, channel=dm, text="a", blocks="{not json") == "invalid_blocks_format"
    assert refused(post, channel=dm, text="a", blocks='["x"]') == "invalid_blocks_format"
    assert refused(post, channel=dm, text="a", metadata='{"a"') == "invalid_metadata_format"
    assert refused(post, channel=dm, text="a", metadata='["a"]') == "invalid_metadata_format"
    assert refused(post, channel=dm, text="a", metadata='{"a": 1}') == "invalid_metadata_schema"
    many = [{"text": "a"}] * 101
    assert refused(post, channel=dm, text="a", attachments=many) == "too_many_attachments"


def test_a_joined_channel_can_be_written_to(ana: Human, web: WebClient) -> None:
    channel = ana._post("channel", name="obras")["channel"]

    assert web.conversations_join(channel=channel)["channel"]["is_member"] is True

    assert web.conversations_join(channel=channel)["warning"] == "already_in_channel"
    assert web.chat_postMessage(channel=channel, text="cheguei")["ok"]
    assert web.conversations_leave(channel=channel)["ok"]
    assert web.conversations_leave(channel=channel)["not_in_channel"] is True


def test_markdown_text_becomes_a_markdown_block(ana: Human, web: WebClient) -> None:
    message = web.chat_postMessage(channel=ana.id, markdown_text="**oi**")["message"]

    assert message["blocks"][0]["type"] == "markdown"
    assert message["text"] == "**oi**"


def test_attachments_carry_checked_blocks(ana: Human, web: WebClient) -> None:
    divider = {"blocks": [{"type": "divider"}], "color": "#fff"}
    message = web.chat_postMessage(channel=ana.id, text="a", attachments=[divider])["message"]

    assert message["attachments"][0]["blocks"][0]["block_id"]
    wrong = [{"blocks": [{"type": "header"}]}]
    error = refused(web.chat_postMessage, channel=ana.id, text="a", attachments=wrong)
    assert error == "invalid_attachments"


def test_an_ephemeral_message_is_for_one_pair_of_eyes(
    ana: Human, marcos: Human, web: WebClient
) -> None:
    channel = general(web)
    seen = web.chat_postEphemeral(channel=channel, user=ana.id, text="só você")["message_ts"]

    assert [post.ts for post in ana.history(channel) if post.text == "só você"] == [seen]
    assert not [post for post in marcos.history(channel) if post.text == "só você"]
    history = web.conversations_history(channel=channel)["messages"]
    assert not [each for each in history if each["text"] == "só você"]
    where = {"channel": channel, "ts": seen}
    assert refused(web.chat_update, text="x", **where) == "message_not_found"
    post = web.chat_postEphemeral
    assert refused(post, channel=channel, user="U404", text="a") == "user_not_found"
    stranger = {"channel": marcos.dm("Retaguarda"), "user": ana.id}
    assert refused(post, text="a", **stranger) == "user_not_in_channel"


def test_reactions_and_pins(ana: Human, web: WebClient) -> None:
    sent = web.chat_postMessage(channel=ana.id, text="a")
    where = {"channel": sent["channel"], "timestamp": sent["ts"]}
    web.reactions_add(name="eyes", **where)

    assert refused(web.reactions_add, name="eyes", **where) == "already_reacted"
    marked = web.reactions_get(**where)["message"]
    assert marked["reactions"][0]["count"] == 1
    link = web.chat_getPermalink(channel=sent["channel"], message_ts=sent["ts"])["permalink"]
    assert marked["permalink"] == link
    web.reactions_remove(name="eyes", **where)
    assert refused(web.reactions_remove, name="eyes", **where) == "no_reaction"
    web.pins_add(**where)
    assert refused(web.pins_add, **where) == "already_pinned"
    [pinned] = web.pins_list(channel=sent["channel"])["items"]
    assert (pinned["message"]["ts"], pinned["message"]["permalink"]) == (sent["ts"], link)
    web.pins_remove(**where)
    assert refused(web.pins_remove, **where) == "no_pin"
    nothing = {"channel": "", "timestamp": sent["ts"]}
    assert refused(web.reactions_add, name="eyes", **nothing) == "no_item_specified"
    assert refused(web.reactions_add, name="dois olhos", **where) == "invalid_name"


def test_a_permalink_names_message_and_thread(ana: Human, web: WebClient) -> None:
    root = web.chat_postMessage(channel=ana.id, text="a")
    reply = web.chat_postMessage(channel=root["channel"], thread_ts=root["ts"], text="b")
    link = web.chat_getPermalink(channel=root["channel"], message_ts=reply["ts"])["permalink"]

    assert link.endswith(f"?thread_ts={root['ts']}&cid={root['channel']}")
    assert f"/archives/{root['channel']}/p{reply['ts'].replace('.', '')}" in link


def test_a_scheduled_message_comes_in_its_time_even_after_a_restart(database: Database) -> None:
    clock = FixedClock(SystemClock().now())
    with running(database.workspace, clock=clock) as slack:
        web = WebClient(slack.bot_token, base_url=slack.api)
        ana = slack.human("ana")
        soon = int(clock.now().timestamp()) + 60
        kept = web.chat_scheduleMessage(channel=ana.id, post_at=soon, text="lembrete")
        dropped = web.chat_scheduleMessage(channel=ana.id, post_at=soon, text="não")
        web.chat_deleteScheduledMessage(
            channel=kept["channel"], scheduled_message_id=dropped["scheduled_message_id"]
        )
        [listed] = web.chat_scheduledMessages_list()["scheduled_messages"]
        waiting = web.chat_scheduledMessages_list
        here = waiting(channel=kept["channel"], oldest=str(soon), latest=str(soon))
        assert here["scheduled_messages"] == [listed]
        assert waiting(latest=str(soon - 1))["scheduled_messages"] == []
        assert waiting(oldest=str(soon + 1))["scheduled_messages"] == []
        assert waiting(channel=general(web))["scheduled_messages"] == []
        assert listed["id"] == kept["scheduled_message_id"]
        past = refused(web.chat_scheduleMessage, channel=ana.id, post_at=1, text="a")
        assert past == "time_in_past"
        far = soon + 121 * 86_400
        late = refused(web.chat_scheduleMessage, channel=ana.id, post_at=far, text="a")
        assert late == "time_too_far"
        odd = refused(web.chat_scheduleMessage, channel=ana.id, post_at="amanhã", text="a")
        assert odd == "invalid_time"
        gone = {"channel": kept["channel"], "scheduled_message_id": dropped["scheduled_message_id"]}
        again = refused(web.chat_deleteScheduledMessage, **gone)
        assert again == "invalid_scheduled_message_id"
    clock.move(timedelta(seconds=61))
    with running(database.workspace, clock=clock) as slack:
        ana = slack.human("ana")
        assert ana.wait_for_post(ana.dm("Retaguarda"), "lembrete")
        assert ana.history(ana.dm("Retaguarda"))[-1].text == "lembrete"


def test_an_unfurl_goes_below_the_link(ana: Human, web: WebClient) -> None:
    said = ana.say(ana.dm("Retaguarda"), "https://example.com/1")
    previews = {"https://example.com/1": {"text": "prévia"}}

    web.chat_unfurl(channel=said.channel, ts=said.ts, unfurls=previews)

    assert ana.look_again(said).body["attachments"][0]["text"] == "prévia"
    assert refused(web.chat_unfurl, channel=said.channel, ts=said.ts) == "missing_unfurls"


def test_text_without_blocks_and_blocks_without_text(ana: Human, slack: Running) -> None:
    web = WebClient(slack.bot_token, base_url=slack.api)
    told = {"channel": ana.id, "blocks": [{"type": "divider"}]}
    only_blocks = web.api_call("chat.postMessage", json=told)

    assert only_blocks["message"]["text"] == "This content can't be displayed."
