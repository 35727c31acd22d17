"""A vacation is asked for, seen with its balance and team, approved by a manager, granted once."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from domain.kernel.errors import Conflict, Failure, Invalid, Refused
from domain.kernel.ids import PersonId, ProposalId
from domain.kernel.say import Say, say
from domain.people.calendar.model import CompanyHoliday, Workplace
from domain.people.calendar.queries import near
from domain.people.vacation.context import around
from domain.people.vacation.model import Absence, Vacation, VacationState
from domain.person.model import Person, PersonRole, Role
from domain.proposal.context import told
from domain.proposal.model import Proposal, State, Verdict
from tests.support.company import Company, a_company
from tests.support.postgres import Database

FEBRUARY = {"starts_on": "2027-02-04", "days": 15}


def _ask(company: Company, by: PersonId | None = None, **changed: Any) -> ProposalId:
    return company.gate.propose("request_vacation", FEBRUARY | changed, by=by or company.ana)


def _approve(company: Company, proposal_id: ProposalId, by: PersonId | None = None) -> State:
    company.decide(proposal_id, Verdict.CONFIRM, by or company.ana)
    company.decide(proposal_id, Verdict.APPROVE, company.marcos)
    return company.gate.execute(proposal_id)


def _grant(company: Company, by: PersonId | None = None, **changed: Any) -> State:
    return _approve(company, _ask(company, by, **changed), by)


def _vacations(company: Company) -> list[tuple[date, date, str]]:
    with company.desk.read() as read:
        found = read.session.scalars(select(Vacation).order_by(Vacation.id))
        return [(each.starts_on, each.ends_on, each.state) for each in found]


def _context(company: Company, proposal_id: ProposalId) -> list[str]:
    with company.desk.read() as read:
        return [str(line) for line in told(read.session.get_one(Proposal, proposal_id).context)]


def _person(company: Company, name: str, manager_id: PersonId | None = None) -> PersonId:
    with company.desk.work() as work:
        person = Person(
            name=name,
            search=name.casefold(),
            admitted_on=date(2024, 3, 1),
            manager_id=manager_id,
            roles=[PersonRole(role=Role.EMPLOYEE)],
        )
        work.session.add(person)
        work.session.flush()
        return person.id


def _refusal(company: Company, by: PersonId | None = None, **changed: Any) -> Failure:
    with pytest.raises(Failure) as refused:
        _ask(company, by, **changed)
    return refused.value


def test_asked_confirmed_approved_it_is_granted_once(company: Company) -> None:
    proposal_id = _ask(company)
    assert _vacations(company) == []
    assert company.decide(proposal_id, Verdict.CONFIRM, company.ana) is State.PENDING
    assert company.decide(proposal_id, Verdict.APPROVE, company.marcos) is State.APPROVED

    outcomes = [company.gate.execute(proposal_id) for _ in range(2)]

    assert outcomes == [State.EXECUTED] * 2
    assert _vacations(company) == [(date(2027, 2, 4), date(2027, 2, 18), "granted")]


def test_whom_the_policy_does_not_name_approves_no_vacation(company: Company) -> None:
    proposal_id = _ask(company)
    company.decide(proposal_id, Verdict.CONFIRM, company.ana)

    with pytest.raises(Refused) as refused:
        company.decide(proposal_id, Verdict.APPROVE, company.carla)

    assert refused.value.say.key == "authority.beyond_approval"


def test_a_manager_does_not_approve_their_own_vacation(company: Company) -> None:
    proposal_id = _ask(company, company.marcos)

    assert company.decide(proposal_id, Verdict.CONFIRM, company.marcos) is State.PENDING
    with pytest.raises(Refused) as refused:
        company.decide(proposal_id, Verdict.APPROVE, company.marcos)
    assert refused.value.say.key == "authority.own_proposal"


def test_the_card_shows_balance_law_and_team(company: Company) -> None:
    assert _grant(company, company.carla) is State.EXECUTED

    lines = _context(company, _ask(company, days=14))

    assert lines == [
        "vacation.left_after(after=16, first=2024-03-01, last=2025-02-28, left=30)",
        "vacation.start_lawful(day=2027-02-04)",
        "vacation.paid_double(deadline=2026-02-28, late=14)",
        "vacation.team_away(first=2027-02-04, last=2027-02-18, who=Carla)",
    ]


def test_the_card_says_when_the_rest_of_the_team_is_here(company: Company) -> None:
    stranger = _person(company, "Rui")
    assert _grant(company, stranger) is State.EXECUTED

    assert _context(company, _ask(company))[-1] == "vacation.team_here"
    assert _context(company, _ask(company, company.marcos))[-1] == "vacation.team_here"


def test_a_start_before_a_holiday_is_refused_with_the_reason_and_a_way_out(
    company: Company,
) -> None:
    with company.desk.work() as work:
        work.session.add(CompanyHoliday(day=date(2027, 2, 9), name="Carnaval"))

    refused = _refusal(company, starts_on="2027-02-08")

    assert str(refused) == (
        "vacation.bad_start(reason=vacation.before_holiday(day=2027-02-08, holiday=Carnaval,"
        " on=2027-02-09), hint=vacation.try(day=2027-02-10))"
    )


def test_a_second_vacation_on_the_same_days_is_refused(company: Company) -> None:
    _grant(company)

    refused = _refusal(company, starts_on="2027-02-18", days=5)

    assert str(refused) == "vacation.overlaps(first=2027-02-04, last=2027-02-18)"
    assert _grant(company, starts_on="2027-01-25", days=5) is State.EXECUTED
    assert _grant(company, starts_on="2027-02-22", days=10) is State.EXECUTED


def test_of_two_requests_for_the_same_days_only_the_first_approved_is_granted(
    company: Company,
) -> None:
    first, second = _ask(company), _ask(company)

    assert _approve(company, first) is State.EXECUTED
    assert _approve(company, second) is State.STALE
    assert len(_vacations(company)) == 1


def test_a_request_that_is_approved_too_late_is_not_granted(company: Company) -> None:
    proposal_id = _ask(company, starts_on="2026-11-30")
    company.decide(proposal_id, Verdict.CONFIRM, company.ana)
    company.decide(proposal_id, Verdict.APPROVE, company.marcos)

    company.clock.move(timedelta(days=6))

    assert company.gate.execute(proposal_id) is State.STALE


def test_the_database_itself_refuses_an_overlap(company: Company) -> None:
    _grant(company)
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

    refused = _refusal(company, days=30)

    assert str(refused) == "vacation.more_than_left(days=30, left=24)"


def test_before_a_year_of_work_there_is_nothing_to_take(company: Company) -> None:
    with company.desk.work() as work:
        work.session.get_one(Person, company.ana).admitted_on = date(2026, 3, 2)

    refused = _refusal(company)

    assert str(refused) == "vacation.nothing_left(on=2027-03-02)"


@pytest.mark.parametrize(
    ("starts_on", "key"),
    [("2026-11-24", "vacation.in_the_past"), ("9999-12-31", "vacation.too_far")],
)
def test_impossible_days_are_refused(company: Company, starts_on: str, key: str) -> None:
    assert _refusal(company, starts_on=starts_on).say.key == key


def test_a_cancelled_vacation_gives_its_days_back(company: Company) -> None:
    _grant(company)

    cancelled = company.gate.propose("cancel_vacation", {"starts_on": "2027-02-04"}, by=company.ana)
    assert company.decide(cancelled, Verdict.CONFIRM, company.ana) is State.APPROVED

    assert company.gate.execute(cancelled) is State.EXECUTED
    assert _vacations(company)[0][2] == VacationState.CANCELLED
    with pytest.raises(Conflict) as conflict:
        company.gate.propose("cancel_vacation", {"starts_on": "2027-02-04"}, by=company.ana)
    assert conflict.value.say.key == "vacation.already_cancelled"
    assert _grant(company) is State.EXECUTED


def test_a_manager_cancels_for_their_people_and_others_do_not(company: Company) -> None:
    _grant(company)
    wanted = {"starts_on": "2027-02-04", "person": "ana"}

    with pytest.raises(Refused) as refused:
        company.gate.propose("cancel_vacation", wanted, by=company.carla)
    assert str(refused.value) == "person.not_yours(who=Ana)"
    proposal_id = company.gate.propose("cancel_vacation", wanted, by=company.marcos)
    company.decide(proposal_id, Verdict.CONFIRM, company.marcos)
    assert company.gate.execute(proposal_id) is State.EXECUTED


def test_a_vacation_that_has_begun_is_not_cancelled(company: Company) -> None:
    _grant(company, starts_on="2026-12-01", days=14)
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
    _grant(company)

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
    assert _context(company, company.propose()) == [
        "payment.cash_around(account=Banco, after=18759.45, now=20000.00)"
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

    refused = _refusal(company)

    assert str(refused).startswith("vacation.bad_start(reason=vacation.before_rest(day=2027-02-04")
    assert str(refused).endswith("hint=vacation.try(day=2027-02-03))")
