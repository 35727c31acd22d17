"""A press below an answer is kept once for each reader, and thanked for."""

from sqlalchemy import select

from domain.conversation.model import TurnId, TurnRating
from domain.conversation.service import Place, begin
from domain.kernel.canonical import digest
from domain.kernel.ids import PersonId
from tests.integration.slack.stage import CARLA, MARCOS, Stage, a_stage
from tests.support.company import Company


def _turn(company: Company, who: PersonId, ts: str) -> TurnId:
    with company.desk.work() as work:
        place = Place("D1", "1.0", ts)
        prompt = digest("prompt")
        return begin(work, place, "oi", [], by=who, model="m", prompt=prompt).id


async def _press(stage: Stage, who: str, value: str) -> None:
    await stage.press(who, {"action_id": "turn.feedback", "value": value})


def _kept(company: Company) -> list[tuple[int, bool]]:
    with company.desk.read() as read:
        found = read.session.scalars(select(TurnRating).order_by(TurnRating.person_id))
        return [(each.person_id, each.good) for each in found]


async def test_the_last_word_of_each_reader_counts(company: Company) -> None:
    turn = _turn(company, company.carla, "1.0")
    _turn(company, company.marcos, "1.1")
    async with a_stage(company) as stage:
        await _press(stage, CARLA, f"{turn}:good")
        await _press(stage, MARCOS, f"{turn}:good")
        await _press(stage, CARLA, f"{turn}:bad")

        assert stage.slack.whispers == ["Anotado, obrigado."] * 3
    assert sorted(_kept(company)) == sorted([(company.carla, False), (company.marcos, True)])


async def test_who_takes_no_part_and_what_is_not_ours_is_told_so_and_not_kept(
    company: Company,
) -> None:
    turn = _turn(company, company.carla, "1.0")
    async with a_stage(company) as stage:
        for who, value in (
            (CARLA, "x"),
            (CARLA, f"{turn}:great"),
            (CARLA, "99999:good"),
            (MARCOS, f"{turn}:good"),
        ):
            await _press(stage, who, value)
        told = "Só quem participa da conversa pode avaliar esta resposta."
        assert stage.slack.whispers == [told] * 4

        await _press(stage, "USTRANGER", f"{turn}:good")
        assert stage.slack.whispers[4:] != [told]
        assert len(stage.slack.whispers) == 5
    assert _kept(company) == []
