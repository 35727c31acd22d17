"""A full review decides like a card does, and tells why when it does not."""

from domain.proposal.model import State, Verdict
from tests.integration.slack.stage import CARLA, MARCOS, a_stage
from tests.support.company import Company


async def test_a_review_confirms_and_approves_and_a_late_one_is_told(company: Company) -> None:
    async with a_stage(company) as stage:
        proposal_id = company.propose()
        await stage.jobs()
        review = stage.slack.buttons(CARLA)["proposal.confirm"] | {"action_id": "proposal.review"}

        async def submit(who: str) -> object:
            view = stage.slack.views[-1] | {"id": "V1", "state": {"values": {}}}
            user = {"id": who}
            return await stage.send(
                {"type": "view_submission", "team": {"id": "T1"}, "user": user, "view": view}
            )

        for who, state in ((CARLA, State.PENDING), (MARCOS, State.APPROVED)):
            await stage.press(who, review)
            assert await submit(who) is None
            assert company.state(proposal_id) is state

        late = await submit(MARCOS)
        assert "já foi decidido por Marcos" in str(late)
        await stage.press(MARCOS, review)
        await stage.press(
            MARCOS, review | {"value": review["value"].split(":")[0] + ":" + "0" * 64}
        )
        assert [each[:12] for each in stage.slack.whispers] == ["Este pedido ", "Este cartão "]


async def test_what_waits_is_decided_from_the_home_tab_which_then_shows_it_no_more(
    company: Company,
) -> None:
    async with a_stage(company) as stage:
        proposal_id = company.propose()
        await stage.jobs()
        await stage.event("Ev1", type="app_home_opened", user=CARLA, tab="home")
        row = stage.slack.homes[CARLA]["blocks"][1]
        assert row["accessory"]["text"]["text"] == "Ver e decidir"

        await stage.press(CARLA, row["accessory"], at_home=True)
        view = stage.slack.views[-1] | {"id": "V1", "state": {"values": {}}}
        body = {"type": "view_submission", "team": {"id": "T1"}, "user": {"id": CARLA}}
        assert await stage.send(body | {"view": view}) is None

        assert company.state(proposal_id) is State.PENDING
        await stage.until(lambda: "Nada espera" in str(stage.slack.homes[CARLA]))
        company.decide(proposal_id, Verdict.CANCEL, company.carla)
        await stage.press(CARLA, row["accessory"], at_home=True)
        await stage.until(lambda: "Este pedido está encerrado" in str(stage.slack.views[-1]))
        assert "submit" not in stage.slack.views[-1]
