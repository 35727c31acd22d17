"""Opens the books of Padaria Modelo Ltda, once."""

from datetime import timedelta

from sqlalchemy import select

from bot.demo import cast
from domain.accounting.ledger.chart import Code
from domain.accounting.ledger.model import Account, Entry
from domain.accounting.ledger.queries import account
from domain.accounting.ledger.service import post
from domain.audit.opening import open_books
from domain.authority.model import Limit
from domain.db.base import folded
from domain.db.work import Work
from domain.finance.party.model import Party
from domain.finance.party.queries import customer_named, supplier_named
from domain.finance.payable.service import register, settle
from domain.finance.receivable.model import Receivable
from domain.finance.receivable.service import issue, receive
from domain.kernel.money import Money
from domain.people.calendar.model import Workplace
from domain.person.model import Person, PersonRole
from domain.proposal.execute import next_number


def seed(work: Work) -> bool:
    """Open the demo company's books; return whether this call did. A second call changes nothing.

    The opening is noted as `company.opened`, with its whole effect. Entries and invoices get their
    legal numbers in the order of their days.
    """
    if work.session.scalar(select(Person.id).limit(1)) is not None:
        return False
    open_books(work, lambda: _fill(work), who=None)
    _number(work)
    work.session.flush()
    return True


def _fill(work: Work) -> None:
    _hire(work)
    work.session.add(Workplace(uf="SP"))
    work.session.add_all(
        Limit(role=role, action=action, confirm=confirm, approve=approve)
        for role, action, confirm, approve in cast.LIMITS
    )
    work.session.add_all(
        Account(code=code, name=name, kind=kind) for code, name, kind in cast.CHART
    )
    work.session.flush()
    _meet(work)
    _open_capital(work)
    _book_bills(work)
    _book_invoices(work)


def _hire(work: Work) -> None:
    manager: Person | None = None
    for member in cast.MEMBERS:
        person = Person(
            name=member.name,
            slack_user_id=member.slack_user_id,
            manager_id=manager.id if manager else None,
            admitted_on=work.today() - timedelta(days=member.admitted_days),
            search=folded(member.name),
            roles=[PersonRole(role=member.role)],
        )
        work.session.add(person)
        work.session.flush()
        manager = manager or person


def _meet(work: Work) -> None:
    for supplier in cast.SUPPLIERS:
        usual = account(work, supplier.expense).id if supplier.expense else None
        work.session.add(_party(supplier, supplies=True, account_id=usual))
    work.session.add_all(_party(customer, buys=True) for customer in cast.CUSTOMERS)
    work.session.flush()


def _party(outsider: cast.Outsider, **what: bool | int | None) -> Party:
    return Party(name=outsider.name, tax_id=outsider.tax_id, search=folded(outsider.name), **what)


def _open_capital(work: Work) -> None:
    total = sum((amount for _, amount in cast.OPENING), Money.zero())
    lines = [(account(work, code), amount) for code, amount in cast.OPENING]
    post(
        work,
        [*lines, (account(work, Code.CAPITAL), -total)],
        on=work.today() - timedelta(days=60),
        description="Saldos de abertura",
    )


def _book_bills(work: Work) -> None:
    for bill in cast.BILLS:
        supplier = supplier_named(work, bill.party)
        payable = register(
            work,
            supplier,
            bill.amount,
            issued_on=work.today() - timedelta(days=bill.booked_days),
            due_on=work.today() + timedelta(days=bill.due_days),
            number=bill.number,
            description=bill.description,
            expense=work.session.get_one(Account, supplier.account_id),
            owed=account(work, Code.SUPPLIERS),
        )
        if bill.settled:
            bank = account(work, Code.BANK)
            settle(work, payable, bill.amount, paid_on=payable.due_on, bank=bank)


def _book_invoices(work: Work) -> None:
    for each in cast.INVOICES:
        invoice = issue(
            work,
            customer_named(work, each.party),
            each.amount,
            issued_on=work.today() - timedelta(days=each.booked_days),
            due_on=work.today() + timedelta(days=each.due_days),
            description=each.description,
            due=account(work, Code.RECEIVABLES),
            revenue=account(work, Code.REVENUE),
        )
        if each.settled:
            bank = account(work, Code.BANK)
            receive(work, invoice, each.amount, received_on=invoice.due_on, bank=bank)


def _number(work: Work) -> None:
    for entry in work.session.scalars(select(Entry).order_by(Entry.entry_on, Entry.id)):
        entry.number = next_number(work, "entry")
    for invoice in work.session.scalars(select(Receivable).order_by(Receivable.issued_on)):
        invoice.number = next_number(work, "invoice")
