"""What people do with receipts."""

from datetime import date

from domain.accounting.ledger.model import Account
from domain.accounting.ledger.service import post
from domain.db.work import Work
from domain.finance.expense.model import Expense
from domain.finance.expense.rules import check_day
from domain.finance.payable.model import Payable
from domain.kernel.money import Money
from domain.office.document.model import Document
from domain.person.model import Person


def submit(
    work: Work,
    person: Person,
    amount: Money,
    *,
    supplier: str,
    spent_on: date,
    due_on: date,
    paper: Document | None,
    expense: Account,
    owed: Account,
) -> Expense:
    """Book a receipt: the expense up, and as much is owed to `person` until `due_on`."""
    check_day(spent_on, work.today())
    description = f"Reembolso {supplier}"[:200]
    entry = post(
        work,
        [(expense, amount), (owed, -amount)],
        on=spent_on,
        description=f"Despesa de {person.name}: {supplier}"[:200],
    )
    back = Payable(
        person=person,
        description=description,
        due_on=due_on,
        amount=amount,
        account=owed,
        entry_id=entry.id,
        document=paper,
    )
    work.session.add(back)
    work.session.flush()
    made = Expense(
        person=person,
        payable_id=back.id,
        entry_id=entry.id,
        supplier=supplier,
        spent_on=spent_on,
        amount=amount,
    )
    work.session.add(made)
    work.session.flush()
    return made
