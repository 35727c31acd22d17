"""Which requests and cards a document already stands behind."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, Text, cast, exists, select
from sqlalchemy.dialects.postgresql import JSONB

from domain.db.work import Read
from domain.finance.payable.model import Payable, PayableState
from domain.kernel.ids import DocumentId, PersonId, ProposalId
from domain.office.document.model import Document, StoredReading
from domain.office.document.reading import Name, Reading
from domain.office.document.service import duplicates_of
from domain.office.paper.model import DocumentPicture, Paper, PaperState
from domain.proposal.model import OPEN, Proposal, State

#: States in which a request may still happen: what was refused or withdrawn may be handed in again.
_WAITS = OPEN | {State.APPROVED}
#: As many papers of one shop as are compared.
_COMPARED = 200


@dataclass(frozen=True, slots=True)
class Use:
    """What a document is used for already: who handed it in, when, and its request if there is one."""

    document_id: DocumentId
    name: str
    who: str
    at: datetime
    proposal_id: ProposalId | None = None


def same_paper(read: Read, paper: Paper, document: Document, reading: Reading) -> Use | None:
    """Return the earlier use of the same paper: the same bytes, or one supplier's same number."""
    for each in (document, *duplicates_of(read, reading, document)):
        use = use_of(read, each, paper)
        if use is not None:
            return use
    return None


def look_alike(read: Read, paper: Paper, document: Document, reading: Reading) -> Use | None:
    """Return a used paper of the same shop, day and total: no proof of the same, so people decide."""
    shop = reading.text_of(Name.SUPPLIER_TAX_ID)
    day, total = reading.day(Name.ISSUED_ON), reading.money(Name.TOTAL)
    if shop is None or day is None or total is None:
        return None
    rows = read.session.scalars(
        select(StoredReading)
        .where(StoredReading.supplier_tax_id == shop, StoredReading.document_id != document.id)
        .order_by(StoredReading.id.desc())
        .limit(_COMPARED)
    )
    for row in rows:
        other = row.reading
        if (other.day(Name.ISSUED_ON), other.money(Name.TOTAL)) == (day, total):
            use = use_of(read, row.document, paper)
            if use is not None:
                return use
    return None


def use_of(read: Read, document: Document, other_than: Paper) -> Use | None:
    """Return the request or the waiting card, other than this paper's, that a document is behind."""
    request = request_from(read, document, other_than.proposal_id)
    if request is not None:
        who, at = request.maker.name, request.opened_at
        return Use(document.id, document.name, who, at, request.id)
    waiting = read.session.scalars(
        select(Paper)
        .where(Paper.document_id == document.id, Paper.id < other_than.id)
        .where(Paper.state == PaperState.ASKING)
        .order_by(Paper.id)
        .limit(1)
    ).first()
    if waiting is None:
        return None
    return Use(document.id, document.name, waiting.person.name, waiting.taken_at)


def request_from(read: Read, document: Document, other_than: ProposalId | None) -> Proposal | None:
    """Return the first request that counts, other than one, that a document is behind.

    What was executed counts while its title stands: after a reversal the paper may be used again.
    """
    stands = exists().where(
        Payable.document_id == document.id, Payable.state != PayableState.CANCELLED
    )
    return read.session.scalars(
        _resting_on(document.id)
        .where(Proposal.id != (other_than or 0))
        .where(
            Proposal.state.in_(_WAITS) | (Proposal.state == State.EXECUTED) & stands,
        )
        .limit(1)
    ).first()


def requests_on(read: Read, document_id: DocumentId) -> list[Proposal]:
    """Return every request that rests on a document, the oldest first."""
    return list(read.session.scalars(_resting_on(document_id)))


def _resting_on(document_id: DocumentId) -> Select[Proposal]:
    # A request carries its document, whether a person made it from the card or the agent did.
    argument = cast(Proposal.arguments, JSONB)["document"].astext
    return select(Proposal).where(argument == cast(document_id, Text)).order_by(Proposal.id)


def picture_in_slack(read: Read, document_id: DocumentId) -> str | None:
    """Return the Slack file with the picture of a document, or None."""
    found = read.session.get(DocumentPicture, document_id)
    return None if found is None else found.slack_file_id


def handed_in_by(read: Read, person_id: PersonId) -> set[DocumentId]:
    """Return the documents that a person handed in."""
    mine = select(Paper.document_id).where(
        Paper.person_id == person_id, Paper.document_id.is_not(None)
    )
    return {each for each in read.session.scalars(mine) if each is not None}


def read_in(read: Read, channel: str, thread_ts: str, person_id: PersonId) -> list[Paper]:
    """Return the papers that a person handed in in one thread and that were kept, as they came."""
    return list(
        read.session.scalars(
            select(Paper)
            .where(Paper.channel == channel, Paper.thread_ts == thread_ts)
            .where(Paper.person_id == person_id, Paper.document_id.is_not(None))
            .where(Paper.state.not_in((PaperState.READING, PaperState.FAILED)))
            .order_by(Paper.id)
        )
    )
