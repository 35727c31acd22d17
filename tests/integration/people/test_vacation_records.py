"""Cancelling a vacation, what the balance tells, and how the records are named."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from domain.kernel.errors import Conflict, Failure, Invalid, Refused
from domain.kernel.say import Say, say
from domain.people.calendar.model import CompanyHoliday, Workplace
from domain.people.calendar.queries import near
from domain.people.vacation.context import around
from domain.people.vacation.model import Absence, VacationState
from domain.person.model import Person
from domain.proposal.model import State, Verdict
from tests.integration.people.asking import context, grant, refusal, vacations
from tests.support.company import Company, a_company
from tests.support.postgres import Database

FEBRUARY = {"starts_on": "2027-02-04", "days": 15}


def test_a_cancelled_vacation_gives_its_days_back(company: Company) -> None:
    grant(company)

    cancelled = company.gate.propose("cancel_vacation", {"starts_on": "2027-02-04"}, by=company.ana)
    assert company.decide(cancelled, Verdict.CONFIRM, company.ana) is State.APPROVED

    assert company.gate.execute(cancelled) is State.EXECUTED
    assert vacations(company)[0][2] == VacationState.CANCELLED
    with pytest.raises(Conflict) as conflict:
        company.gate.propose("cancel_vacation", {"starts_on": "2027-02-04"}, by=company.ana)
    assert conflict.value.say.key == "vacation.already_cancelled"
    assert grant(company) is State.EXECUTED


def test_a_manager_cancels_for_their_people_and_others_do_not(company: Company) -> None:
    grant(company)
    wanted = {"starts_on": "2027-02-04", "person": "ana"}

    with pytest.raises(Refused) as refused:
        company.gate.propose("cancel_vacation", wanted, by=company.carla)
    assert str(refused.value) == "person.not_yours(who=Ana)"
    proposal_id = company.gate.propose("cancel_vacation", wanted, by=company.marcos)
    company.decide(proposal_id, Verdict.CONFIRM, company.marcos)
    assert company.gate.execute(proposal_id) is State.EXECUTED


def test_a_vacation_that_has_begun_is_not_cancelled(company: Company) -> None:
    grant(company, starts_on="2026-12-01", days=14)
    company.clock.move(timedelta(days=7))

    with pytest.raises(Refused) as refused:
        company.gate.propose("cancel_vacation", {"starts_on": "2026-12-01"}, by=company.ana)

    assert str(refused.value) == "vacation.begun(day=2026-12-01)"


def test_a_vacation_that_does_not_exist_is_not_cancelled(company: Company) -> None:
    with pytest.raises(Invalid) as wrong:
        company.gate.propose("cancel_vacation", {"starts_on": "2027-02-04"}, by=company.ana)

    assert wrong.value.say.key == "vacation.none_starting"


def _period(first: date, last: date, *, left: int, deadline: date) -> Say:
    return say(
        "vacation.balance", first=first, last=last, left=left, entitled=30, deadline=deadline
    )


def test_the_balance_tells_each_period_and_what_is_planned(company: Company) -> None:
    grant(company)

    own = company.gate.ask("vacation_balance", {}, by=company.ana)
    managers = company.gate.ask("vacation_balance", {"person": "Ana"}, by=company.marcos)

    assert list(own.lines) == [
        say("vacation.total", who="Ana", days=45),
        _period(date(2024, 3, 1), date(2025, 2, 28), left=15, deadline=date(2026, 2, 28)),
        _period(date(2025, 3, 1), date(2026, 2, 28), left=30, deadline=date(2027, 2, 28)),
        say("vacation.next_earned", on=date(2027, 3, 1)),
        say("vacation.ahead", first=date(2027, 2, 4), last=date(2027, 2, 18), days=15),
    ]
    assert [each.title for each in own.records] == ["Ana: 04/02/2027 - 18/02/2027"]
    assert managers == own


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("ana", "person.not_yours"),
        ("nobody", "person.unknown"),
        ("  ", "person.unknown"),
        ("ar", "person.ambiguous"),
    ],
)
def test_a_balance_of_somebody_else_is_refused(company: Company, words: str, key: str) -> None:
    with pytest.raises(Failure) as refused:
        company.gate.ask("vacation_balance", {"person": words}, by=company.carla)

    assert refused.value.say.key == key


def test_a_payments_card_shows_the_cash_before_and_after(company: Company) -> None:
    assert context(company, company.propose()) == [
        "payable.only_recorded",
        "payable.cash_around(account=Banco, after=18759.45, now=20000.00)",
    ]


def test_around_a_vacation_that_nobody_earned_yet_there_is_no_balance_to_show(
    company: Company,
) -> None:
    with company.desk.work() as work:
        work.session.get_one(Person, company.ana).admitted_on = date(2026, 3, 2)

    with company.desk.read() as read:
        ana = read.session.get_one(Person, company.ana)
        lines = around(read, ana, date(2027, 2, 4), 15)

    assert [line.key for line in lines] == ["vacation.start_lawful", "vacation.team_here"]


def test_records_of_people_are_recognised_by_a_few_words() -> None:
    assert CompanyHoliday(day=date(2027, 2, 9), name="Carnaval").title() == "Carnaval"
    assert Workplace(uf="SP").title() == "SP"
    assert Absence(missed_on=date(2026, 11, 24)).title() == "24/11/2026"


def test_a_company_that_told_no_state_rests_on_sundays_and_national_holidays(
    database: Database,
) -> None:
    with a_company(database) as bare, bare.desk.read() as read:
        days = near(read, date(2026, 7, 9))

    assert days.holiday(date(2026, 7, 9)) is None
    assert days.holiday(date(2026, 9, 7)) == "Independência do Brasil"
    assert [day for day in range(5, 13) if days.rests(date(2026, 7, day))] == [5, 12]


def test_a_company_tells_its_own_days_of_rest(company: Company) -> None:
    with company.desk.work() as work:
        work.session.scalars(select(Workplace)).one().rest_weekdays = "67"

    refused = refusal(company)

    assert str(refused).startswith("vacation.bad_start(reason=vacation.before_rest(day=2027-02-04")
    assert str(refused).endswith("hint=vacation.try(day=2027-02-03))")
