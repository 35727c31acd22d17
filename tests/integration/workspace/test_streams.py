"""Streamed answers: they grow, they end, and after five minutes they are over."""

from datetime import timedelta
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.workspace.driver import Human, Post
from domain.kernel.clock import FixedClock, SystemClock
from tests.support.ear import refused
from tests.support.postgres import Database
from tests.support.workspace import running

TASK = {"type": "task_update", "id": "1", "title": "Ler o recibo", "status": "in_progress"}


@pytest.fixture
def asked(ana: Human) -> Post:
    return ana.say(ana.dm("Retaguarda"), "leia isto")


def test_an_answer_grows_and_ends(ana: Human, web: WebClient, asked: Post) -> None:
    stream = web.chat_stream(channel=asked.channel, thread_ts=asked.ts, buffer_size=1)
    stream.append(chunks=[TASK])
    stream.append(markdown_text="O total ")
    growing = ana.thread(asked)[-1]
    assert growing.body["streaming_state"] == "in_progress"
    assert growing.text == "O total "

    stream.append(chunks=[TASK | {"status": "complete", "details": "1 página"}])
    stream.append(markdown_text="é **187,40**.")
    done = stream.stop(blocks=[{"type": "divider"}], session_status="active")

    answer = ana.wait_for_reply(asked, "187,40")
    assert answer.body["streaming_state"] == "completed"
    assert answer.text == "O total é **187,40**."
    kinds = [block["type"] for block in answer.blocks]
    assert kinds == ["task_card", "markdown", "divider"]
    assert answer.blocks[0]["status"] == "complete"
    assert done["message"]["ts"] == stream.ts
    assert ana.thread_state(asked)["session"]["status"] == "active"


def test_plan_mode_gathers_the_tasks(ana: Human, web: WebClient, asked: Post) -> None:
    stream = web.chat_stream(channel=asked.channel, thread_ts=asked.ts, task_display_mode="plan")
    stream.append(chunks=[{"type": "plan_update", "title": "Três passos"}, TASK])
    stream.append(chunks=[TASK | {"id": "2", "title": "Conferir", "status": "pending"}])
    stream.stop(chunks=[{"type": "blocks", "blocks": [{"type": "divider"}]}])

    plan, divider = ana.wait_for_reply(asked, "Três passos").blocks

    assert [task["title"] for task in plan["tasks"]] == ["Ler o recibo", "Conferir"]
    assert divider["type"] == "divider"


def test_after_five_minutes_a_stream_is_over(database: Database) -> None:
    clock = FixedClock(SystemClock().now())
    with running(database.workspace, clock=clock) as slack:
        web, ana = WebClient(slack.bot_token, base_url=slack.api), slack.human("ana")
        asked = ana.say(ana.dm("Retaguarda"), "leia")
        stream = web.chat_startStream(
            channel=asked.channel, thread_ts=asked.ts, markdown_text="começo"
        )
        where = {"channel": asked.channel, "ts": stream["ts"]}
        clock.move(timedelta(minutes=5))
        assert web.chat_appendStream(markdown_text=" e meio", **where)["ok"]
        clock.move(timedelta(seconds=1))

        late = "message_not_in_streaming_state"
        assert refused(web.chat_appendStream, markdown_text="x", **where) == late
        assert refused(web.chat_stopStream, **where) == late
        assert ana.thread(asked)[-1].body["streaming_state"] == "errored"
    with running(database.workspace, clock=clock) as slack:
        web, ana = WebClient(slack.bot_token, base_url=slack.api), slack.human("ana")

        answer = ana.wait_for_reply(asked, "começo e meio")

        assert answer.body["streaming_state"] == "errored"
        assert web.chat_update(text="tudo de uma vez", **where)["ok"]


def test_what_slack_refuses_to_stream(ana: Human, web: WebClient, asked: Post) -> None:
    here: dict[str, Any] = {"channel": asked.channel, "thread_ts": asked.ts}
    start, append, stop = web.chat_startStream, web.chat_appendStream, web.chat_stopStream
    assert refused(start, channel=asked.channel, thread_ts="1.000000") == "invalid_thread_ts"
    assert refused(start, task_display_mode="list", **here) == "invalid_arguments"
    assert refused(start, chunks=[{"type": "song"}], **here) == "invalid_chunks"
    both: dict[str, Any] = {"markdown_text": "a", "chunks": [TASK]}
    assert refused(start, **both, **here) == "markdown_text_conflict"
    mention = ana.say("geral", "@Retaguarda oi")
    there: dict[str, Any] = {"channel": mention.channel, "thread_ts": mention.ts}
    assert refused(start, **there) == "missing_recipient_team_id"
    team = ana.state()["team"]["id"]
    assert refused(start, recipient_team_id=team, **there) == "missing_recipient_user_id"
    ghost: dict[str, Any] = {"recipient_team_id": team, "recipient_user_id": "U404"}
    assert refused(start, **ghost, **there) == "user_not_found"
    stranger: dict[str, Any] = {"recipient_team_id": "T404", "recipient_user_id": ana.id}
    assert refused(start, **stranger, **there) == "team_not_found"
    assert start(recipient_team_id=team, recipient_user_id=ana.id, **there)["ok"]

    open_one: dict[str, Any] = {"channel": asked.channel, "ts": start(**here)["ts"]}
    assert refused(append, markdown_text="", **open_one) == "no_text"
    assert refused(append, markdown_text="a" * 12_001, **open_one) == "msg_too_long"
    assert refused(stop, session_status="asleep", **open_one) == "invalid_arguments"
    assert refused(web.chat_update, text="x", **open_one) == "streaming_state_conflict"
    posted = web.chat_postMessage(channel=asked.channel, text="a")
    plain = {"channel": asked.channel, "ts": posted["ts"]}
    assert refused(append, markdown_text="x", **plain) == "message_not_in_streaming_state"
    theirs = {"channel": asked.channel, "ts": asked.ts}
    assert refused(append, markdown_text="x", **theirs) == "message_not_owned_by_app"


def test_the_status_line_comes_and_goes_with_the_answer(
    ana: Human, web: WebClient, asked: Post
) -> None:
    where = {"channel_id": asked.channel, "thread_ts": asked.ts}
    web.assistant_threads_setStatus(status="está lendo…", loading_messages=["Lendo"], **where)
    shown = ana.thread_state(asked)["status"]
    assert (shown["text"], shown["loading_messages"]) == ("está lendo…", ["Lendo"])

    web.chat_postMessage(channel=asked.channel, thread_ts=asked.ts, text="pronto")

    assert ana.thread_state(asked)["status"] is None
    many = {"loading_messages": ["a"] * 11}
    set_status = web.assistant_threads_setStatus
    assert refused(set_status, status="a", **many, **where) == "invalid_arguments"
    lost = {"channel_id": asked.channel, "thread_ts": "1.000000"}
    assert refused(set_status, status="a", **lost) == "thread_not_found"


def test_a_status_goes_by_itself_after_two_minutes(database: Database) -> None:
    clock = FixedClock(SystemClock().now())
    with running(database.workspace, clock=clock) as slack:
        web, ana = WebClient(slack.bot_token, base_url=slack.api), slack.human("ana")
        asked = ana.say(ana.dm("Retaguarda"), "leia")
        web.assistant_threads_setStatus(
            channel_id=asked.channel, thread_ts=asked.ts, status="está lendo…"
        )
        clock.move(timedelta(minutes=2))
        assert ana.thread_state(asked)["status"]
        clock.move(timedelta(seconds=1))
        assert ana.thread_state(asked)["status"] is None


def test_prompts_title_and_session(ana: Human, web: WebClient, asked: Post) -> None:
    prompt = {"title": "Caixa", "message": "quanto temos em caixa?"}
    in_dm = {"channel_id": asked.channel}
    web.assistant_threads_setSuggestedPrompts(prompts=[prompt], title="Oi", **in_dm)
    history = ana._get("history", channel=asked.channel)
    assert history["thread_state"]["prompts"] == {"title": "Oi", "prompts": [prompt]}

    where = in_dm | {"thread_ts": asked.ts}
    web.agents_sessions_setStatus(status="processing", title="Recibo", **where)
    web.agents_sessions_rename(title="Recibo da Energisa", **where)
    session = ana.thread_state(asked)["session"]
    assert session == {"status": "processing", "title": "Recibo da Energisa"}
    web.assistant_threads_setTitle(title="Outro nome", **where)
    assert ana.thread_state(asked)["session"]["title"] == "Outro nome"

    prompts = web.assistant_threads_setSuggestedPrompts
    assert refused(prompts, prompts=[prompt] * 5, **in_dm) == "too_many_prompts"
    assert refused(prompts, prompts=[{"title": "x"}], **in_dm) == "invalid_arguments"
    assert refused(prompts, prompts=[], **in_dm) == "invalid_arguments"
    session_status = web.agents_sessions_setStatus
    assert refused(session_status, status="asleep", **where) == "invalid_arguments"
    long = {"status": "active", "title": "a" * 201}
    assert refused(session_status, **long, **where) == "invalid_arguments"
    ghost: dict[str, Any] = {"status": "active", "initiator_user_id": "U404"}
    assert refused(session_status, **ghost, **where) == "user_not_found"
    other = ana.say(asked.channel, "outra")
    nowhere = in_dm | {"thread_ts": other.ts}
    rename = web.agents_sessions_rename
    assert refused(rename, title="a", **nowhere) == "session_not_found"
