"""Submit the receipt of something bought for the company with one's own money.

Asks: lançar despesa, reembolso, recibo, nota do almoço, gastei do meu bolso
    / submit an expense, reimbursement, receipt
Does: books the expense, and that the company owes its maker as much. Somebody else always approves.
Undo: reverse_entry
"""

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from domain.accounting.ledger.chart import Code
from domain.accounting.ledger.queries import account
from domain.accounting.ledger.rules import expense_code
from domain.authority.rules import Stakes
from domain.db.work import Read, Work
from domain.finance.expense import context
from domain.finance.expense.model import Expense
from domain.finance.expense.rules import pay_by
from domain.finance.expense.service import submit
from domain.finance.payable.queries import unused_paper
from domain.kernel.errors import Invalid
from domain.kernel.money import Money
from domain.office.document.reading import Kind, Name
from domain.person.model import Person
from domain.proposal.context import Line
from tools import spec
from tools.paper import on_paper, takes


class Arguments(spec.Arguments):
    """What the receipt says."""

    supplier: spec.PrintedName = Field(
        description="Where it was bought / estabelecimento do recibo",
        json_schema_extra=on_paper(Name.SUPPLIER_NAME),
    )
    amount: spec.Amount = Field(
        description="The receipt's total / valor total do recibo",
        json_schema_extra=on_paper(Name.TOTAL),
    )
    spent_on: spec.Day = Field(
        description="The receipt's day / data do recibo",
        json_schema_extra=on_paper(Name.ISSUED_ON),
    )
    category: spec.FreeWords = Field(
        description="What it was for (meals, transport...) / categoria da despesa (refeição, táxi...)"
    )
    document: spec.DocumentNumber | None = Field(
        default=None,
        description="The receipt's picture / documento do recibo",
        json_schema_extra=takes(Kind.RECEIPT, Kind.NFE, Kind.OTHER),
    )
    #: Not for people or the model to tell: `dated` writes it, whatever was told.
    pay_by: SkipJsonSchema[spec.Day | None] = Field(
        default=None, description="The day by which it is paid back / prazo do reembolso"
    )


def allow(_who: Person, _args: Arguments) -> None:
    """Everybody may ask to be paid back."""


def stakes(read: Read, args: Arguments) -> Stakes:
    """An expense is worth its amount, and its maker gains from it."""
    return Stakes(Money.plain(args.amount), frozenset({read.asker}))


def dated(read: Read, args: Arguments) -> Arguments:
    """Write out by when it is paid back, counted from the day of asking."""
    return args.model_copy(update={"pay_by": pay_by(read.today())})


def around(read: Read, args: Arguments) -> tuple[Line, ...]:
    """Tell by when it is paid back, what is owed to the maker, and the cash before and after."""
    maker = read.session.get_one(Person, read.asker)
    due_on = args.pay_by or pay_by(read.today())
    return context.around(read, maker, Money.plain(args.amount), due_on)


def run(work: Work, args: Arguments) -> Expense:
    """Book the receipt for whoever asks. Raises Invalid for a category that no account fits."""
    code = expense_code(args.category)
    if code is None:
        raise Invalid("expense.category_unknown", field="category", words=args.category)
    return submit(
        work,
        work.session.get_one(Person, work.asker),
        Money.plain(args.amount),
        supplier=args.supplier,
        spent_on=args.spent_on,
        due_on=args.pay_by or pay_by(work.today()),
        paper=unused_paper(work, args.document),
        expense=account(work, code),
        owed=account(work, Code.REIMBURSEMENTS),
    )
