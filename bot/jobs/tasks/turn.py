"""What a message asks for: one turn of the agent, answered in its thread."""

from collections.abc import Mapping
from dataclasses import dataclass

from slack_sdk import WebClient
from sqlalchemy import select

from bot.agent.build import agent_of
from bot.agent.context import Paper
from bot.agent.turn import Heard
from bot.build import House
from bot.desk.links import link_to
from bot.jobs.task import Task
from bot.slack.address import slack_of
from bot.slack.heard import mentioned, plain_words
from bot.slack.people import person_of
from bot.slack.post import poster
from bot.slack.tongues import Tongues
from bot.slack.voice import Listener, SlackVoice
from domain.conversation.model import TurnState
from domain.conversation.queries import turn_at
from domain.conversation.service import Place, end
from domain.db.work import Read, Work
from domain.kernel.errors import Conflict, Failure, Invalid, Refused
from domain.kernel.say import say
from domain.outbox.job import Json
from domain.person.model import Person
from tools.spec import Reference


@dataclass(frozen=True, slots=True)
class Said:
    """A message as its job carries it."""

    place: Place
    slack_user_id: str
    text: str
    papers: tuple[Paper, ...]

    @classmethod
    def read(cls, arguments: Mapping[str, Json]) -> "Said":
        """Return the message of a job."""
        papers = arguments.get("papers") or ()
        return cls(
            Place(str(arguments["channel"]), str(arguments["thread_ts"]), str(arguments["ts"])),
            str(arguments["user"]),
            str(arguments["text"]),
            tuple(
                Paper(int(str(each["id"])), str(each["kind"]))
                for each in (papers if not isinstance(papers, str | int | Mapping) else ())
                if isinstance(each, Mapping)
            ),
        )


def answer(crew: House, arguments: Mapping[str, Json]) -> None:
    """Answer a message, once. A repeated job goes on where the turn was cut off."""
    said, client = Said.read(arguments), _client(crew)
    language = Tongues(client)(said.slack_user_id)
    voice = _voice(crew, client, said)
    voice.status(crew.book.render(say("agent.thinking"), language))
    try:
        with crew.desk.read() as read:
            person = person_of(read, said.slack_user_id).id
            words = plain_words(said.text, _names(read, said.text))
        agent_of(crew).answer(Heard(said.place, person, language, words, said.papers), voice)
    except (Invalid, Refused, Conflict) as failure:
        voice.tell(crew.book.render(failure.say, language))
        _over(crew, said)


def closed(crew: House, arguments: Mapping[str, Json], failure: Failure | None) -> None:
    """Say in the thread that the turn failed. What it had filed by then waits on its card."""
    said, client = Said.read(arguments), _client(crew)
    sentence = say("agent.our_fault") if failure is None else failure.say
    language = Tongues(client)(said.slack_user_id)
    try:
        _voice(crew, client, said).tell(crew.book.render(sentence, language))
    finally:
        _over(crew, said)


def _over(crew: House, said: Said) -> None:
    """End the turn of a message where one began: nobody goes on with it."""
    with crew.desk.work() as work:
        turn = turn_at(work, said.place.channel, said.place.ts)
        if turn is not None:
            end(work, turn, TurnState.FAILED)


def _client(crew: House) -> WebClient:
    slack = slack_of(crew.settings)
    return poster(slack.bot_token, slack.api_url)


def _voice(crew: House, client: WebClient, said: Said) -> SlackVoice:
    listener = Listener(said.place, said.slack_user_id, Tongues(client)(said.slack_user_id))

    def link(work: Work, record: Reference) -> str:
        address, reader = crew.settings.desk_address, person_of(work, said.slack_user_id).id
        return link_to(work, address, record.table, record.record_id, reader, listener.language)

    return SlackVoice(crew.desk, client, crew.book, listener, link)


def _names(read: Read, text: str) -> dict[str, str]:
    """Return the names of the people that a message mentions; our own account has none."""
    known = read.session.scalars(select(Person).where(Person.slack_user_id.in_(mentioned(text))))
    return {str(person.slack_user_id): person.name for person in known}


TASKS = (Task("agent.turn", "turns", answer, closed),)
