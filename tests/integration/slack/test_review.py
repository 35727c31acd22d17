"""A full review decides like a card does, and tells why when it does not."""

from domain.proposal.model import State
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
