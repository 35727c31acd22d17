"""A job is named, goes to a queue, and is filed by the transaction that makes it necessary."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy.orm import Session

type Json = str | int | bool | Sequence[Json] | Mapping[str, Json] | None


@dataclass(frozen=True, slots=True)
class Job:
    """Work for later. `name` is `room.verb`; `arguments` are small: ids, not contents.

    Jobs with the same `lock` are done one after the other, in the order they were filed.
    """

    name: str
    queue: str
    arguments: Mapping[str, Json] = field(default_factory=dict)
    lock: str | None = None


class Outbox(Protocol):
    """Files jobs so that they exist if and only if the transaction commits."""

    def defer(self, session: Session, jobs: Sequence[Job]) -> None: ...
