"""A vacation is asked for, seen with its balance and team, approved by a manager, granted once."""

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from domain.kernel.errors import Refused
from domain.people.calendar.model import CompanyHoliday
from domain.people.vacation.model import Absence, Vacation
from domain.person.model import Person
from domain.proposal.model import State, Verdict
from tests.integration.people.asking import approve, ask, context, grant, person, refusal, vacations
from tests.support.company import Company


def test_asked_confirmed_approved_it_is_granted_once(company: Company) -> None:
    proposal_id = ask(company)
    assert vacations(company) == []
    assert company.decide(proposal_id, Verdict.CONFIRM, company.ana) is State.PENDING
    assert company.decide(proposal_id, Verdict.APPROVE, company.marcos) is State.APPROVED

    outcomes = [company.gate.execute(proposal_id) for _ in range(2)]

    assert outcomes == [State.EXECUTED] * 2
    assert vacations(company) == [(date(2027, 2, 4), date(2027, 2, 18), "granted")]


def test_whom_the_policy_does_not_name_approves_no_vacation(company: Company) -> None:
    proposal_id = ask(company)
    company.decide(proposal_id, Verdict.CONFIRM, company.ana)

    with pytest.raises(Refused) as refused:
        company.decide(proposal_id, Verdict.APPROVE, company.carla)

    assert refused.value.say.key == "authority.beyond_approval"


def test_a_manager_does_not_approve_their_own_vacation(company: Company) -> None:
    proposal_id = ask(company, company.marcos)

    assert company.decide(proposal_id, Verdict.CONFIRM, company.marcos) is State.PENDING
    with pytest.raises(Refused) as refused:
        company.decide(proposal_id, Verdict.APPROVE, company.marcos)
    assert refused.value.say.key == "authority.own_proposal"


def test_the_card_shows_balance_law_and_team(company: Company) -> None:
    assert grant(company, company.carla) is State.EXECUTED

    lines = context(company, ask(company, days=14))

    assert lines == [
        "vacation.left_after(after=16, first=2024-03-01, last=2025-02-28, left=30)",
        "vacation.start_lawful(day=2027-02-04)",
        "vacation.paid_double(deadline=2026-02-28, late=14)",
        "vacation.team_away(first=2027-02-04, last=2027-02-18, who=Carla)",
    ]


def test_the_card_says_when_the_rest_of_the_team_is_here(company: Company) -> None:
    stranger = person(company, "Rui")
    assert grant(company, stranger) is State.EXECUTED

    assert context(company, ask(company))[-1] == "vacation.team_here"
    assert context(company, ask(company, company.marcos))[-1] == "vacation.team_here"


def test_a_start_before_a_holiday_is_refused_with_the_reason_and_a_way_out(
    company: Company,
) -> None:
    with company.desk.work() as work:
        work.session.add(CompanyHoliday(day=date(2027, 2, 9), name="Carnaval"))

    refused = refusal(company, starts_on="2027-02-08")

    assert str(refused) == (
        "vacation.bad_start(reason=vacation.before_holiday(day=2027-02-08, holiday=Carnaval,"
        " on=2027-02-09), hint=vacation.try(day=2027-02-10))"
    )


def test_a_second_vacation_on_the_same_days_is_refused(company: Company) -> None:
    grant(company)

    refused = refusal(company, starts_on="2027-02-18", days=5)

    assert str(refused) == "vacation.overlaps(first=2027-02-04, last=2027-02-18)"
    assert grant(company, starts_on="2027-01-25", days=5) is State.EXECUTED
    assert grant(company, starts_on="2027-02-22", days=10) is State.EXECUTED


def test_of_two_requests_for_the_same_days_only_the_first_approved_is_granted(
    company: Company,
) -> None:
    first, second = ask(company), ask(company)

    assert approve(company, first) is State.EXECUTED
    assert approve(company, second) is State.STALE
    assert len(vacations(company)) == 1


def test_a_request_that_is_approved_too_late_is_not_granted(company: Company) -> None:
    proposal_id = ask(company, starts_on="2026-11-30")
    company.decide(proposal_id, Verdict.CONFIRM, company.ana)
    company.decide(proposal_id, Verdict.APPROVE, company.marcos)

    company.clock.move(timedelta(days=6))

    assert company.gate.execute(proposal_id) is State.STALE


def test_the_database_itself_refuses_an_overlap(company: Company) -> None:
    grant(company)
    overlap = Vacation(
        person_id=company.ana,
        starts_on=date(2027, 2, 18),
        ends_on=date(2027, 2, 22),
        days=5,
        acquired_from=date(2024, 3, 1),
    )

    with pytest.raises(IntegrityError, match="vacation_apart"), company.desk.work() as work:
        work.session.add(overlap)


def test_absences_of_the_period_shorten_it(company: Company) -> None:
    with company.desk.work() as work:
        days = [date(2024, 5, 6) + timedelta(days=step) for step in range(6)]
        work.session.add_all([Absence(person_id=company.ana, missed_on=day) for day in days])

    refused = refusal(company, days=30)

    assert str(refused) == "vacation.more_than_left(days=30, left=24)"


def test_before_a_year_of_work_there_is_nothing_to_take(company: Company) -> None:
    with company.desk.work() as work:
        work.session.get_one(Person, company.ana).admitted_on = date(2026, 3, 2)

    refused = refusal(company)

    assert str(refused) == "vacation.nothing_left(on=2027-03-02)"


@pytest.mark.parametrize(
    ("starts_on", "key"),
    [("2026-11-24", "vacation.in_the_past"), ("9999-12-31", "vacation.too_far")],
)
def test_impossible_days_are_refused(company: Company, starts_on: str, key: str) -> None:
    assert refusal(company, starts_on=starts_on).say.key == key
