"""Register a supplier's bill that is to be paid later.

Asks: registrar conta, lançar boleto a pagar, chegou uma conta do fornecedor
    / register a bill, a bill came in
Does: books the expense, and that the company owes the supplier as much until the due date.
Undo: reverse_entry
"""

from pydantic import Field

from domain.accounting.ledger.chart import Code
from domain.accounting.ledger.model import Account
from domain.accounting.ledger.queries import account
from domain.accounting.ledger.rules import expense_code
from domain.authority.rules import Stakes
from domain.db.work import Read, Work
from domain.finance.party.model import Party
from domain.finance.party.queries import supplier_named
from domain.finance.payable.model import Payable
from domain.finance.payable.queries import unused_paper
from domain.finance.payable.service import register
from domain.kernel.errors import Refused
from domain.kernel.money import Money
from domain.office.document.reading import Kind, Name
from domain.person.model import Person, Role
from tools import spec
from tools.paper import on_paper, takes


class Arguments(spec.Arguments):
    """What the bill says."""

    supplier: spec.SupplierWords = Field(
        description="Who is owed / fornecedor da conta",
        json_schema_extra=on_paper(Name.SUPPLIER_NAME),
    )
    amount: spec.Amount = Field(
        description="How much is owed / valor da conta", json_schema_extra=on_paper(Name.TOTAL)
    )
    due_on: spec.Day = Field(
        description="The due date / data de vencimento", json_schema_extra=on_paper(Name.DUE_ON)
    )
    number: spec.PrintedNumber = Field(
        description="The bill's number / número da conta, nota ou boleto",
        json_schema_extra=on_paper(Name.NUMBER),
    )
    description: spec.FreeWords = Field(description="What it is for / do que é a conta")
    issued_on: spec.Day | None = Field(
        default=None,
        description="The day it was issued, today if not said / data de emissão",
        json_schema_extra=on_paper(Name.ISSUED_ON),
    )
    document: spec.DocumentNumber | None = Field(
        default=None,
        description="The bill's paper / documento da conta",
        json_schema_extra=takes(Kind.BILL, Kind.NFE, Kind.OTHER),
    )


def allow(who: Person, _args: Arguments) -> None:
    """Finance and administrators register bills."""
    if not (who.holds(Role.FINANCE) or who.holds(Role.ADMINISTRATOR)):
        raise Refused("register_bill.finance_only")


def stakes(_read: Read, args: Arguments) -> Stakes:
    """A bill is worth its amount; nobody inside gains from it."""
    return Stakes(Money.plain(args.amount))


def dated(read: Read, args: Arguments) -> Arguments:
    """Write out the day of issue."""
    return args.model_copy(update={"issued_on": args.issued_on or read.today()})


def run(work: Work, args: Arguments) -> Payable:
    """Book the bill on the supplier's own account, or on the one that the description names."""
    supplier = supplier_named(work, args.supplier)
    return register(
        work,
        supplier,
        Money.plain(args.amount),
        issued_on=args.issued_on or work.today(),
        due_on=args.due_on,
        number=args.number,
        description=args.description,
        expense=_expense(work, supplier, args.description),
        owed=account(work, Code.SUPPLIERS),
        paper=unused_paper(work, args.document),
    )


def _expense(work: Work, supplier: Party, words: str) -> Account:
    if supplier.account_id is not None:
        return work.session.get_one(Account, supplier.account_id)
    return account(work, expense_code(words) or Code.OTHER)
