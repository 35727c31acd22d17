"""What files in a message ask for, and what a press on a paper's card changes on it."""

from collections.abc import Mapping

from bot.build import House
from bot.documents.mailroom import Mailroom
from bot.documents.reader import reader_of
from bot.documents.store import document_store
from bot.documents.take import Handed, gave_up, take
from bot.jobs.task import Task
from bot.slack.address import slack_of
from bot.slack.post import poster
from bot.slack.tongues import Tongues
from domain.kernel.errors import Failure
from domain.outbox.job import Json


def take_files(crew: House, arguments: Mapping[str, Json]) -> None:
    """Take the files of a message."""
    take(_room(crew), Handed.read(arguments))


def closed(crew: House, arguments: Mapping[str, Json], failure: Failure | None) -> None:
    """Say in the thread that the files could not be taken."""
    gave_up(_room(crew), Handed.read(arguments), failure)


def draw(crew: House, arguments: Mapping[str, Json]) -> None:
    """Bring a paper's card to what is true now."""
    _room(crew).show(int(str(arguments["paper_id"])))


def _room(crew: House) -> Mailroom:
    slack = slack_of(crew.settings)
    client = poster(slack.bot_token, slack.api_url)
    store, reader = document_store(crew.settings), reader_of(crew.settings.clock())
    return Mailroom(
        crew.desk, client, slack, crew.book, store, reader, crew.toolbox, Tongues(client)
    )


TASKS = (
    Task("document.take", "documents", take_files, closed),
    # Small and looked at: it must not wait behind a paper that is being read.
    Task("paper.card", "decisions", draw),
)
