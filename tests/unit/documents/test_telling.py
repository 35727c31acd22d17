"""What a paper tells is filled in; what it does not, or not surely, stays blank."""

from datetime import date

import pytest

from domain.kernel.money import Money
from domain.office.document.reading import (
    Due,
    Field,
    Foreign,
    Kind,
    Name,
    Proof,
    Read,
    Reading,
    Source,
)
from domain.office.document.telling import document_of, said_by, told, wanted_of
from tools.paper import as_asked
from tools.registry import load

TOOLS = load().actions
CNPJ = "31415926000171"


def a_reading(sure: int = 90, kind: Kind = Kind.RECEIPT, **read: Read) -> Reading:
    named = ((Name(name), value) for name, value in read.items())
    fields = (Field(name, value, str(value), Source.OCR, sure) for name, value in named)
    return Reading(kind, tuple(fields))


def filled(
    action: str, reading: Reading, registered: str | None = None, *, doubtful: bool = True
) -> dict[str, str]:
    wanted = wanted_of(TOOLS[action].arguments.model_json_schema())
    found = told(wanted, reading, registered, doubtful=doubtful)
    return {name: each.value for name, each in found.items()}


def test_what_was_read_is_told_as_the_action_takes_it() -> None:
    reading = a_reading(supplier_name="Café", total=Money(8640), issued_on=date(2026, 11, 23))

    assert filled("submit_expense", reading) == {
        "supplier": "Café",
        "amount": "86.40",
        "spent_on": "2026-11-23",
    }


def test_a_supplier_is_called_as_in_the_registry() -> None:
    reading = a_reading(supplier_name="ENERGISA S/A", due_on=date(2026, 12, 1), number="77")

    assert filled("register_bill", reading, "Energisa") == {
        "supplier": "Energisa",
        "due_on": "2026-12-01",
        "number": "77",
    }


def test_a_known_name_above_a_strange_cnpj_is_no_supplier_of_a_bill() -> None:
    reading = a_reading(supplier_name="Energisa", supplier_tax_id=CNPJ)

    assert "supplier" not in filled("register_bill", reading)
    assert filled("submit_expense", reading)["supplier"] == "Energisa"
    assert filled("register_bill", a_reading(supplier_name="Energisa")) == {"supplier": "Energisa"}


def test_foreign_amounts_stay_blank_and_long_names_fit() -> None:
    reading = a_reading(supplier_name="x" * 300, total=Foreign(500, "USD"))

    assert filled("submit_expense", reading) == {"supplier": "x" * 120}


def test_the_only_part_of_a_total_is_its_due_date_and_of_several_none_is() -> None:
    parts = (Due(date(2026, 12, 1), Money(5)), Due(date(2027, 1, 1), Money(5)))

    assert filled("register_bill", Reading(Kind.NFE, dues=parts[:1])) == {"due_on": "2026-12-01"}
    assert filled("register_bill", Reading(Kind.NFE, dues=parts)) == {}


@pytest.mark.parametrize(("sure", "is_told"), [(69, False), (70, True), (99, True)])
def test_what_is_doubtful_is_told_only_to_somebody_who_looks(sure: int, is_told: bool) -> None:
    reading = a_reading(sure, total=Money(8640))

    assert ("amount" in filled("submit_expense", reading, doubtful=False)) is is_told
    assert "amount" in filled("submit_expense", reading)
    assert (Name.TOTAL in said_by(reading)) is is_told


def test_a_proof_overrules_a_poor_reading() -> None:
    found = Field(Name.TOTAL, Money(1), "0,01", Source.OCR, 10, Proof.SUM)

    assert filled("submit_expense", Reading(Kind.RECEIPT, (found,)), doubtful=False)
    assert found.is_probable
    assert not a_reading(84, total=Money(1)).fields[0].is_probable


def test_an_action_says_which_papers_it_takes() -> None:
    takes = {name: document_of(each.arguments.model_json_schema()) for name, each in TOOLS.items()}

    assert takes["submit_expense"] == ("document", frozenset({Kind.RECEIPT, Kind.NFE, Kind.OTHER}))
    assert takes["register_bill"] == ("document", frozenset({Kind.BILL, Kind.NFE, Kind.OTHER}))
    assert takes["request_vacation"] is None


def test_a_model_is_told_in_words_what_it_may_leave_out() -> None:
    schema = as_asked(TOOLS["submit_expense"].arguments.model_json_schema())
    vacation = TOOLS["request_vacation"].arguments.model_json_schema()

    assert schema["required"] == ["category"]
    assert schema["properties"]["amount"]["description"].endswith(
        "(leave out what `document` tells)"
    )
    assert "leave out" not in schema["properties"]["category"]["description"]
    assert as_asked(vacation) == vacation
