"""What a person's home tab shows now."""

from collections.abc import Iterable

from sqlalchemy import select

from bot.slack.cards.home import Row, home_view
from bot.slack.cards.parts import Block
from bot.slack.people import person_of
from domain.authority.queries import allowance
from domain.authority.rules import why_not
from domain.db.work import Desk, Read
from domain.kernel.say import Language, Phrasebook
from domain.person.model import Person
from domain.proposal.model import Proposal, State
from domain.proposal.service import stakes_of

#: How many of each are shown; Slack takes 100 blocks.
ROWS_MAX = 20


def home_of(desk: Desk, slack_user_id: str, book: Phrasebook, language: Language) -> Block:
    """Return the home tab of an account. Raises Refused for a stranger."""
    with desk.read() as read:
        who = person_of(read, slack_user_id)
        newest = select(Proposal).order_by(Proposal.id.desc())
        pending = read.session.scalars(newest.where(Proposal.state == State.PENDING))
        drafts = read.session.scalars(
            newest.where(Proposal.state == State.DRAFT, Proposal.maker_id == who.id)
        )
        waiting = [*drafts, *(each for each in pending if _may_approve(read, each, who))]
        mine = read.session.scalars(newest.where(Proposal.maker_id == who.id).limit(ROWS_MAX))
        done = newest.where(Proposal.state == State.EXECUTED, Proposal.maker_id == who.id)
        latest = read.session.scalars(done.limit(ROWS_MAX))
        return home_view(_rows(waiting), _rows(mine), _rows(latest), book, language)


def _may_approve(read: Read, proposal: Proposal, who: Person) -> bool:
    return (
        why_not(
            who.id,
            maker=proposal.maker_id,
            stakes=stakes_of(proposal),
            allowance=allowance(read, who, proposal.action),
        )
        is None
    )


def _rows(proposals: Iterable[Proposal]) -> list[Row]:
    rows = [
        Row(int(each.id), each.action, each.amount, each.maker.name, each.state)
        for each in proposals
    ]
    return rows[:ROWS_MAX]
