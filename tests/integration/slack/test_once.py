"""A message stands once, whatever was lost in between; a streamed answer ends whole."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.agent.voice import Answered
from bot.slack import voice as voices
from bot.slack.cards.parts import paragraph
from bot.slack.once import post_once
from bot.slack.post import poster
from bot.slack.tongues import Tongues
from bot.slack.voice import Listener, SlackVoice
from bot.words import phrasebook
from bot.workspace.driver import Human
from bot.workspace.faults import Kind
from bot.workspace.seen import Post
from domain.conversation.model import TurnState
from domain.conversation.service import Place
from domain.db.work import Desk
from domain.intake.model import Message
from domain.intake.service import claim
from domain.kernel.say import Language
from tests.support.company import Company
from tests.support.postgres import Database
from tests.support.workspace import Running, running


@pytest.fixture
def slack(database: Database) -> Iterator[Running]:
    with running(database.workspace) as there:
        yield there


@pytest.fixture
def ana(slack: Running) -> Iterator[Human]:
    with slack.human("ana", seconds=20) as human:
        yield human


def _said(ana: Human) -> Post:
    return ana.say(ana.dm("Retaguarda"), "oi")


def _replies(ana: Human, message: Post) -> list[str]:
    return [each.text for each in ana.thread(message)[1:]]


def _post(desk: Desk, client: WebClient, at: Post, text: str) -> str:
    place = (at.channel, at.thread_ts)
    return post_once(desk, client, "k:1", place, text=text, blocks=[paragraph(text)])


def _forget(desk: Desk, key: str) -> None:
    """Leave the claim as a worker leaves it that was killed before Slack's answer was kept."""
    with desk.work() as work:
        work.session.get_one(Message, key).ts = None


def test_the_same_message_is_brought_up_to_date(
    company: Company, slack: Running, ana: Human
) -> None:
    client, message = poster(slack.bot_token, slack.api), _said(ana)

    first = _post(company.desk, client, message, "um <b>")
    second = _post(company.desk, client, message, "dois")

    assert first == second
    assert _replies(ana, message) == ["dois"]


def test_a_post_whose_answer_was_lost_is_found_again(
    company: Company, slack: Running, ana: Human
) -> None:
    client, message = poster(slack.bot_token, slack.api), _said(ana)
    _post(company.desk, client, message, "um")
    _forget(company.desk, "k:1")

    _post(company.desk, client, message, "dois")

    assert _replies(ana, message) == ["dois"]


def test_a_claim_that_was_cut_off_before_the_post_is_made_good(
    company: Company, slack: Running, ana: Human
) -> None:
    client, message = poster(slack.bot_token, slack.api), _said(ana)
    with company.desk.work() as work:
        claim(work, "k:1", message.channel, message.thread_ts)

    _post(company.desk, client, message, "um")

    assert _replies(ana, message) == ["um"]


def test_a_message_outside_a_thread_is_found_again_too(
    company: Company, slack: Running, ana: Human
) -> None:
    client, dm = poster(slack.bot_token, slack.api), ana.dm("Retaguarda")
    blocks = [paragraph("um")]
    post_once(company.desk, client, "k:2", (dm, None), text="um", blocks=blocks)
    _forget(company.desk, "k:2")

    post_once(company.desk, client, "k:2", (dm, None), text="um", blocks=blocks)

    assert len(ana.history(dm)) == 1


def test_a_picture_that_slack_does_not_have_leaves_the_words(
    company: Company, slack: Running, ana: Human
) -> None:
    client, message = poster(slack.bot_token, slack.api), _said(ana)
    gone = {"type": "image", "slack_file": {"id": "F0GONE"}, "alt_text": "papel"}

    post_once(
        company.desk,
        client,
        "k:3",
        (message.channel, message.thread_ts),
        text="um",
        blocks=[paragraph("um"), gone],
    )

    assert _replies(ana, message) == ["um"]
    with pytest.raises(SlackApiError):
        post_once(company.desk, client, "k:4", ("C0NONE", None), text="um", blocks=[])


def _voice(company: Company, slack: Running, ana: Human, message: Post) -> SlackVoice:
    place = Place(message.channel, message.thread_ts, message.ts)
    client = poster(slack.bot_token, slack.api)
    listener = Listener(place, ana.id, Tongues(client)(ana.id))
    return SlackVoice(company.desk, client, phrasebook(), listener, lambda _, each: each.title)


def _answered(text: str) -> Answered:
    return Answered(text, (), (), TurnState.DONE)


def test_what_is_in_the_books_is_told_in_the_dm_of_who_asked_in_a_channel(
    company: Company, slack: Running, ana: Human, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voices, "_PATIENCE_SECONDS", 0.0)
    (geral,) = (each["id"] for each in ana.state()["channels"] if each["name"] == "geral")
    message = ana.say(geral, "@Retaguarda quanto temos em caixa?")
    voice = _voice(company, slack, ana, message)
    voice.write("R$ 850,00")
    assert _replies(ana, message) == []

    voice.finish(replace(_answered("R$ 850,00"), is_private=True))

    (told,) = _replies(ana, message)
    assert "R$" not in told
    assert [each.text for each in ana.history(ana.dm("Retaguarda"))] == ["R$ 850,00"]


def test_a_slow_answer_is_streamed_and_ends_as_plain_words(
    company: Company, slack: Running, ana: Human, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voices, "_PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(voices, "_BETWEEN_SECONDS", 0.0)
    message = _said(ana)
    voice = _voice(company, slack, ana, message)

    voice.status("Lendo seu pedido…")
    for piece in ("Temos *", "R$ 10", "* em <caixa>"):
        voice.write(piece)
    assert ana.thread(message)[1].body["streaming_state"] == "in_progress"
    voice.finish(_answered("Temos *R$ 10* em <caixa>"))

    assert _replies(ana, message) == ["Temos *R$ 10* em &lt;caixa&gt;"]
    assert ana.thread(message)[1].blocks[0]["text"]["type"] == "plain_text"


def test_a_stream_that_slack_ends_early_is_made_whole(
    company: Company, slack: Running, ana: Human, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voices, "_PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(voices, "_BETWEEN_SECONDS", 0.0)
    message = _said(ana)
    voice = _voice(company, slack, ana, message)
    voice.write("um ")
    slack.arm(Kind.STREAM_EXPIRED, "chat.appendStream")

    voice.write("dois ")
    voice.write("três")
    voice.finish(_answered("um dois três"))

    assert _replies(ana, message) == ["um dois três"]


def test_a_turn_that_is_run_again_keeps_its_one_message(
    company: Company, slack: Running, ana: Human
) -> None:
    message = _said(ana)

    _voice(company, slack, ana, message).finish(_answered("um"))
    _voice(company, slack, ana, message).tell("dois")

    assert _replies(ana, message) == ["dois"]


def test_an_account_that_slack_does_not_know_reads_portuguese(slack: Running) -> None:
    assert Tongues(poster(slack.bot_token, slack.api))("UNOBODY") is Language.PT
