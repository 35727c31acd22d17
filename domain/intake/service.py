"""Taking an event in exactly once, and remembering where a proposal's cards stand."""

from datetime import timedelta

from sqlalchemy import exists, select
from sqlalchemy.dialects.postgresql import insert

from domain.conversation.queries import ANSWERED_WITHIN
from domain.db.work import Read, Work
from domain.intake.model import Card, Message, Origin, SlackEvent
from domain.kernel.ids import PersonId, ProposalId
from domain.outbox import Job
from domain.person.model import Person
from domain.proposal.model import OPEN, Proposal

_SOUGHT_FOR = timedelta(hours=1)


def take_in(work: Work, event_id: str, job: Job) -> bool:
    """File the job of an event that was not seen before; return whether it was new.

    The event and its job are committed together, so that a repeated delivery does nothing and a
    lost one is impossible once this returned and the transaction ended.
    """
    taken = work.session.execute(
        insert(SlackEvent)
        .values(event_id=event_id, taken_at=work.now())
        .on_conflict_do_nothing()
        .returning(SlackEvent.event_id)
    ).scalar_one_or_none()
    if taken is None:
        return False
    work.file(job)
    return True


def place(
    work: Work, proposal_id: ProposalId, person_id: PersonId, audience: str, at: tuple[str, str]
) -> None:
    """Remember that a person's copy of the card stands at (channel, ts)."""
    channel, ts = at
    work.session.execute(
        insert(Card)
        .values(
            proposal_id=proposal_id, person_id=person_id, audience=audience, channel=channel, ts=ts
        )
        .on_conflict_do_update(
            index_elements=["proposal_id", "person_id"],
            set_={"audience": audience, "channel": channel, "ts": ts},
        )
    )


def cards_of(read: Read, proposal_id: ProposalId) -> dict[PersonId, Card]:
    """Return the copies of a proposal's card by the person who has them."""
    cards = read.session.scalars(select(Card).where(Card.proposal_id == proposal_id))
    return {card.person_id: card for card in cards}


def unshown(read: Read) -> list[ProposalId]:
    """Return the open proposals of the last hour whose maker has no card after two minutes.

    Their turn died before its answer, or Slack refused the card.
    """
    now = read.now()
    carded = exists().where(Card.proposal_id == Proposal.id, Card.person_id == Proposal.maker_id)
    found = read.session.scalars(
        select(Proposal.id)
        .join(Person, Person.id == Proposal.maker_id)
        .where(
            Proposal.state.in_(OPEN),
            Proposal.opened_at.between(now - _SOUGHT_FOR, now - ANSWERED_WITHIN),
            Person.slack_user_id.is_not(None),
            ~carded,
        )
        .order_by(Proposal.id)
    )
    return list(found)


def began(work: Work, proposal_id: ProposalId, channel: str, thread_ts: str) -> None:
    """Remember the thread in which a request began. What was remembered first stays."""
    work.session.execute(
        insert(Origin)
        .values(proposal_id=proposal_id, channel=channel, thread_ts=thread_ts)
        .on_conflict_do_nothing()
    )


def origin_of(read: Read, proposal_id: ProposalId) -> Origin | None:
    """Return where a request began, or None for one that did not begin in Slack."""
    return read.session.get(Origin, proposal_id)


def claim(work: Work, key: str, channel: str, thread_ts: str | None) -> Message | None:
    """Claim the message called `key` for posting; return the earlier claim where there is one.

    None means: nobody has tried yet, post it. An earlier claim with a `ts` stands already; one
    without was cut off, and the thread must be searched before it is posted again.
    """
    earlier = work.session.get(Message, key)
    if earlier is None:
        work.session.add(
            Message(key=key, channel=channel, thread_ts=thread_ts, claimed_at=work.now())
        )
        work.session.flush()
    return earlier


def stands(work: Work, key: str, ts: str) -> None:
    """Remember that the message called `key` stands at `ts`."""
    work.session.get_one(Message, key).ts = ts
