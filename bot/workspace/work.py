"""One change in the workspace is one transaction; what others hear of it goes out after the commit."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from bot.workspace.wire import Json

if TYPE_CHECKING:
    from bot.workspace.workspace import Workspace


@dataclass(slots=True)
class Work:
    """What a method or a person's act works with: the session, the time, and who is to hear of it."""

    workspace: "Workspace"
    session: Session
    afterwards: list[Callable[[], None]] = field(default_factory=list)

    def now(self) -> datetime:
        return self.workspace.clock.now()

    def ts(self) -> str:
        return self.workspace.stamps.fresh()

    def tell(self, only: Iterable[str] | None, event: Json) -> None:
        """Let the page of the people in `only` (everybody, when None) know, once this is committed."""
        listeners = None if only is None else frozenset(only)
        self.after(lambda: self.workspace.live.tell(listeners, event))

    def after(self, act: Callable[[], None]) -> None:
        """Do `act` after the commit, in order."""
        self.afterwards.append(act)
