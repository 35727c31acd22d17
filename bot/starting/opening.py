"""What a company opens with, read from sheets and checked whole before a line of it is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from bot.demo.cast import CHART
from bot.starting import cells, sheets
from bot.starting.names import Names
from bot.starting.people import Member, member_of, with_administrator
from bot.starting.sheets import Row
from bot.starting.words import Shape
from domain.accounting.ledger.chart import Code
from domain.accounting.ledger.model import AccountKind
from domain.kernel.money import Money
from domain.kernel.say import Say
from domain.person.model import Role

#: These accounts open with their titles, one by one; a sum beside them would count twice.
_FROM_TITLES = (Code.RECEIVABLES, Code.SUPPLIERS, Code.CAPITAL)
_CODE_MAX = 20
_NUMBER_MAX = 60
_DESCRIPTION_MAX = 200

#: The sheets and their columns.
SHAPES = {
    "people": Shape(("name", "role"), ("slack_user_id", "email", "manager", "admitted_on")),
    "accounts": Shape(("code", "name", "kind")),
    "suppliers": Shape(("name", "tax_id"), ("account",)),
    "customers": Shape(("name", "tax_id")),
    "titles": Shape(("kind", "party", "description", "amount", "due_on"), ("number", "issued_on")),
    "balances": Shape(("account", "amount")),
}


@dataclass(frozen=True, slots=True)
class Outsider:
    """A supplier or a customer; `account` is the code of a supplier's usual expense."""

    name: str
    tax_id: str
    account: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """Something owed by the company or to it; `party` is a name, or the CNPJ or CPF."""

    is_payable: bool
    party: str
    description: str
    number: str
    amount: Money
    issued_on: date
    due_on: date
    line: int = 0


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
    """All of it. The administrator is the first of the people; titles name a bare CNPJ or CPF."""

    people: list[Member]
    accounts: list[tuple[str, str, str]] = field(default_factory=list)
    suppliers: list[Outsider] = field(default_factory=list)
    customers: list[Outsider] = field(default_factory=list)
    titles: list[Title] = field(default_factory=list)
    balances: list[tuple[str, Money]] = field(default_factory=list)

    @property
    def approvers(self) -> int:
        """How many people there are who may approve what another asks for."""
        return sum(
            1 for each in self.people if {Role.MANAGER, Role.ADMINISTRATOR} & set(each.roles)
        )


def read(where: Sheets, administrator: Member) -> tuple[Opening, list[Say]]:
    """Return what the sheets say and everything that is wrong with them."""
    faults: list[Say] = []
    reading = _Reading(administrator.admitted_on)

    def of[T](sheet: str, made: Callable[[Row], T]) -> list[T]:
        return sheets.rows(getattr(where, sheet), SHAPES[sheet], made, faults)

    people = of("people", reading.member)
    opening = Opening(
        with_administrator(administrator, people),
        [(str(code), name, str(kind)) for code, name, kind in CHART]
        + of("accounts", reading.account),
        of("suppliers", reading.supplier),
        of("customers", reading.customer),
        of("titles", reading.title),
        of("balances", reading.balance),
    )
    if not reading.names.meant(administrator.name, "person"):
        reading.names.know("person", administrator.name)
    reading.names.settle()
    opening.titles = [reading.settled(each) for each in opening.titles]
    return opening, faults


class _Reading:
    """Makes what each line stands for, and remembers the names that lines share."""

    def __init__(self, today: date) -> None:
        self._today = today
        self.names = Names()
        for code, _, _ in CHART:
            self.names.know("account", code)

    def member(self, row: Row) -> Member:
        found = member_of(row, self._today)
        self.names.define(row, "name", "person", found.name)
        self.names.define(row, "slack_user_id", "slack", found.account)
        self.names.mention(row, "manager", found.manager, "person")
        return found

    def account(self, row: Row) -> tuple[str, str, str]:
        code = row.text("code", most=_CODE_MAX)
        self.names.define(row, "code", "account", code)
        return code, row.text("name"), row.one_of("kind", [str(kind) for kind in AccountKind])

    def supplier(self, row: Row) -> Outsider:
        found = self._outsider(row, "supplier")
        account = row.text("account", needed=False)
        self.names.mention(row, "account", account, "account")
        return replace(found, account=account)

    def customer(self, row: Row) -> Outsider:
        return self._outsider(row, "customer")

    def _outsider(self, row: Row, kind: str) -> Outsider:
        found = Outsider(row.text("name"), row.tax_id("tax_id"))
        self.names.define(row, "tax_id", f"{kind} by number", found.tax_id)
        # A branch has the name of its head office; a title then says which by its CNPJ.
        self.names.know(kind, found.name, found.tax_id)
        return found

    def title(self, row: Row) -> Title:
        party, due_on = row.text("party"), row.day("due_on")
        found = Title(
            row.one_of("kind", ["payable", "receivable"]) == "payable",
            cells.tax_id(party) or party,
            row.text("description", most=_DESCRIPTION_MAX),
            row.text("number", needed=False, most=_NUMBER_MAX),
            row.money("amount", positive=True),
            row.day("issued_on", min(self._today, due_on)),
            due_on,
            row.line,
        )
        if found.issued_on > self._today:
            row.wrong("issued_on", "start.cell_future")
        elif found.due_on < found.issued_on:
            row.wrong("due_on", "start.cell_due_before")
        self.names.mention(row, "party", found.party, *_kinds(found))
        if found.is_payable and found.number:
            self.names.define(row, "number", f"bill of {found.party}", found.number)
        return found

    def balance(self, row: Row) -> tuple[str, Money]:
        code = row.text("account")
        if code in _FROM_TITLES:
            row.wrong("account", "start.cell_from_titles", typed=code)
        self.names.mention(row, "account", code, "account")
        self.names.define(row, "account", "balance", code)
        return code, row.money("amount")

    def settled(self, title: Title) -> Title:
        """Return a title whose party is a bare CNPJ or CPF, where it is known."""
        found = self.names.meant(title.party, *_kinds(title))
        return replace(title, party=found[0] if found else "")


def _kinds(title: Title) -> Sequence[str]:
    kind = "supplier" if title.is_payable else "customer"
    return f"{kind} by number", kind
