"""What every change of a proposal leaves to be done."""

from domain.kernel.ids import ProposalId
from domain.outbox import Job


def card(proposal_id: ProposalId) -> Job:
    """Return the job that shows what is true now. Those of one proposal never run side by side."""
    return Job(
        "proposal.card",
        "decisions",
        {"proposal_id": proposal_id},
        lock=f"proposal.card:{proposal_id}",
    )


def execution(proposal_id: ProposalId) -> Job:
    """Return the job that makes an approved proposal true."""
    return Job("proposal.execute", "decisions", {"proposal_id": proposal_id})
