"""What every change of a proposal asks for: its cards show what is true now."""

from collections.abc import Mapping

from bot.build import House
from bot.jobs.task import Task
from bot.slack.address import slack_of
from bot.slack.post import poster, show
from bot.slack.tongues import Tongues
from domain.intake.service import unshown
from domain.kernel.ids import ProposalId
from domain.outbox.job import Json
from domain.proposal.follow import card


def draw(crew: House, arguments: Mapping[str, Json]) -> None:
    """Post or update every copy of the card."""
    slack = slack_of(crew.settings)
    client = poster(slack.bot_token, slack.api_url)
    number = ProposalId(int(str(arguments["proposal_id"])))
    show(crew.desk, client, crew.book, number, Tongues(client))


def look_for_lost(crew: House, _arguments: Mapping[str, Json]) -> None:
    """Ask again for the cards that do not stand where they should."""
    with crew.desk.work() as work:
        for proposal_id in unshown(work):
            work.file(card(proposal_id))


TASKS = (
    Task("proposal.card", "decisions", draw),
    Task("card.look", "decisions", look_for_lost, every="*/2 * * * *"),
)
