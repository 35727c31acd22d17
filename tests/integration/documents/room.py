"""A mailroom between the seeded bakery and a local workspace: people upload, jobs run when asked."""

import asyncio
import io
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont
from sqlalchemy import select

from bot.demo.company import seed
from bot.documents.mailroom import Mailroom
from bot.documents.quarantine import Reader
from bot.documents.take import Handed, gave_up, take
from bot.slack.address import SlackAddress
from bot.slack.app import serve_socket, slack_app
from bot.slack.edge import Edge
from bot.slack.post import poster, show
from bot.slack.tongues import Tongues
from bot.words import phrasebook
from bot.workspace.driver import Human, Post
from domain.db.work import Desk, engine
from domain.kernel.clock import FixedClock
from domain.kernel.errors import Failure
from domain.kernel.ids import ProposalId
from domain.office.document.store import Store
from domain.outbox import Job
from domain.person.model import Person
from tests.support.company import NOON, Jobs
from tests.support.postgres import Database
from tests.support.waiting import until
from tests.support.workspace import Running, running
from tools.gate import Gate
from tools.registry import load

RECEIPT = (
    "RESTAURANTE DA VILA LTDA",
    "CNPJ: 11.222.333/0001-81",
    "Rua das Flores, 10",
    "CUPOM FISCAL",
    "COO: {number}",
    "23/11/2026 12:31:05",
    "1 ALMOCO EXECUTIVO 86,40",
    "TOTAL R$ 86,40",
    "Dinheiro R$ 86,40",
)


def a_photo(number: str = "001440", lines: tuple[str, ...] = RECEIPT) -> bytes:
    """Return a PNG of a receipt with that number."""
    picture = Image.new("RGB", (720, 60 + 50 * len(lines)), "white")
    drawing, font = ImageDraw.Draw(picture), ImageFont.load_default(30)
    for at, line in enumerate(lines):
        drawing.text((40, 30 + 50 * at), line.format(number=number), "black", font=font)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


@dataclass
class Stage:
    """Everything a test of papers touches."""

    desk: Desk
    gate: Gate
    jobs: Jobs
    slack: Running
    room: Mailroom

    def job(self, name: str) -> Job:
        """Return the next job called `name`, once it is filed, and take it off the list."""
        until(lambda: any(each.name == name for each in self.jobs.filed))
        found = next(each for each in self.jobs.filed if each.name == name)
        self.jobs.filed.remove(found)
        return found

    def take(self, job: Job | None = None) -> Job:
        """Run the next taking of files as a worker would."""
        job = job or self.job("document.take")
        handed = Handed.read(job.arguments)
        try:
            take(self.room, handed)
        except Failure as failure:
            gave_up(self.room, handed, failure)
        return job

    def work(self) -> None:
        """Run every card that was filed."""
        for job in [each for each in self.jobs.filed if each.name.endswith(".card")]:
            self.jobs.filed.remove(job)
            if job.name == "paper.card":
                self.room.show(int(str(job.arguments["paper_id"])))
            else:
                number = ProposalId(int(str(job.arguments["proposal_id"])))
                show(self.desk, self.room.client, self.room.book, number)

    def card(self, who: Human, sent: Post) -> Post:
        """Return the message of the first paper of an upload, as it is now."""
        return who.thread(sent)[1]


def upload(who: Human, *files: tuple[str, bytes], text: str = "") -> Post:
    return who.upload(who.dm("Retaguarda"), files, text)


def told(who: Human, sent: Post, words: str) -> Post:
    """Wait until somebody is told so, in the thread or beside it."""

    def look() -> Post | None:
        there = [*who.thread(sent)[1:], *who.history(sent.channel)]
        return next((post for post in there if words in post.words), None)

    return who.wait_for(look)


@asynccontextmanager
async def a_stage(database: Database, folder: Path) -> AsyncIterator[Stage]:
    """Yield a bakery whose people are in a workspace, with the bot connected."""
    jobs = Jobs()
    desk = Desk(engine(database.app), engine(database.ask, read_only=True), FixedClock(NOON), jobs)
    gate = Gate(desk, load())
    with desk.work() as work:
        seed(work)
    with running(database.workspace) as slack, Reader(desk.clock) as reader:
        _know(desk, slack)
        client = poster(slack.bot_token, slack.api)
        address = SlackAddress(slack.bot_token, slack.app_token, slack.api)
        store = Store(folder.as_uri(), bytes(32), secrets.token_bytes)
        room = Mailroom(desk, client, address, phrasebook(), store, reader, load(), Tongues(client))
        edge = Edge(desk, gate, load(), phrasebook())
        app = slack_app(edge, slack.bot_token, api_url=slack.api)
        connection = await serve_socket(app, slack.app_token)
        try:
            yield Stage(desk, gate, jobs, slack, room)
        finally:
            await connection.client.close()  # type: ignore[no-untyped-call]  # its own gap
            edge.clicks.close()
            desk.close()


def _know(desk: Desk, slack: Running) -> None:
    accounts = {name: slack.human(name.lower()).id for name in ("Ana", "Marcos", "Carla")}
    with desk.work() as work:
        for person in work.session.scalars(select(Person)):
            person.slack_user_id = accounts.get(person.name)


async def played(database: Database, folder: Path, play: Callable[[Stage], Any]) -> None:
    """Play a scene against the stage, off the loop that serves it."""
    async with a_stage(database, folder) as stage:
        await asyncio.to_thread(play, stage)
