"""What a paper's card shows: what was read, what the books know of it, and who may do what with it."""

from sqlalchemy import select

from bot.slack.cards.reading import BUTTONS, InBooks, ShownPaper, actions_of
from domain.db.work import Read
from domain.finance.payable.matching import Booked, booked
from domain.finance.payable.model import PayableState
from domain.office.document.model import Document
from domain.office.document.queries import reading_of
from domain.office.paper.model import Paper, PaperState
from domain.office.paper.queries import look_alike, picture_in_slack, same_paper
from domain.person.model import Person
from tools.registry import Toolbox

#: As many people as are named of those who may do what the sender may not.
_NAMED = 3


def shown_paper(read: Read, paper: Paper, toolbox: Toolbox) -> ShownPaper | None:
    """Return what the card shows of a paper; None for one that was not read."""
    if paper.document_id is None or (reading := reading_of(read, paper.document_id)) is None:
        return None
    document = read.session.get_one(Document, paper.document_id)
    asks = paper.state == PaperState.ASKING
    same = same_paper(read, paper, document, reading) if asks else None
    may = frozenset(name for name in BUTTONS if toolbox.actions[name].is_open_to(paper.person))
    known = booked(read, document.id, reading) if asks and "register_bill" in may else None
    wanted = actions_of(reading)
    return ShownPaper(
        paper_id=paper.id,
        state=PaperState(paper.state),
        name=document.name,
        reading=reading,
        picture=picture_in_slack(read, document.id),
        same=same,
        alike=look_alike(read, paper, document, reading) if asks and same is None else None,
        proposal_id=paper.proposal_id,
        who=paper.person.name,
        may=may,
        others=() if may & set(wanted) else _others(read, toolbox, wanted[0]),
        booked=None if known is None else _in_books(known),
    )


def _others(read: Read, toolbox: Toolbox, action: str) -> tuple[str, ...]:
    """Return who may do what the sender of a paper may not."""
    people = read.session.scalars(select(Person).where(Person.active).order_by(Person.id))
    able = [each.name for each in people if toolbox.actions[action].is_open_to(each)]
    return tuple(able[:_NAMED])


def _in_books(known: Booked) -> InBooks:
    title = known.payable
    is_open = title.state == PayableState.OPEN
    return InBooks(
        reference=" · ".join(each for each in (title.title(), title.number) if each),
        due_on=title.due_on,
        amount=title.open_amount if is_open else title.amount,
        is_open=is_open,
        is_sure=known.is_sure,
    )
