"""Opens a real company's books from what was read and checked: one transaction, one note."""

import json

from sqlalchemy import select

from bot.demo.cast import LIMITS
from bot.starting.opening import Opening, Outsider
from domain.accounting.ledger.chart import Code
from domain.accounting.ledger.model import Account, Entry
from domain.accounting.ledger.queries import account
from domain.accounting.ledger.service import post
from domain.audit.model import Note
from domain.audit.opening import open_books
from domain.audit.tags import Tag
from domain.authority.model import Limit
from domain.db.base import folded
from domain.db.work import Read, Work
from domain.finance.party.model import Party
from domain.finance.payable.service import register
from domain.finance.receivable.model import Receivable
from domain.finance.receivable.service import issue
from domain.kernel.errors import Refused
from domain.kernel.money import Money
from domain.people.calendar.model import Workplace
from domain.person.model import Person, PersonRole, Role
from domain.proposal.execute import next_number

#: A company's name stands in the second note of its trail.
_OPENING_NOTES = 2


def open_company(work: Work, name: str, tax_id: str, uf: str, opening: Opening) -> None:
    """Open the books. Raises Refused where a company is; whatever fails, nothing is written."""
    if work.session.scalar(select(Person.id).limit(1)) is not None:
        raise Refused("start.company_there")
    open_books(work, lambda: _fill(work, uf, opening), who=None)
    work.note(Tag.COMPANY_OPENED, subject="company", who=None, name=name, tax_id=tax_id)
    for entry in work.session.scalars(select(Entry).order_by(Entry.entry_on, Entry.id)):
        entry.number = next_number(work, "entry")
    for invoice in work.session.scalars(select(Receivable).order_by(Receivable.issued_on)):
        invoice.number = next_number(work, "invoice")
    work.session.flush()


def name_of(read: Read) -> str | None:
    """Return the name that a real company was opened with; None where none was."""
    first = select(Note.body).order_by(Note.seq).limit(_OPENING_NOTES)
    for body in read.session.scalars(first):
        note = json.loads(body)
        if note["tag"] == Tag.COMPANY_OPENED and "name" in note["details"]:
            return str(note["details"]["name"])
    return None


def _fill(work: Work, uf: str, opening: Opening) -> None:
    _hire(work, opening)
    work.session.add(Workplace(uf=uf))
    work.session.add_all(
        Limit(role=role, action=action, confirm=confirm, approve=approve)
        for role, action, confirm, approve in LIMITS
    )
    work.session.add_all(
        Account(code=code, name=name, kind=kind) for code, name, kind in opening.accounts
    )
    work.session.flush()
    _owe(work, opening, _meet(work, opening))
    _balance(work, opening)


def _hire(work: Work, opening: Opening) -> None:
    people: dict[str, Person] = {}
    for member in opening.people:
        roles = {Role.EMPLOYEE, *member.roles}
        people[folded(member.name)] = Person(
            name=member.name,
            # An e-mail is still to be found in a Slack: `link` does it once there are tokens.
            slack_user_id=None if "@" in member.account else member.account or None,
            admitted_on=member.admitted_on,
            search=folded(member.name),
            roles=[PersonRole(role=role) for role in sorted(roles)],
        )
        work.session.add(people[folded(member.name)])
        work.session.flush()
    first = opening.people[0].name
    for member in opening.people:
        manager = folded(member.manager or first)
        if manager != folded(member.name):
            people[folded(member.name)].manager_id = people[manager].id
    work.session.flush()


def _meet(work: Work, opening: Opening) -> dict[str, Party]:
    """Register everybody outside once, also who both supplies and buys; return them by number."""
    parties: dict[str, Party] = {}
    for supplier in opening.suppliers:
        usual = account(work, supplier.account).id if supplier.account else None
        parties[supplier.tax_id] = _party(supplier)
        parties[supplier.tax_id].supplies = True
        parties[supplier.tax_id].account_id = usual
    for customer in opening.customers:
        parties.setdefault(customer.tax_id, _party(customer)).buys = True
    work.session.add_all(parties.values())
    work.session.flush()
    return parties


def _party(outsider: Outsider) -> Party:
    return Party(name=outsider.name, tax_id=outsider.tax_id, search=folded(outsider.name))


def _owe(work: Work, opening: Opening, parties: dict[str, Party]) -> None:
    """Book what is owed either way against the capital: its expense or revenue was before us."""
    capital = account(work, Code.CAPITAL)
    for title in opening.titles:
        if title.is_payable:
            register(
                work,
                parties[title.party],
                title.amount,
                issued_on=title.issued_on,
                due_on=title.due_on,
                number=title.number or f"abertura, linha {title.line}",
                description=title.description,
                expense=capital,
                owed=account(work, Code.SUPPLIERS),
            )
        else:
            issue(
                work,
                parties[title.party],
                title.amount,
                issued_on=title.issued_on,
                due_on=title.due_on,
                # Our own numbers begin with us: the one it had goes into its description.
                description=f"{title.number} {title.description}".strip()[:200],
                due=account(work, Code.RECEIVABLES),
                revenue=capital,
            )


def _balance(work: Work, opening: Opening) -> None:
    lines = [(account(work, code), amount) for code, amount in opening.balances if amount]
    total = sum((amount for _, amount in lines), Money.zero())
    if total:
        lines.append((account(work, Code.CAPITAL), -total))
    if lines:
        post(work, lines, on=work.today(), description="Saldos de abertura")
