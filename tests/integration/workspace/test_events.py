"""What an app hears: complete envelopes, only what it subscribed to, and again until acknowledged."""

from datetime import timedelta

import pytest
from slack_sdk import WebClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.workspace.driver import Human
from bot.workspace.faults import Kind
from bot.workspace.pace import Pace
from tests.support.ear import Ear, listening
from tests.support.postgres import Database
from tests.support.workspace import Running, running

SOON = timedelta(milliseconds=150)
HASTE = Pace(acknowledge=SOON, retries=(timedelta(0), SOON, SOON))


def test_a_dm_arrives_in_a_complete_envelope(slack: Running, ana: Human, ear: Ear) -> None:
    said = ana.say(ana.dm("Retaguarda"), "oi")

    envelope = ear.envelope("message")

    assert envelope.type == "events_api"
    assert envelope.retry_attempt == 0
    payload = envelope.payload
    assert payload["type"] == "event_callback"
    assert payload["event_id"].startswith("Ev")
    assert payload["event_time"] > 0
    assert payload["is_ext_shared_channel"] is False
    [authorization] = payload["authorizations"]
    assert authorization["team_id"] == payload["team_id"]
    assert authorization["is_bot"] is True
    event = payload["event"]
    assert (event["channel"], event["channel_type"], event["user"]) == (said.channel, "im", ana.id)
    assert (event["ts"], event["event_ts"]) == (said.ts, said.ts)
    assert event["blocks"][0]["type"] == "rich_text"
    assert "subtype" not in event


def test_a_mention_arrives_twice_as_in_slack(ana: Human, ear: Ear) -> None:
    said = ana.say("geral", "@Retaguarda oi")

    message = ear.event("message", ts=said.ts)
    mention = ear.event("app_mention")

    assert message["text"] == mention["text"]
    assert "channel_type" not in mention
    assert message["channel_type"] == "channel"


def test_a_reply_names_its_parent(ana: Human, ear: Ear) -> None:
    root = ana.say(ana.dm("Retaguarda"), "um")
    reply = ana.say(root.channel, "dois", thread=root)

    event = ear.event("message", ts=reply.ts)

    assert event["thread_ts"] == root.ts
    assert event["parent_user_id"] == ana.id


def test_what_happens_between_two_people_is_not_the_apps_business(ana: Human, ear: Ear) -> None:
    ana.say(ana.dm("marcos"), "só entre nós")

    assert ear.hears_nothing("message")


def test_a_channel_without_the_app_is_silent(ana: Human, ear: Ear, web: WebClient) -> None:
    channel = ana._post("channel", name="segredo", is_private=True)["channel"]
    ana.say(channel, "aqui não")
    assert ear.hears_nothing("message")

    ana._post("invite", channel=channel, user="Retaguarda".lower())

    joined = ear.event("member_joined_channel")
    assert joined["channel"] == channel
    assert joined["inviter"] == ana.id


def test_reactions_edits_and_deletions_arrive(ana: Human, ear: Ear) -> None:
    said = ana.say(ana.dm("Retaguarda"), "erado")
    ana.react(said, "eyes")
    ana.react(said, "eyes", on=False)
    ana.edit(said, "errado")
    ana.delete(said)

    assert ear.event("reaction_added")["item"]["ts"] == said.ts
    assert ear.event("reaction_removed")["reaction"] == "eyes"
    changed = ear.event("message", subtype="message_changed")
    assert changed["message"]["text"] == "errado"
    assert changed["previous_message"]["text"] == "erado"
    gone = ear.event("message", subtype="message_deleted")
    assert gone["deleted_ts"] == said.ts


def test_the_apps_own_messages_come_back_to_it(ana: Human, ear: Ear) -> None:
    sent = ear.web.chat_postMessage(channel=ana.id, text="olá")

    event = ear.event("message", ts=sent["ts"])

    assert event["bot_id"] == sent["message"]["bot_id"]


def test_opening_the_app_tells_tab_and_place(ana: Human, ear: Ear) -> None:
    [general] = [c["id"] for c in ana.state()["channels"] if c["name"] == "geral"]

    ana.open_dm("Retaguarda", looking_at=general)

    opened = ear.event("app_home_opened")
    assert opened["tab"] == "messages"
    context = ear.event("app_context_changed")["context"]
    assert context["entities"][0]["value"] == general


def test_stop_names_the_session_and_its_streams(ana: Human, ear: Ear) -> None:
    said = ana.say(ana.dm("Retaguarda"), "conte algo longo")
    stream = ear.web.chat_startStream(
        channel=said.channel, thread_ts=said.ts, markdown_text="Era uma vez"
    )

    ana.stop(said)

    stopped = ear.event("agent_session_stopped")
    assert stopped["thread_ts"] == said.ts
    assert stopped["streaming_message_ts"] == [stream["ts"]]


def test_an_unacknowledged_event_comes_four_times_and_no_more(database: Database) -> None:
    def silent(_request: SocketModeRequest) -> None:
        return None

    with running(database.workspace, pace=HASTE) as slack, listening(slack, silent) as ear:
        ana = slack.human("ana")
        ana.say(ana.dm("Retaguarda"), "tem alguém aí?")

        tries = [ear.envelope("message") for _ in range(4)]

        assert [each.retry_attempt for each in tries] == [0, 1, 2, 3]
        assert [each.retry_reason for each in tries] == ["", "timeout", "timeout", "timeout"]
        assert len({each.payload["event_id"] for each in tries}) == 1
        assert len({each.envelope_id for each in tries}) == 4
        assert ear.hears_nothing("message", 0.6)


def test_an_acknowledged_event_comes_once(database: Database) -> None:
    with running(database.workspace, pace=HASTE) as slack, listening(slack) as ear:
        ana = slack.human("ana")
        ana.say(ana.dm("Retaguarda"), "oi")
        ear.envelope("message")

        assert ear.hears_nothing("message", 0.6)


def test_a_late_acknowledgement_does_not_count(database: Database) -> None:
    with running(database.workspace, pace=HASTE) as slack, listening(slack) as ear:
        slack.arm(Kind.LATE_ACK, "message")
        ana = slack.human("ana")
        ana.say(ana.dm("Retaguarda"), "oi")

        assert ear.envelope("message").retry_attempt == 0
        assert ear.envelope("message").retry_attempt == 1


def test_a_delivery_can_be_repeated_though_acknowledged(
    slack: Running, ana: Human, ear: Ear
) -> None:
    slack.arm(Kind.REPEATED_DELIVERY, "message")
    ana.say(ana.dm("Retaguarda"), "oi")

    first, second = ear.next("message"), ear.next("message")

    assert first["event_id"] == second["event_id"]


def test_an_app_that_connects_late_still_hears_what_waited(slack: Running, ana: Human) -> None:
    ana.say(ana.dm("Retaguarda"), "antes de você chegar")

    with listening(slack) as ear:
        assert ear.event("message")["text"] == "antes de você chegar"


@pytest.mark.parametrize("reason", ["", "warning", "link_disabled"])
def test_a_client_told_to_disconnect_connects_again_and_loses_nothing(
    slack: Running, ana: Human, ear: Ear, reason: str
) -> None:
    ana._post("faults", kind="disconnect", match=reason)
    ana.wait_for(lambda: connected(slack, ana))
    ana.say(ana.dm("Retaguarda"), "ainda aí?")

    assert ear.event("message", seconds=10)["text"] == "ainda aí?"


def connected(slack: Running, ana: Human) -> bool:
    return any(app["connected"] for app in ana.state()["apps"])


@pytest.mark.parametrize("channel", ["geral", "dm"])
def test_files_arrive_as_file_share_with_their_own_events(
    ana: Human, ear: Ear, channel: str
) -> None:
    where = ana.dm("Retaguarda") if channel == "dm" else channel
    ana.upload(where, [("nota.txt", b"um recibo")], "segue a nota")

    created = ear.event("file_created")
    event = ear.event("message")
    shared = ear.event("file_shared")

    assert event["subtype"] == "file_share"
    assert event["files"][0]["id"] == created["file_id"] == shared["file_id"]
    assert event["text"] == "segue a nota"
