"""Whether a bill that was read is in the books already, so that it is not booked twice."""

from dataclasses import dataclass

from sqlalchemy import Select, select

from domain.db.work import Read
from domain.finance.party.model import Party
from domain.finance.payable.model import Payable, PayableState
from domain.kernel.ids import DocumentId
from domain.kernel.text import folded
from domain.office.document.reading import Name, Reading


@dataclass(frozen=True, slots=True)
class Booked:
    """The title that a paper is. Unless `is_sure`, only people can tell whether it is the same."""

    payable: Payable
    is_sure: bool


def booked(read: Read, document_id: DocumentId, reading: Reading) -> Booked | None:
    """Return the title of a supplier's bill: by the paper itself, by its number, or by what is owed.

    A supplier's number names one bill. One supplier's amount and due date may agree in two.
    """
    own = read.session.scalar(_titles().where(Payable.document_id == document_id))
    if own is not None:
        return Booked(own, is_sure=True)
    tax_id = reading.text_of(Name.SUPPLIER_TAX_ID)
    of_supplier = _titles().where(Payable.party.has(Party.tax_id == tax_id))
    number = _bare(reading.text_of(Name.NUMBER))
    amount, due_on = reading.money(Name.TOTAL), reading.told(Name.DUE_ON)
    found = list(read.session.scalars(of_supplier.order_by(Payable.due_on, Payable.id)))
    for each in found:
        is_close = _digits(each.number) == _digits(number) and each.amount == amount
        if number and (_bare(each.number) == number or is_close):
            return Booked(each, is_sure=True)
    for each in found:
        if (each.amount, each.due_on) == (amount, due_on):
            return Booked(each, is_sure=False)
    return None


def _titles() -> Select[Payable]:
    return select(Payable).where(
        Payable.state != PayableState.CANCELLED, Payable.party_id.is_not(None)
    )


def _digits(number: str | None) -> str:
    return "".join(filter(str.isdigit, number or ""))


def _bare(number: str | None) -> str:
    """Return a number without what people write between its parts."""
    return "".join(filter(str.isalnum, folded(number or "")))
