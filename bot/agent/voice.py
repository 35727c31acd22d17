"""How a turn speaks: what the edge (Slack, a test) must be able to do, and what it is given."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.conversation.model import TurnState
from domain.kernel.ids import ProposalId
from tools.spec import Reference


@dataclass(frozen=True, slots=True)
class Answered:
    """The end of a turn: the whole text, the records it speaks of, and the requests it prepared.

    `is_private` when the books were looked into for it: only who asked may be told.
    `text` is plain words for people, in one language; the edge escapes it as its channel asks.
    """

    text: str
    records: Sequence[Reference]
    proposals: Sequence[ProposalId]
    state: TurnState
    is_private: bool = False


class Voice(Protocol):
    """Speaks in the thread. Called from one thread of the process, in order."""

    def status(self, text: str) -> None:
        """Show what is being done."""
        ...

    def write(self, piece: str) -> None:
        """Add a piece of the answer; the pieces may end before the answer does."""
        ...

    def finish(self, answered: Answered) -> None:
        """Show the whole answer, in place of the pieces. Always called once, last."""
        ...
