"""The names of what can be noted: `room.past_participle`."""

from enum import StrEnum


class Tag(StrEnum):
    """What happened."""

    PROPOSAL_OPENED = "proposal.opened"
    PROPOSAL_CONFIRMED = "proposal.confirmed"
    PROPOSAL_APPROVED = "proposal.approved"
    PROPOSAL_REJECTED = "proposal.rejected"
    PROPOSAL_EDITED = "proposal.edited"
    PROPOSAL_CANCELLED = "proposal.cancelled"
    PROPOSAL_REMINDED = "proposal.reminded"
    PROPOSAL_EXPIRED = "proposal.expired"
    PROPOSAL_EXECUTED = "proposal.executed"
    PROPOSAL_STALED = "proposal.staled"
    DECISION_REFUSED = "decision.refused"
    DOCUMENT_KEPT = "document.kept"
    DOCUMENT_READ = "document.read"
    DOCUMENT_OPENED = "document.opened"
    RECORD_OPENED = "record.opened"
    COMPANY_OPENED = "company.opened"
    PERSON_LINKED = "person.linked"
    BACKUP_MADE = "backup.made"
    BACKUP_RESTORED = "backup.restored"
