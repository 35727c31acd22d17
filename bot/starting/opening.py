"""What a company opens with, read from sheets and checked whole before a line of it is written."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.demo.cast import CHART
from bot.starting import sheets
from bot.starting.sheets import Row
from domain.accounting.ledger.chart import Code
from domain.accounting.ledger.model import AccountKind
from domain.kernel.money import Money
from domain.kernel.say import Say, say
from domain.person.model import Role

#: These accounts open with their titles, one by one; a sum beside them would count twice.
_FROM_TITLES = (Code.RECEIVABLES, Code.SUPPLIERS, Code.CAPITAL)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who works there. `account` is a Slack user id or an e-mail, or empty."""

    name: str
    account: str
    role: Role
    manager: str
    admitted_on: date


@dataclass(frozen=True, slots=True)
class Outsider:
    """A supplier or a customer; `account` is the code of a supplier's usual expense."""

    name: str
    tax_id: str
    account: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """Something owed by the company or to it."""

    is_payable: bool
    party: str
    description: str
    number: str
    amount: Money
    issued_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class Sheets:
    """Where the sheets are; each may be left out."""

    people: Path | None = None
    accounts: Path | None = None
    suppliers: Path | None = None
    customers: Path | None = None
    titles: Path | None = None
    balances: Path | None = None


@dataclass(slots=True)
class Opening:
    """All of it. The administrator is the first of the people."""

    people: list[Member]
    accounts: list[tuple[str, str, str]] = field(default_factory=list)
    suppliers: list[Outsider] = field(default_factory=list)
    customers: list[Outsider] = field(default_factory=list)
    titles: list[Title] = field(default_factory=list)
    balances: list[tuple[str, Money]] = field(default_factory=list)


def read(where: Sheets, administrator: Member) -> tuple[Opening, list[Say]]:
    """Return what the sheets say and everything that is wrong with them."""
    faults: list[Say] = []
    today = administrator.admitted_on

    def member(row: Row) -> Member:
        return Member(
            row.text("name"),
            row.text("slack_user_id", needed=False) or row.text("email", needed=False),
            Role(row.one_of("role", [str(role) for role in Role])),
            row.text("manager", needed=False),
            row.day("admitted_on", today),
        )

    def title(row: Row) -> Title:
        found = Title(
            row.one_of("kind", ["payable", "receivable"]) == "payable",
            row.text("party"),
            row.text("description"),
            row.text("number", needed=False),
            row.money("amount"),
            row.day("issued_on", today),
            row.day("due_on"),
        )
        if found.amount <= Money.zero():
            row.wrong("amount", "start.cell_not_positive")
        if not found.is_payable and found.due_on < found.issued_on:
            row.wrong("due_on", "start.cell_due_before")
        return found

    opening = Opening(
        [administrator, *sheets.rows(where.people, member, faults)],
        [(str(code), name, str(kind)) for code, name, kind in CHART]
        + sheets.rows(where.accounts, _account, faults),
        sheets.rows(where.suppliers, _supplier, faults),
        sheets.rows(where.customers, _outsider, faults),
        sheets.rows(where.titles, title, faults),
        sheets.rows(where.balances, _balance, faults),
    )
    return opening, faults + _inconsistent(opening)


def _account(row: Row) -> tuple[str, str, str]:
    kinds = [str(kind) for kind in AccountKind]
    return row.text("code"), row.text("name"), row.one_of("kind", kinds)


def _outsider(row: Row) -> Outsider:
    return Outsider(row.text("name"), row.tax_id("tax_id"))


def _supplier(row: Row) -> Outsider:
    return Outsider(row.text("name"), row.tax_id("tax_id"), row.text("account", needed=False))


def _balance(row: Row) -> tuple[str, Money]:
    code = row.text("account")
    if code in _FROM_TITLES:
        row.wrong("account", "start.cell_from_titles", typed=code)
    return code, row.money("amount")


def _inconsistent(opening: Opening) -> list[Say]:
    """Return what names something that is nowhere, and what is there twice."""
    people = [each.name for each in opening.people]
    codes = [code for code, _, _ in opening.accounts]
    suppliers = {each.name for each in opening.suppliers}
    customers = {each.name for each in opening.customers}
    faults = [
        say("start.twice", what=each)
        for each in sorted(
            _twice(people)
            | _twice([each.account for each in opening.people if each.account])
            | _twice(codes)
            | _twice([each.tax_id for each in opening.suppliers if each.tax_id])
            | _twice([each.tax_id for each in opening.customers if each.tax_id])
            | _twice([code for code, _ in opening.balances])
        )
    ]
    wanted = [(each.manager, people) for each in opening.people if each.manager]
    wanted += [(code, codes) for code, _ in opening.balances]
    wanted += [(each.account, codes) for each in opening.suppliers if each.account]
    nowhere = [name for name, known in wanted if name not in known]
    nowhere += [
        each.party
        for each in opening.titles
        if each.party not in (suppliers if each.is_payable else customers)
    ]
    return faults + [say("start.nowhere", what=name) for name in dict.fromkeys(nowhere) if name]


def _twice(values: list[str]) -> set[str]:
    return {value for value in values if values.count(value) > 1}
