"""The one reminder of a request that waits for long: to each who may approve, beside their card."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.cards.parts import Block, linked, paragraph
from bot.slack.cards.proposal import headline
from bot.slack.once import post_once
from bot.slack.post import shown_of
from domain.authority.queries import approvers
from domain.db.work import Desk, Read
from domain.intake.model import Card
from domain.intake.service import cards_of
from domain.kernel.ids import PersonId, ProposalId
from domain.kernel.say import Language, Phrasebook, Say, say
from domain.proposal.model import Proposal
from domain.proposal.reminder import waits_since
from domain.proposal.service import stakes_of

log = structlog.stdlib.get_logger(__name__)

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Reminder:
    person_id: PersonId
    card: Card
    words: str
    link: str


def remind_approvers(
    desk: Desk,
    client: WebClient,
    book: Phrasebook,
    proposal_id: ProposalId,
    language_of: Callable[[str], Language],
) -> None:
    """Remind everybody who has the card and may approve; nobody once it is decided or expired.

    Repeatable: each reminder stands once.
    """
    with desk.read() as read:
        reminders = _reminders(read, proposal_id, book, language_of)
    for each in reminders:
        key = f"reminder:{proposal_id}:{each.person_id}"
        blocks: list[Block] = [paragraph(each.words)]
        if address := _address(client, each.card):
            blocks.append(linked([(each.link, address)]))
        at = (each.card.channel, None)
        post_once(desk, client, key, at, text=each.words, blocks=blocks)


def _reminders(
    read: Read, proposal_id: ProposalId, book: Phrasebook, language_of: Callable[[str], Language]
) -> list[_Reminder]:
    proposal = read.session.get_one(Proposal, proposal_id)
    since, now = waits_since(proposal), read.now()
    if since is None or now >= proposal.expires_at:
        return []
    cards, shown, reminders = cards_of(read, proposal_id), shown_of(read, proposal), []
    for person in approvers(read, proposal.action, proposal.maker_id, stakes_of(proposal)):
        if person.id not in cards:
            continue
        language = language_of(person.slack_user_id or "")
        told = say(
            "reminder.told",
            what=headline(shown, book, language),
            long=_long(since, now),
            number=int(proposal.id),
            who=shown.maker,
            at=shown.expires_at,
        )
        link = book.render(say("reminder.card"), language)
        words = book.render(told, language)
        reminders.append(_Reminder(person.id, cards[person.id], words, link))
    return reminders


def _long(since: datetime, now: datetime) -> Say:
    """Return how long it is: in hours up to two days, then in days."""
    waited = now - since
    if waited < 2 * _DAY:
        return say("reminder.hours", hours=waited // timedelta(hours=1))
    return say("reminder.days", days=waited // _DAY)


def _address(client: WebClient, card: Card) -> str:
    """Return where the card stands; the reminder is worth something without it, too."""
    try:
        found = client.chat_getPermalink(channel=card.channel, message_ts=card.ts)
    except (SlackApiError, OSError) as lost:
        log.info("slack.decoration_lost", failure=type(lost).__name__)
        return ""
    return str(found["permalink"])
