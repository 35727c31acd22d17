"""Whoever opens the messages is offered what they may ask, in their language."""

from tests.integration.slack.stage import ANA, CARLA, MARCOS, a_stage
from tests.support.company import Company


async def test_each_role_is_offered_at_most_four_of_its_own_prompts(company: Company) -> None:
    async with a_stage(company) as stage:
        stage.slack.locales[MARCOS] = "en-US"
        for who in (CARLA, MARCOS, ANA, "USTRANGER"):
            opened = {"type": "app_home_opened", "tab": "messages", "user": who}
            await stage.event(f"Ev{who}", **opened, channel=f"D{who}")

        firsts = {at: (each[0]["message"], len(each)) for at, each in stage.slack.prompts.items()}
        assert firsts == {
            f"D{CARLA}": ("O que está vencido?", 4),
            f"D{MARCOS}": ("What is pending?", 4),
            f"D{ANA}": ("Quantos dias de férias eu tenho?", 3),
        }
