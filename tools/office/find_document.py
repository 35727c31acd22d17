"""Find papers that were handed in: receipts, bills, invoices.

Asks: achar documento, cadê o recibo, procurar a nota fiscal, onde está o boleto
    / find a document, where is the receipt, look for the invoice
Does: finds documents by words, supplier, number, day or amount; without any, tells the newest.
Undo: nothing is changed
"""

from pydantic import Field

from domain.db.work import Read
from domain.kernel.money import Money
from domain.kernel.say import Say, say
from domain.office.document.model import Document
from domain.office.document.queries import Wanted, looked_up, reading_of
from domain.office.document.reading import Name, Reading
from domain.office.paper.queries import handed_in_by
from domain.person.model import Person, Role
from domain.person.queries import asking
from tools import spec

_TOLD = 5
#: Who sees everybody's papers; all others see what they handed in.
_SEE_ALL = (Role.FINANCE, Role.MANAGER, Role.ADMINISTRATOR)


class Arguments(spec.Arguments):
    """What is known of the paper."""

    words: spec.FreeWords | None = Field(
        default=None, description="Words on the paper or in its name / palavras do documento"
    )
    supplier: spec.FreeWords | None = Field(
        default=None, description="Who issued it / fornecedor do documento"
    )
    number: spec.FreeWords | None = Field(
        default=None, description="The paper's own number / número da nota ou do boleto"
    )
    day: spec.Day | None = Field(
        default=None, description="Its date or due date / data do documento ou vencimento"
    )
    amount: spec.Amount | None = Field(
        default=None, description="Its total / valor total do documento"
    )


def allow(_who: Person, _args: Arguments) -> None:
    """Everybody finds their own papers; finance, managers and administrators find all."""


def answer(read: Read, args: Arguments) -> spec.Answer:
    """Tell each paper that fits, the newest first."""
    who = asking(read)
    sees_all = any(who.holds(role) for role in _SEE_ALL)
    words = " ".join(each for each in (args.words, args.supplier) if each)
    amount = None if args.amount is None else Money.plain(args.amount)
    wanted = Wanted(words, args.number, args.day, amount)
    mine = None if sees_all else handed_in_by(read, who.id)
    found = looked_up(read, wanted, among=mine, most=_TOLD)
    if not found:
        return spec.Answer((say("find_document.none"),))
    lines = [_told(each, reading_of(read, each.id)) for each in found]
    records = [spec.Reference(each.__tablename__, each.id, each.title()) for each in found]
    return spec.Answer(lines, records)


def _told(document: Document, reading: Reading | None) -> Say:
    if reading is None or (total := reading.money(Name.TOTAL)) is None:
        return say("find_document.kept", number=document.id, name=document.name)
    return say(
        "find_document.read",
        number=document.id,
        name=document.name,
        supplier=reading.text_of(Name.SUPPLIER_NAME),
        day=reading.day(Name.ISSUED_ON) or reading.day(Name.DUE_ON),
        amount=total,
    )
