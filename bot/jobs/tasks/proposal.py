"""What follows a decision: the execution of what was approved."""

from collections.abc import Mapping

from bot.build import House
from bot.jobs.task import Task
from domain.kernel.ids import ProposalId
from domain.outbox.job import Json


def execute(crew: House, arguments: Mapping[str, Json]) -> None:
    """Make an approved proposal true. A second run finds it executed and changes nothing."""
    crew.gate.execute(ProposalId(int(str(arguments["proposal_id"]))))


TASKS = (Task("proposal.execute", "decisions", execute),)
