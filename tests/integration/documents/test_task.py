"""The worker's tasks take a file with nothing but the house's settings, and tell a stranger so."""

from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.build import House
from bot.jobs.tasks.document import TASKS
from bot.settings import Settings
from domain.kernel.errors import Outage, Refused
from domain.person.model import Person
from tests.integration.documents.room import Stage, a_photo, played, upload
from tests.support.postgres import Database
from tools.registry import load


async def test_the_task_reads_and_draws_and_tells_what_failed(
    database: Database, tmp_path: Path
) -> None:
    def play(stage: Stage) -> None:
        take, draw = TASKS
        settings = Settings(
            retaguarda_home=tmp_path / "home",
            slack_bot_token=SecretStr(stage.slack.bot_token),
            slack_api_url=stage.slack.api,
        )
        unused: Any = None  # no task asks for the database's address
        house = House(settings, unused, stage.desk, stage.gate, load(), stage.room.book)
        ana, marcos = stage.slack.human("ana"), stage.slack.human("marcos")
        sent = upload(ana, ("recibo.png", a_photo()))
        take.run(house, stage.job("document.take").arguments)
        draw.run(house, {"paper_id": 1})
        assert "Lançar despesa" in stage.card(ana, sent).words

        assert take.closed is not None
        late = upload(ana, ("recibo.png", a_photo()))
        take.closed(house, stage.job("document.take").arguments, Outage("slack.did_not_answer"))
        assert "não respondeu" in stage.card(ana, late).words

        with stage.desk.work() as work:
            for person in work.session.query(Person).filter_by(slack_user_id=marcos.id):
                person.slack_user_id = None
        strange = upload(marcos, ("recibo.png", a_photo()))
        job = stage.job("document.take")
        take.closed(house, job.arguments, Refused("slack.stranger"))
        assert "Não reconheço" in stage.card(marcos, strange).words

    await played(database, tmp_path / "store", play)
