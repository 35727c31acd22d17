"""What a person's home tab shows now."""

from collections.abc import Iterable, Iterator
from itertools import islice

from sqlalchemy import select

from bot.desk.sight import may_see
from bot.slack.cards.home import Row, home_view
from bot.slack.cards.parts import Block
from bot.slack.people import person_of
from domain.db.work import Desk, Read
from domain.kernel.say import Language, Phrasebook
from domain.person.model import Person
from domain.proposal.model import Proposal, State
from domain.proposal.queries import of_maker, waiting_for

#: How many of each are shown; Slack takes 100 blocks.
ROWS_MAX = 20
#: How many of the newest actions are looked through for those that the person may see.
_LOOKED_AT = 100


def home_of(desk: Desk, slack_user_id: str, book: Phrasebook, language: Language) -> Block:
    """Return the home tab of an account. Raises Refused for a stranger."""
    with desk.read() as read:
        who = person_of(read, slack_user_id)
        drafts = [each for each in of_maker(read, who) if each.state == State.DRAFT]
        newest = select(Proposal).order_by(Proposal.id.desc())
        mine = read.session.scalars(newest.where(Proposal.maker_id == who.id).limit(ROWS_MAX))
        waiting = _rows([*drafts, *waiting_for(read, who)], decided=True)
        return home_view(waiting, _rows(mine), _rows(_latest(read, who)), book, language)


def _latest(read: Read, who: Person) -> Iterator[Proposal]:
    """Yield the company's newest actions, each only for whom it concerns or who reads the books."""
    done = select(Proposal).where(Proposal.state == State.EXECUTED)
    newest = done.order_by(Proposal.closed_at.desc(), Proposal.id.desc()).limit(_LOOKED_AT)
    return (each for each in read.session.scalars(newest) if may_see(read, who, each, []))


def _rows(proposals: Iterable[Proposal], *, decided: bool = False) -> list[Row]:
    """Return the first of `proposals` as rows; those to be `decided` have a button for it."""
    return [
        Row(
            int(each.id),
            each.action,
            each.amount,
            each.maker.name,
            each.state,
            f"{each.id}:{each.digest}" if decided else "",
        )
        for each in islice(proposals, ROWS_MAX)
    ]
