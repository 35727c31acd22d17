"""The modal is filled in with what was read; what was not stays blank."""

from datetime import date

from bot.documents.prefill import prefilled
from domain.kernel.money import Money
from domain.office.document.reading import Field, Foreign, Kind, Name, Read, Reading, Source


def a_reading(**read: Read) -> Reading:
    fields = (Field(Name(name), value, str(value), Source.OCR, 90) for name, value in read.items())
    return Reading(Kind.RECEIPT, tuple(fields))


def test_what_was_read_is_filled_in_as_the_action_takes_it() -> None:
    reading = a_reading(supplier_name="Café", total=Money(8640), issued_on=date(2026, 11, 23))

    filled = prefilled("submit_expense", {}, reading, None)

    assert filled == {"supplier": "Café", "amount": "86.40", "spent_on": "2026-11-23"}


def test_a_supplier_is_called_as_in_the_registry() -> None:
    reading = a_reading(supplier_name="ENERGISA S/A", due_on=date(2026, 12, 1), number="77")

    filled = prefilled("register_bill", {}, reading, "Energisa")

    assert filled == {"supplier": "Energisa", "due_on": "2026-12-01", "number": "77"}


def test_foreign_amounts_stay_blank_and_long_names_fit() -> None:
    reading = a_reading(supplier_name="x" * 300, total=Foreign(500, "USD"))

    filled = prefilled("submit_expense", {"supplier": {"maxLength": 120}}, reading, None)

    assert filled == {"supplier": "x" * 120}
