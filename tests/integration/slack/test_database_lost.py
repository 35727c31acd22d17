"""A click that the database does not let through says what is known, and no more."""

import asyncio
from typing import Any

import psycopg

from bot.postgres.addresses import conninfo
from domain.kernel.ids import ProposalId
from domain.proposal.model import State
from tests.integration.slack.stage import CARLA, Stage, a_stage
from tests.support.company import Company
from tests.support.postgres import Database
from tests.support.waiting import until

_WAITING = (
    "select pg_terminate_backend(pid) from pg_stat_activity"
    " where datname = current_database() and wait_event_type = 'Lock'"
)


async def _drafted(stage: Stage) -> tuple[ProposalId, dict[str, Any]]:
    proposal_id = stage.company.propose()
    await stage.jobs()
    return proposal_id, stage.slack.buttons(CARLA)["proposal.confirm"]


async def test_a_request_that_somebody_holds_is_busy_and_stays_as_it_is(
    company: Company, database: Database
) -> None:
    async with a_stage(company) as stage:
        proposal_id, confirm = await _drafted(stage)

        with psycopg.connect(conninfo(database.owner)) as holder:
            holder.execute("select from proposal for update")
            await stage.press(CARLA, confirm)

        assert [words.partition(":")[0] for words in stage.slack.whispers] == [
            "Este pedido está ocupado"
        ]
        assert company.state(proposal_id) is State.DRAFT
        await stage.press(CARLA, confirm)
        assert company.state(proposal_id) is not State.DRAFT


async def test_a_connection_that_is_lost_on_the_way_claims_nothing(
    company: Company, database: Database
) -> None:
    async with a_stage(company) as stage:
        _, confirm = await _drafted(stage)

        def cut() -> bool:
            with psycopg.connect(conninfo(database.app), autocommit=True) as other:
                return bool(other.execute(_WAITING).fetchall())

        with psycopg.connect(conninfo(database.owner)) as holder:
            holder.execute("select from proposal for update")
            pressed = asyncio.ensure_future(stage.press(CARLA, confirm))
            await asyncio.to_thread(until, cut)
            await pressed

        (told,) = stage.slack.whispers
        assert "não se sabe se isto foi feito" in told
