"""Who must approve and does not answer is reminded, once."""

from collections.abc import Mapping
from datetime import timedelta

from bot.build import House
from bot.jobs.task import Task
from bot.slack.address import slack_of
from bot.slack.post import poster
from bot.slack.reminding import remind_approvers
from bot.slack.tongues import Tongues
from domain.kernel.ids import ProposalId
from domain.outbox.job import Json
from domain.proposal.reminder import is_time, remind, unanswered


def look_for_late(crew: House, _arguments: Mapping[str, Json]) -> None:
    """Ask for the reminder of every request that waits for long. Repeatable: each is asked for once."""
    after = timedelta(hours=crew.settings.remind_after_hours)
    with crew.desk.read() as read:
        late = unanswered(read, after) if is_time(read) else []
    for proposal_id in late:
        with crew.desk.work() as work:
            remind(work, proposal_id)


def post(crew: House, arguments: Mapping[str, Json]) -> None:
    """Post the reminder of one request."""
    slack = slack_of(crew.settings)
    client = poster(slack.bot_token, slack.api_url)
    number = ProposalId(int(str(arguments["proposal_id"])))
    remind_approvers(crew.desk, client, crew.book, number, Tongues(client))


TASKS = (
    Task("reminder.look", "decisions", look_for_late, every="*/5 * * * *"),
    Task("reminder.post", "decisions", post),
)
