"""Identities are typed, so that a person's number cannot be passed for a payable's."""

from typing import NewType

PersonId = NewType("PersonId", int)
PartyId = NewType("PartyId", int)
ProposalId = NewType("ProposalId", int)
DocumentId = NewType("DocumentId", int)
EntryId = NewType("EntryId", int)
