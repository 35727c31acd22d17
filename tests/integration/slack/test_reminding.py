"""Whoever must approve is reminded once, at a decent hour, and never of what is decided."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from bot.build import House
from bot.jobs.tasks.reminder import look_for_late
from bot.settings import Settings
from domain.authority.model import Limit
from domain.kernel.money import Money
from domain.people.calendar.model import CompanyHoliday
from domain.person.model import Person, PersonRole, Role
from domain.proposal.reminder import remind
from tests.integration.slack.stage import CARLA, MARCOS, Stage, a_stage
from tests.support.company import Company
from tests.support.postgres import Database

FRIDAY_NOON = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)


def _look(stage: Stage, database: Database) -> int:
    """Look for late requests as the worker does every five minutes; return how many were found."""
    company, edge = stage.company, stage.edge
    crew = House(
        Settings(), database.addresses, company.desk, company.gate, edge.toolbox, edge.book
    )
    before = len(company.jobs.filed)
    look_for_late(crew, {})
    return len(company.jobs.filed) - before


async def _waiting(stage: Stage) -> None:
    stage.company.propose(amount="1100.00")
    await stage.jobs()
    await stage.press(CARLA, stage.slack.buttons(CARLA)["proposal.confirm"])
    await stage.jobs()


async def test_an_approver_is_reminded_once_with_the_way_to_the_card(
    company: Company, database: Database
) -> None:
    async with a_stage(company) as stage:
        stage.slack.locales[MARCOS] = "en-US"
        await _waiting(stage)
        company.clock.move(timedelta(hours=23))
        assert _look(stage, database) == 0
        company.clock.move(timedelta(hours=1))

        assert _look(stage, database) == 1
        await stage.jobs()
        posts = stage.slack.posts
        told = stage.slack.messages[f"D{MARCOS}"]
        assert "has waited for your decision for 24 hours" in told["text"]
        assert "no. 1, by Carla" in told["text"]
        assert "1 Dec 2026" in told["text"]
        assert "archives/2.0" in str(told["blocks"])
        assert "lembrete" not in str(stage.slack.messages[f"D{CARLA}"])

        company.clock.move(timedelta(days=2))
        assert _look(stage, database) == 0
        assert stage.slack.posts == posts


async def test_a_repeated_job_reminds_nobody_twice_and_a_lost_link_is_no_matter(
    company: Company, database: Database
) -> None:
    async with a_stage(company) as stage:
        await _waiting(stage)
        stage.slack.links = False
        company.clock.move(timedelta(days=3))
        assert _look(stage, database) == 1
        company.jobs.filed.append(company.jobs.filed[-1])
        before = stage.slack.posts

        await stage.jobs()

        assert stage.slack.posts == before + 1
        told = stage.slack.messages[f"D{MARCOS}"]
        assert "há 3 dias" in told["text"]
        assert "archives" not in str(told["blocks"])


async def test_nobody_is_reminded_of_what_was_decided_meanwhile_or_is_over(
    company: Company, database: Database
) -> None:
    async with a_stage(company) as stage:
        await _waiting(stage)
        approve = stage.slack.buttons(MARCOS)["proposal.approve"]
        company.clock.move(timedelta(days=1))
        assert _look(stage, database) == 1
        reminder = company.jobs.filed.pop()
        await stage.press(MARCOS, approve)
        await stage.jobs()
        before = stage.slack.posts
        company.jobs.filed.append(reminder)
        await stage.jobs()
        assert stage.slack.posts == before
        with company.desk.work() as work:
            assert remind(work, company.propose(amount="90.00")) is False

        draft = company.propose(amount="90.00")
        await stage.jobs()
        company.clock.move(timedelta(days=7))
        assert _look(stage, database) == 0
        with company.desk.work() as work:
            assert remind(work, draft) is False


async def test_nobody_is_reminded_on_a_day_of_rest_a_holiday_or_at_night(
    company: Company, database: Database
) -> None:
    company.clock.at = FRIDAY_NOON
    async with a_stage(company) as stage:
        await _waiting(stage)
        with company.desk.work() as work:
            work.session.add(CompanyHoliday(day=date(2026, 11, 30), name="Aniversário da cidade"))
        for hours, due in ((48, 0), (24, 0), (12, 0), (12, 1)):
            company.clock.move(timedelta(hours=hours))
            assert _look(stage, database) == due


async def test_the_maker_sees_since_when_it_waits_and_for_whom(company: Company) -> None:
    async with a_stage(company) as stage:
        await _waiting(stage)

        hers, his = (str(stage.slack.messages[f"D{who}"]["blocks"]) for who in (CARLA, MARCOS))
        assert "Espera a decisão de Marcos desde 24/11/2026 12:00." in hers
        assert "Espera a decisão" not in his


async def test_who_has_no_card_is_not_reminded_and_who_may_no_longer_approve_neither(
    company: Company, database: Database
) -> None:
    async with a_stage(company) as stage:
        await _waiting(stage)
        company.clock.move(timedelta(days=1))
        with company.desk.work() as work:
            for limit in work.session.scalars(select(Limit).where(Limit.role == Role.MANAGER)):
                limit.approve = Money(0)
            work.session.add(
                Limit(role=Role.ADMINISTRATOR, action="post_payment", approve=Money(9_000_000))
            )
            ana = work.session.get_one(Person, company.ana)
            ana.roles.append(PersonRole(role=Role.ADMINISTRATOR))
        before = stage.slack.posts
        assert _look(stage, database) == 1
        await stage.jobs()

        assert stage.slack.posts == before
