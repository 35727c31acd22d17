"""A press below an answer is kept once for each reader, and thanked for."""

from sqlalchemy import select

from bot.slack.decisions import edited
from domain.conversation.model import TurnId, TurnRating
from domain.conversation.service import Place, begin
from domain.intake.service import began, origin_of
from domain.kernel.canonical import digest
from domain.kernel.ids import ProposalId
from domain.proposal.model import Proposal
from tests.integration.slack.stage import CARLA, Stage, a_stage
from tests.support.company import Company


def _turn(company: Company) -> TurnId:
    with company.desk.work() as work:
        place = Place("D1", "1.0", "1.0")
        prompt = digest("prompt")
        return begin(work, place, "oi", [], by=company.carla, model="m", prompt=prompt).id


async def _press(stage: Stage, who: str, value: str) -> None:
    await stage.press(who, {"action_id": "turn.feedback", "value": value})


def _kept(company: Company) -> list[tuple[int, bool]]:
    with company.desk.read() as read:
        found = read.session.scalars(select(TurnRating).order_by(TurnRating.person_id))
        return [(each.person_id, each.good) for each in found]


async def test_the_last_word_of_each_reader_counts(company: Company) -> None:
    turn = _turn(company)
    async with a_stage(company) as stage:
        await _press(stage, CARLA, f"{turn}:good")
        await _press(stage, CARLA, f"{turn}:bad")

    assert _kept(company) == [(company.carla, False)]


async def test_buttons_that_are_not_ours_and_strangers_keep_nothing(company: Company) -> None:
    turn = _turn(company)
    async with a_stage(company) as stage:
        for who, value in (
            (CARLA, "x"),
            (CARLA, f"{turn}:great"),
            (CARLA, "99999:good"),
            ("USTRANGER", f"{turn}:good"),
        ):
            await _press(stage, who, value)

    assert _kept(company) == []


async def test_an_edited_request_stays_in_its_thread(company: Company) -> None:
    async with a_stage(company) as stage:
        old = company.propose()
        with company.desk.work() as work:
            began(work, old, "D1", "1.0")
        new: ProposalId = edited(
            company.desk,
            company.gate,
            (old, company.digest(old)),
            {"amount": "900.00"},
            slack_user_id=CARLA,
        )
        assert stage.company is company

    with company.desk.read() as read:
        at = origin_of(read, new)
        assert at is not None
        assert (at.channel, at.thread_ts) == ("D1", "1.0")
        assert read.session.get_one(Proposal, new).arguments.count("900.00") == 1
