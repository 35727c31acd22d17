"""In the local workspace, over Socket Mode: people press buttons, and the payment is made once."""

import asyncio
from collections.abc import Callable

from sqlalchemy import func, select

from bot.slack.app import serve_socket, slack_app
from bot.slack.edge import Edge
from bot.slack.post import poster, show
from bot.words import phrasebook
from bot.workspace.driver import Human
from domain.finance.payable.model import Payment
from domain.kernel.ids import ProposalId
from domain.person.model import Person
from domain.proposal.model import State
from tests.support.company import Company
from tests.support.postgres import Database
from tests.support.workspace import Running, running
from tools.registry import load


def _work(company: Company, slack: Running) -> None:
    """Run what was filed until nothing is left."""
    client = poster(slack.bot_token, slack.api)
    while company.jobs.filed:
        job = company.jobs.filed.pop(0)
        proposal_id = ProposalId(int(str(job.arguments["proposal_id"])))
        if job.name == "proposal.execute":
            company.gate.execute(proposal_id)
        else:
            show(company.desk, client, phrasebook(), proposal_id)


def _story(company: Company, slack: Running) -> None:
    with (
        slack.human("carla", seconds=30) as carla,
        slack.human("marcos", seconds=30) as marcos,
        slack.human("ana", seconds=30) as ana,
    ):
        _known(company, {company.carla: carla, company.marcos: marcos})
        proposal_id = company.propose()
        _work(company, slack)
        hers, his = carla.dm("Retaguarda"), marcos.dm("Retaguarda")

        draft = carla.wait_for_post(hers, "Pedido nº")
        carla.click(draft, "Confirmar")
        _until(lambda: company.state(proposal_id) is State.PENDING)
        _work(company, slack)
        card = marcos.wait_for_post(his, "Pedido nº")
        marcos.click(card, "Aprovar")
        _until(lambda: company.state(proposal_id) is State.APPROVED)
        marcos.click(card, "Aprovar")
        marcos.wait_for_post(his, "já foi decidido por Marcos")
        _work(company, slack)

        for human, post in ((carla, draft), (marcos, card)):
            assert "Feito em" in human.look_again(post).words
        assert company.state(proposal_id) is State.EXECUTED
        assert ana.history(ana.dm("Retaguarda")) == []


def _known(company: Company, humans: dict[int, Human]) -> None:
    with company.desk.work() as work:
        for person_id, human in humans.items():
            work.session.get_one(Person, person_id).slack_user_id = human.id
    company.jobs.filed.clear()


def _until(true: Callable[[], bool]) -> None:
    for _ in range(2000):
        if true():
            return
    raise TimeoutError("it did not happen")


async def test_carla_confirms_marcos_approves_and_it_is_done_once(
    company: Company, database: Database
) -> None:
    with running(database.workspace) as slack:
        edge = Edge(company.desk, company.gate, load(), phrasebook())
        app = slack_app(edge, slack.bot_token, api_url=slack.api)
        connection = await serve_socket(app, slack.app_token)
        try:
            await asyncio.to_thread(_story, company, slack)
        finally:
            await connection.client.close()  # type: ignore[no-untyped-call]  # its own gap
            edge.clicks.close()

    with company.desk.read() as read:
        assert read.session.scalar(select(func.count()).select_from(Payment)) == 1
