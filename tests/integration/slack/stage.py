"""The edge between a company and a Slack: people press, type and look; jobs run when asked."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest

from bot.slack.app import slack_app
from bot.slack.edge import Edge
from bot.slack.post import poster, show
from bot.slack.reminding import remind_approvers
from bot.slack.tongues import Tongues
from bot.words import phrasebook
from domain.kernel.ids import ProposalId
from domain.person.model import Person
from tests.integration.slack.slack import FakeSlack, a_slack
from tests.support.company import Company
from tools.registry import load

CARLA, MARCOS, ANA = "UCARLA", "UMARCOS", "UANA"


@dataclass
class Stage:
    """Everything a test of the edge touches."""

    company: Company
    slack: FakeSlack
    edge: Edge
    app: AsyncApp

    async def send(self, body: dict[str, Any]) -> Any:
        """Deliver a payload and return the body of the acknowledgement."""
        answer = await self.app.async_dispatch(AsyncBoltRequest(body=body, mode="socket_mode"))
        assert answer.status == 200
        return json.loads(answer.body) if answer.body else None

    async def press(self, who: str, button: dict[str, Any], *, at_home: bool = False) -> None:
        """Press a button, whoever's it is; one on the home tab can be answered in no message."""
        body: dict[str, Any] = {
            "type": "block_actions",
            "team": {"id": "T1"},
            "user": {"id": who},
            "trigger_id": "1.2",
            "actions": [{"type": "button", "block_id": "b", **button}],
            "response_url": f"{self.slack.address}respond",
        }
        if at_home:
            del body["response_url"]
        before = len(asyncio.all_tasks())
        await self.send(body)
        await self._quiet(before)

    async def _quiet(self, before: int) -> None:
        """Wait until the listener has said what it had to say after its acknowledgement."""
        async with asyncio.timeout(10):
            while len(asyncio.all_tasks()) > before:  # noqa: ASYNC110 - Bolt tells no end
                await asyncio.sleep(0.01)

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait for what a listener does after it has acknowledged."""
        async with asyncio.timeout(10):
            while not true():  # noqa: ASYNC110 - Bolt tells no end
                await asyncio.sleep(0.01)

    async def event(self, event_id: str, **event: Any) -> None:
        """Deliver an event."""
        before = len(asyncio.all_tasks())
        await self.send(
            {"type": "event_callback", "team_id": "T1", "event_id": event_id, "event": event}
        )
        await self._quiet(before)

    async def jobs(self) -> None:
        """Run what was filed until nothing is left, as the worker would."""
        client = poster("xoxb-test", self.slack.address)
        while self.company.jobs.filed:
            job = self.company.jobs.filed.pop(0)
            if job.name == "agent.turn":
                continue
            proposal_id = ProposalId(int(str(job.arguments["proposal_id"])))
            if job.name == "proposal.execute":
                await asyncio.to_thread(self.company.gate.execute, proposal_id)
                continue
            desk, book = self.company.desk, self.edge.book
            if job.name == "reminder.post":
                await asyncio.to_thread(
                    remind_approvers, desk, client, book, proposal_id, Tongues(client)
                )
            else:
                await asyncio.to_thread(show, desk, client, book, proposal_id)


@asynccontextmanager
async def a_stage(company: Company) -> AsyncIterator[Stage]:
    """Yield the edge with its people known to Slack."""
    with company.desk.work() as work:
        for person_id, account in (
            (company.carla, CARLA),
            (company.marcos, MARCOS),
            (company.ana, ANA),
        ):
            work.session.get_one(Person, person_id).slack_user_id = account
    company.jobs.filed.clear()
    async with a_slack() as slack:
        edge = Edge(company.desk, company.gate, load(), phrasebook())
        app = slack_app(edge, "xoxb-test", api_url=slack.address)
        try:
            yield Stage(company, slack, edge, app)
        finally:
            edge.clicks.close()
