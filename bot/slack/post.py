"""Posts and updates a proposal's cards. A card is drawn from the database each time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from bot.slack.cards import parts
from bot.slack.cards.outcome import Ended, outcome_card, outcome_line
from bot.slack.cards.proposal import Shown, approver_card, draft_card, headline, waiting_card
from domain.authority.queries import approvers
from domain.db.work import Desk, Read
from domain.intake.model import Card
from domain.intake.service import cards_of, place
from domain.kernel.ids import PersonId, ProposalId
from domain.kernel.say import Language, Phrasebook
from domain.person.model import Person
from domain.proposal import context
from domain.proposal.model import Proposal, State
from domain.proposal.service import requirement, stakes_of

#: What Slack calls the address of its Web API.
SLACK = "https://slack.com/api/"


def poster(token: str, api_url: str = SLACK) -> WebClient:
    """Return a client that posts at most once: only a refusal for haste is tried again.

    The library's usual handler sends again when the answer was lost, and so posts twice.
    """
    handlers = [RateLimitErrorRetryHandler(max_retry_count=3)]
    return WebClient(token=token, base_url=api_url, retry_handlers=[*handlers])


@dataclass(frozen=True, slots=True)
class _Copy:
    """One person's card as it must look now."""

    person_id: PersonId
    slack_user_id: str
    audience: str
    blocks: list[parts.Block]
    text: str
    known: Card | None


def show(
    desk: Desk,
    client: WebClient,
    book: Phrasebook,
    proposal_id: ProposalId,
    languages: Mapping[str, Language] | None = None,
) -> None:
    """Post the cards that are missing and bring every other copy to what is true now.

    Repeatable. `languages` tells the language of a Slack account; Portuguese where it does not.
    """
    with desk.read() as read:
        proposal = read.session.get_one(Proposal, proposal_id)
        copies = _copies(read, proposal, book, languages or {})
    for copy in copies:
        if copy.known is not None:
            client.chat_update(
                channel=copy.known.channel, ts=copy.known.ts, text=copy.text, blocks=copy.blocks
            )
            continue
        opened: dict[str, Any] = client.conversations_open(users=copy.slack_user_id)["channel"]
        posted = client.chat_postMessage(
            channel=opened["id"], text=copy.text, blocks=copy.blocks, unfurl_links=False
        )
        with desk.work() as work:
            at = (str(posted["channel"]), str(posted["ts"]))
            place(work, proposal_id, copy.person_id, copy.audience, at)


def shown_of(read: Read, proposal: Proposal) -> Shown:
    """Return what a card shows of a proposal."""
    return Shown(
        proposal_id=proposal.id,
        digest=proposal.digest,
        action=proposal.action,
        amount=proposal.amount,
        maker=proposal.maker.name,
        effect=proposal.effect,
        expires_at=proposal.expires_at,
        reason=requirement(read, proposal).reason,
        around=context.told(proposal.context),
    )


def _copies(
    read: Read, proposal: Proposal, book: Phrasebook, languages: Mapping[str, Language]
) -> list[_Copy]:
    """Return the card of the maker, of every approver while it waits, and of whoever has one."""
    known = cards_of(read, proposal.id)
    people = {proposal.maker_id: proposal.maker}
    if proposal.state == State.PENDING:
        able = approvers(read, proposal.action, proposal.maker_id, stakes_of(proposal))
        people |= {person.id: person for person in able}
    for person_id in known:
        people.setdefault(person_id, read.session.get_one(Person, person_id))
    shown = shown_of(read, proposal)
    copies = []
    for person in people.values():
        if person.slack_user_id is None:
            continue
        language = languages.get(person.slack_user_id, Language.PT)
        audience = "maker" if person.id == proposal.maker_id else "approver"
        blocks, text = _drawn(proposal, shown, audience, book, language)
        copies.append(
            _Copy(person.id, person.slack_user_id, audience, blocks, text, known.get(person.id))
        )
    return copies


def _drawn(
    proposal: Proposal, shown: Shown, audience: str, book: Phrasebook, language: Language
) -> tuple[list[parts.Block], str]:
    text = headline(shown, book, language)
    match State(proposal.state):
        case State.DRAFT:
            return draft_card(shown, book, language), text
        case State.PENDING if audience == "maker":
            return waiting_card(shown, book, language), text
        case State.PENDING:
            return approver_card(shown, book, language), text
        case _:
            ended = ended_of(proposal)
            told = book.render(outcome_line(ended), language)
            return outcome_card(shown, ended, book, language), f"{text}: {told}"


def ended_of(proposal: Proposal) -> Ended:
    """Return how a request ended."""
    last = proposal.decisions[-1] if proposal.decisions else None
    return Ended(
        state=proposal.state,
        at=proposal.closed_at or (last.decided_at if last else None),
        who=last.person.name if last else None,
        reason=last.reason if last else None,
        now=proposal.stale_effect,
    )
