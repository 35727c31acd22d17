"""How a turn speaks in Slack: a status at once, an answer that grows, and one message in the end.

The answer is streamed only where the model takes its time: Slack allows twenty streams a minute and
ends each after five. Whatever became of the stream, the message ends up whole and in plain text.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.agent.voice import Answered
from bot.slack.cards.answer import answer_blocks, markdown
from bot.slack.cards.parts import Block
from bot.slack.once import post_once
from bot.slack.post import DIRECT
from domain.conversation.queries import turn_at
from domain.conversation.service import Place
from domain.db.work import Desk, Work
from domain.intake.service import claim, stands
from domain.kernel.say import Language, Phrasebook, say
from tools.spec import Reference

log = structlog.stdlib.get_logger(__name__)

#: Shorter answers are posted whole.
_PATIENCE_SECONDS = 0.8
_BETWEEN_SECONDS = 0.7
#: Slack closes a stream five minutes after its start.
_STREAM_SECONDS_MAX = 270

#: Makes a link to a record for the person who asked, in the unit of work that it is given.
type Links = Callable[[Work, Reference], str]


@dataclass(frozen=True, slots=True)
class Listener:
    """Who is spoken to, and where."""

    place: Place
    slack_user_id: str
    language: Language

    @property
    def key(self) -> str:
        """What the answer's message is called: a message has one answer."""
        return f"answer:{self.place.channel}:{self.place.ts}"


class SlackVoice:
    """Speaks in one thread. Used by one turn, from one thread of the process."""

    def __init__(
        self, desk: Desk, client: WebClient, book: Phrasebook, listener: Listener, links: Links
    ) -> None:
        self._desk = desk
        self._client = client
        self._book = book
        self._listener = listener
        self._links = links
        self._unsent = ""
        self._first_at: float | None = None
        self._sent_at = 0.0
        self._stream_ts: str | None = None
        # In a channel nobody knows before the end for whom the answer is.
        self._streams = self._is_direct

    def status(self, text: str) -> None:
        """Show what is being done; a status that does not arrive is no reason to stop."""
        place = self._listener.place
        where = {"channel_id": place.channel, "thread_ts": place.thread_ts}
        self._softly(self._client.assistant_threads_setStatus, **where, status=text)
        if self._first_at is None:
            self._session("processing")

    def write(self, piece: str) -> None:
        """Add a piece of the answer."""
        now = time.monotonic()
        self._first_at = self._first_at or now
        self._unsent += piece
        if not self._streams or not self._unsent.strip():
            return
        late = now - self._first_at
        if late > _STREAM_SECONDS_MAX:
            self._streams = False
        elif self._stream_ts is None and late >= _PATIENCE_SECONDS:
            self._send(self._open)
        elif self._stream_ts is not None and now - self._sent_at >= _BETWEEN_SECONDS:
            self._send(self._append)

    def finish(self, answered: Answered) -> None:
        """Show the whole answer, once, in place of the pieces."""
        if self._stream_ts is not None:
            self._softly(
                self._client.chat_stopStream,
                channel=self._listener.place.channel,
                ts=self._stream_ts,
            )
        text = answered.text
        if answered.is_private and not self._is_direct:
            self._whisper(answered)
            text = self._words("answer.in_dm")
            answered = replace(answered, records=())
        elif answered.proposals and not self._is_direct:
            text = f"{text}\n{self._words('answer.card_in_dm')}"
        self._post(text, self._blocks(replace(answered, text=text)))
        self._session("suspended" if answered.proposals else "active")

    def tell(self, text: str) -> None:
        """Say one sentence in place of an answer."""
        self._post(text, answer_blocks(text, (), None, self._book, self._listener.language))
        self._session("active")

    @property
    def _is_direct(self) -> bool:
        return self._listener.place.channel.startswith(DIRECT)

    def _words(self, key: str) -> str:
        return self._book.render(say(key), self._listener.language)

    def _whisper(self, answered: Answered) -> None:
        """Answer in the DM of who asked: others read the channel."""
        opened: Any = self._client.conversations_open(users=[self._listener.slack_user_id])
        at = (str(opened["channel"]["id"]), None)
        text, blocks = answered.text, self._blocks(answered)
        key = f"{self._listener.key}:private"
        post_once(self._desk, self._client, key, at, text=text, blocks=blocks)

    def _post(self, text: str, blocks: list[Block]) -> None:
        place = self._listener.place
        at = (place.channel, place.thread_ts)
        post_once(self._desk, self._client, self._listener.key, at, text=text, blocks=blocks)

    def _blocks(self, answered: Answered) -> list[Block]:
        place = self._listener.place
        links: Sequence[tuple[str, str]] = ()
        if answered.records:
            with self._desk.work() as work:
                links = [(each.title, self._links(work, each)) for each in answered.records]
        with self._desk.read() as read:
            turn = turn_at(read, place.channel, place.ts)
        return answer_blocks(answered.text, links, turn, self._book, self._listener.language)

    def _send(self, send: Callable[[str], None]) -> None:
        """Send what was not sent; from the first failure on, the answer waits for its end."""
        try:
            send(markdown(self._unsent))
        except (SlackApiError, OSError) as lost:
            log.info("slack.stream_ended", failure=type(lost).__name__)
            self._streams = False
            return
        self._unsent = ""
        self._sent_at = time.monotonic()

    def _open(self, text: str) -> None:
        place, key = self._listener.place, self._listener.key
        with self._desk.work() as work:
            if claim(work, key, place.channel, place.thread_ts) is not None:
                # An earlier try has spoken: its message is brought up to date in the end.
                self._streams = False
                return
        team: Any = self._client.auth_test()["team_id"]
        started = self._client.chat_startStream(
            channel=place.channel,
            thread_ts=place.thread_ts,
            recipient_team_id=team,
            recipient_user_id=self._listener.slack_user_id,
            markdown_text=text,
        )
        self._stream_ts = str(started["ts"])
        with self._desk.work() as work:
            stands(work, key, self._stream_ts)

    def _append(self, text: str) -> None:
        self._client.chat_appendStream(
            channel=self._listener.place.channel, ts=self._stream_ts or "", markdown_text=text
        )

    def _session(self, status: str) -> None:
        place = self._listener.place
        self._softly(
            self._client.agents_sessions_setStatus,
            channel_id=place.channel,
            thread_ts=place.thread_ts,
            status=status,
        )

    @staticmethod
    def _softly(call: Callable[..., Any], **arguments: Any) -> None:
        """Make a call that only decorates."""
        try:
            call(**arguments)
        except (SlackApiError, OSError) as lost:
            log.info("slack.decoration_lost", failure=type(lost).__name__)
