"""Where papers come in: what the taking of a document needs, and how its message is drawn."""

from collections.abc import Callable
from dataclasses import dataclass, field

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.documents.picture import picture_of
from bot.documents.quarantine import Reader
from bot.documents.shown import shown_paper
from bot.slack.address import SlackAddress
from bot.slack.cards.parts import Block, paragraph
from bot.slack.cards.reading import headline, reading_card
from bot.slack.once import post_once
from domain.db.work import Desk
from domain.kernel.ids import DocumentId
from domain.kernel.say import Language, Phrasebook, Say, say
from domain.office.document.store import Store
from domain.office.paper.model import Paper, PaperState
from domain.office.paper.queries import picture_in_slack
from domain.office.paper.service import pictured
from tools.registry import Toolbox

log = structlog.stdlib.get_logger(__name__)

#: What a card's message says in one line; of one that has ended, only what it is.
_SUMMARY = {
    PaperState.ASKING: "reading.summary",
    PaperState.KEPT: "reading.summary_kept",
}


@dataclass(frozen=True, slots=True)
class Mailroom:
    """Everything that taking a document touches."""

    desk: Desk
    client: WebClient
    slack: SlackAddress
    book: Phrasebook
    store: Store
    reader: Reader
    toolbox: Toolbox
    language_of: Callable[[str], Language] = field(default=lambda _: Language.PT)

    def tell(self, paper: Paper, what: Say, language: Language) -> None:
        """Say one sentence in the paper's message."""
        words = self.book.render(what, language)
        self._post(paper, words, [paragraph(words)])

    def show(self, paper_id: int) -> None:
        """Draw the paper's card as it must look now, in the language of whoever handed it in."""
        with self.desk.read() as read:
            paper = read.session.get_one(Paper, paper_id)
            shown = shown_paper(read, paper, self.toolbox)
        if shown is None:
            return
        language = self.language_of(paper.person.slack_user_id or "")
        what = headline(shown, self.book, language)
        how = _SUMMARY.get(shown.state)
        words = self.book.render(say(how, what=what), language) if how else what
        self._post(paper, words, reading_card(shown, self.book, language))

    def asks_or_keeps(self, paper_id: int) -> PaperState:
        """Return whether a card can ask its sender what the paper is to become, or others may only."""
        with self.desk.read() as read:
            shown = shown_paper(read, read.session.get_one(Paper, paper_id), self.toolbox)
        return PaperState.KEPT if shown is not None and shown.others else PaperState.ASKING

    def status(self, channel: str, thread_ts: str, text: str) -> None:
        """Show what is being done; a status that does not arrive is no reason to stop."""
        try:
            self.client.assistant_threads_setStatus(
                channel_id=channel, thread_ts=thread_ts, status=text
            )
        except (SlackApiError, OSError) as lost:
            log.info("slack.decoration_lost", failure=type(lost).__name__)

    def picture(self, document_id: DocumentId) -> None:
        """Bring the picture of a document into Slack, once; a card does without where that fails."""
        with self.desk.read() as read:
            if picture_in_slack(read, document_id) is not None:
                return
        drawn = picture_of(self.desk, self.store, self.reader, document_id)
        if drawn is None:
            return
        try:
            name = f"documento-{document_id}.jpg"
            sent = self.client.files_upload_v2(content=drawn, filename=name, title=name)
        except (SlackApiError, OSError) as lost:
            log.info("slack.decoration_lost", failure=type(lost).__name__)
            return
        with self.desk.work() as work:
            pictured(work, document_id, str(sent["files"][0]["id"]))

    def _post(self, paper: Paper, words: str, blocks: list[Block]) -> None:
        key, at = f"paper:{paper.id}", (paper.channel, paper.thread_ts)
        try:
            post_once(self.desk, self.client, key, at, text=words, blocks=blocks)
        except SlackApiError as refused:
            without = [each for each in blocks if each["type"] != "image"]
            if refused.response.get("error") != "invalid_blocks" or len(without) == len(blocks):
                raise
            # Slack still works on the picture: the card is worth more than it.
            post_once(self.desk, self.client, key, at, text=words, blocks=without)
