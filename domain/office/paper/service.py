"""What happens to a paper: handed in, kept, told, asked about, proposed, discarded."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from domain.db.work import Work
from domain.kernel.errors import Conflict, Refused
from domain.kernel.ids import DocumentId, PersonId, ProposalId
from domain.office.document.model import Document
from domain.office.document.queries import reading_of
from domain.office.document.service import duplicates_of
from domain.office.paper.model import DocumentPicture, Paper, PaperState
from domain.office.paper.queries import request_from


def hand_in(
    work: Work, person_id: PersonId, file_id: str, *, channel: str, thread_ts: str, message_ts: str
) -> Paper:
    """Return the paper that a file of a message is; handed in again, it is the same."""
    where = {"channel": channel, "message_ts": message_ts, "file_id": file_id}
    work.session.execute(
        insert(Paper)
        .values(
            **where,
            thread_ts=thread_ts,
            person_id=person_id,
            state=PaperState.READING,
            taken_at=work.now(),
        )
        .on_conflict_do_nothing()
    )
    return work.session.scalars(select(Paper).filter_by(**where, person_id=person_id)).one()


def asked_about(work: Work, paper_id: int, by: PersonId) -> Paper:
    """Return a paper, locked, whose card still waits for `by`.

    Raises Refused for anybody else's, Conflict for one that was proposed or discarded.
    """
    paper = work.session.get(Paper, paper_id, with_for_update={"of": Paper}, populate_existing=True)
    if paper is None:
        raise Refused("paper.unknown")
    if paper.person_id != by:
        raise Refused("paper.not_yours", who=paper.person.name)
    if paper.state == PaperState.PROPOSED:
        raise Conflict("paper.proposed_already", number=int(paper.proposal_id or 0))
    if paper.state != PaperState.ASKING:
        raise Conflict("paper.closed")
    return paper


def proposed(work: Work, paper_id: int, by: PersonId, proposal_id: ProposalId) -> Paper:
    """Mark a paper as the one request that it became."""
    paper = asked_about(work, paper_id, by)
    paper.state = PaperState.PROPOSED
    paper.proposal_id = proposal_id
    work.session.flush()
    return paper


def became(work: Work, document_id: DocumentId, by: PersonId, proposal_id: ProposalId) -> list[int]:
    """Mark the papers of a document that became a request by words; return those of `by`.

    Raises Conflict where the same paper already stands behind another request.
    """
    document = work.session.get_one(Document, document_id)
    reading = reading_of(work, document_id)
    for each in (document, *(duplicates_of(work, reading, document) if reading else ())):
        other = request_from(work, each, proposal_id)
        if other is not None:
            raise Conflict("paper.behind", number=int(other.id), who=other.maker.name)
    mine = work.session.scalars(
        select(Paper)
        .where(Paper.document_id == document_id, Paper.person_id == by)
        .where(Paper.state != PaperState.READING)
        .order_by(Paper.id)
        .with_for_update(of=Paper)
    ).all()
    for paper in mine:
        paper.state, paper.proposal_id = PaperState.PROPOSED, proposal_id
    work.session.flush()
    return [paper.id for paper in mine]


def discarded(work: Work, paper_id: int, by: PersonId) -> Paper:
    """Mark a paper as handed in by mistake; the original stays."""
    paper = asked_about(work, paper_id, by)
    paper.state = PaperState.DISCARDED
    work.session.flush()
    return paper


def pictured(work: Work, document_id: DocumentId, slack_file_id: str) -> None:
    """Remember the picture of a document in Slack; the first one stays."""
    work.session.execute(
        insert(DocumentPicture)
        .values(document_id=document_id, slack_file_id=slack_file_id)
        .on_conflict_do_nothing()
    )
