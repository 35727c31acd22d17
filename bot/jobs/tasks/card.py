"""What every change of a proposal asks for: its cards show what is true now."""

from collections.abc import Mapping

from bot.build import House
from bot.jobs.task import Task
from bot.slack.post import SLACK, poster, show
from domain.kernel.errors import Outage
from domain.kernel.ids import ProposalId
from domain.outbox.job import Json


def draw(crew: House, arguments: Mapping[str, Json]) -> None:
    """Post or update every copy of the card. Raises Outage while Slack is not connected."""
    token = crew.settings.slack_bot_token
    if token is None:
        raise Outage("slack.not_connected")
    client = poster(token.get_secret_value(), crew.settings.slack_api_url or SLACK)
    show(crew.desk, client, crew.book, ProposalId(int(str(arguments["proposal_id"]))))


TASKS = (Task("proposal.card", "decisions", draw),)
