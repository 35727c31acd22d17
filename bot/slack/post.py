"""Posts and updates a proposal's cards. A card is drawn from the database each time."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from bot.slack.cards import parts
from bot.slack.cards.outcome import Ended, outcome_card, outcome_line
from bot.slack.cards.proposal import Shown, approver_card, draft_card, headline, waiting_card
from bot.slack.once import post_once, updated
from domain.authority.queries import approvers
from domain.conversation.queries import is_answering
from domain.db.work import Desk, Read
from domain.intake.model import Card
from domain.intake.service import cards_of, origin_of, place
from domain.kernel.ids import DocumentId, PersonId, ProposalId
from domain.kernel.say import Language, Phrasebook, say
from domain.office.paper.queries import picture_in_slack
from domain.person.model import Person
from domain.proposal import context
from domain.proposal.model import Proposal, State
from domain.proposal.reminder import waits_since
from domain.proposal.service import requirement, stakes_of

#: What Slack calls the address of its Web API.
SLACK = "https://slack.com/api/"
#: What the id of a direct conversation begins with.
DIRECT = "D"
#: What the thread of a request is told.
_ENDS = frozenset({State.EXECUTED, State.REJECTED, State.STALE, State.EXPIRED})


def poster(token: str, api_url: str = SLACK) -> WebClient:
    """Return a client that posts at most once: only a refusal for haste is tried again.

    The library's usual handler sends again when the answer was lost, and so posts twice.
    """
    handlers = [RateLimitErrorRetryHandler(max_retry_count=3)]
    return WebClient(token=token, base_url=api_url, retry_handlers=[*handlers])


@dataclass(frozen=True, slots=True)
class _Copy:
    """One person's card as it must look now, and the thread it stands in."""

    person_id: PersonId
    slack_user_id: str
    audience: str
    blocks: list[parts.Block]
    text: str
    known: Card | None
    thread: tuple[str, str] | None


def show(
    desk: Desk,
    client: WebClient,
    book: Phrasebook,
    proposal_id: ProposalId,
    language_of: Callable[[str], Language] = lambda _: Language.PT,
) -> None:
    """Post the cards that are missing, bring every other copy to what is true now, tell the outcome.

    Repeatable. `language_of` tells the language that a Slack account reads. What a turn has filed
    waits for the turn's answer, so that the card stands below it: the turn's end asks for it again.
    """
    with desk.read() as read:
        if is_answering(read, proposal_id):
            return
        proposal = read.session.get_one(Proposal, proposal_id)
        copies = _copies(read, proposal, book, language_of)
        told = _told(read, proposal, book, language_of)
    for copy in copies:
        if copy.known is not None:
            at = (copy.known.channel, copy.known.ts)
            updated(client, at, text=copy.text, blocks=copy.blocks)
            continue
        _place(desk, client, proposal_id, copy)
    if told is not None:
        thread, words = told
        key, blocks = f"outcome:{proposal_id}", [parts.paragraph(words)]
        post_once(desk, client, key, thread, text=words, blocks=blocks)


def _place(desk: Desk, client: WebClient, proposal_id: ProposalId, copy: _Copy) -> None:
    """Post a card that does not stand yet."""
    thread: tuple[str, str | None]
    if copy.thread is None:
        opened: Any = client.conversations_open(users=copy.slack_user_id)["channel"]
        thread = (str(opened["id"]), None)
    else:
        thread = copy.thread
    key = f"card:{proposal_id}:{copy.person_id}"
    ts = post_once(desk, client, key, thread, text=copy.text, blocks=copy.blocks)
    with desk.work() as work:
        place(work, proposal_id, copy.person_id, copy.audience, (thread[0], ts))


def _told(
    read: Read, proposal: Proposal, book: Phrasebook, language_of: Callable[[str], Language]
) -> tuple[tuple[str, str | None], str] | None:
    """Return the thread of the request and what it is told; None while there is nothing new in it.

    What people did to their own request they know. In a channel only the number is said.
    """
    began = origin_of(read, proposal.id)
    last = proposal.decisions[-1] if proposal.decisions else None
    own = last is not None and last.person_id == proposal.maker_id
    surprising = proposal.state in {State.STALE, State.EXPIRED}
    if began is None or proposal.state not in _ENDS or (own and not surprising):
        return None
    language = language_of(proposal.maker.slack_user_id or "")
    ended = ended_of(proposal)
    line = outcome_line(ended)
    if began.channel.startswith(DIRECT):
        what = book.render(say(f"action.{proposal.action}"), language)
        if proposal.amount:
            what = book.render(say("card.headline", what=what, amount=proposal.amount), language)
        words = book.render(say("outcome.told", what=what, told=line), language)
    else:
        number = int(proposal.id)
        words = book.render(say("outcome.told_number", number=number, told=line), language)
    if ended.reason:
        words = f"{words}\n{book.render(say('outcome.reason', why=ended.reason), language)}"
    return (began.channel, began.thread_ts), words


def shown_of(read: Read, proposal: Proposal) -> Shown:
    """Return what a card shows of a proposal."""
    since = waits_since(proposal)
    able = () if since is None else _able(read, proposal)
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
        for_approver=context.told_approver(proposal.context),
        picture=_picture(read, proposal),
        waits_since=since,
        waits_for=tuple(person.name for person in able),
    )


def _able(read: Read, proposal: Proposal) -> list[Person]:
    return approvers(read, proposal.action, proposal.maker_id, stakes_of(proposal))


def _picture(read: Read, proposal: Proposal) -> str | None:
    """Return the Slack file with the picture of the paper that a request comes with."""
    document = json.loads(proposal.arguments).get("document")
    return picture_in_slack(read, DocumentId(document)) if isinstance(document, int) else None


def _copies(
    read: Read, proposal: Proposal, book: Phrasebook, language_of: Callable[[str], Language]
) -> list[_Copy]:
    """Return the card of the maker, of every approver while it waits, and of whoever has one."""
    known = cards_of(read, proposal.id)
    people = {proposal.maker_id: proposal.maker}
    if proposal.state == State.PENDING:
        people |= {person.id: person for person in _able(read, proposal)}
    for person_id in known:
        people.setdefault(person_id, read.session.get_one(Person, person_id))
    shown = shown_of(read, proposal)
    began = origin_of(read, proposal.id)
    # A personal confirmation in a channel would be everybody's: there it goes to the maker's DM.
    private = began is not None and began.channel.startswith(DIRECT)
    thread = (began.channel, began.thread_ts) if began is not None and private else None
    copies = []
    for person in people.values():
        if person.slack_user_id is None:
            continue
        language = language_of(person.slack_user_id)
        audience = "maker" if person.id == proposal.maker_id else "approver"
        blocks, text = _drawn(proposal, shown, audience, book, language)
        card = known.get(person.id)
        copies.append(
            _Copy(
                person_id=person.id,
                slack_user_id=person.slack_user_id,
                audience=audience,
                blocks=blocks,
                text=text,
                known=card,
                thread=thread if audience == "maker" else None,
            )
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
