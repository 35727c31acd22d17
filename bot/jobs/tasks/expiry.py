"""No answer is never yes: what nobody decided in time is closed, and everybody is told."""

from collections.abc import Mapping

from bot.build import House
from bot.jobs.task import Task
from domain.outbox.job import Json
from domain.proposal.queries import overdue
from domain.proposal.service import expire


def close_overdue(crew: House, _arguments: Mapping[str, Json]) -> None:
    """Expire every open request whose time has passed. Repeatable: each is locked and looked at again."""
    with crew.desk.read() as read:
        late = overdue(read)
    for proposal_id in late:
        with crew.desk.work() as work:
            expire(work, proposal_id)


TASKS = (Task("proposal.expire", "decisions", close_overdue, every="* * * * *"),)
