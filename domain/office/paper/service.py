"""What happens to a paper: handed in, kept, told, asked about, proposed, discarded."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from domain.db.work import Work
from domain.kernel.errors import Conflict, Refused
from domain.kernel.ids import DocumentId, PersonId, ProposalId
from domain.office.paper.model import DocumentPicture, Paper, PaperState


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
