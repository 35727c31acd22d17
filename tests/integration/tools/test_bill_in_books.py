"""A bill that is read is known again: by its number, by the paper itself, or perhaps by what is owed."""

from datetime import date
from typing import Any

import pytest

from domain.finance.payable.matching import booked
from domain.kernel.ids import DocumentId
from domain.kernel.money import Money
from domain.office.document.reading import Field, Kind, Name, Read, Reading, Source
from tests.integration.tools.test_titles import BILL, a_paper
from tests.support.bakery import Bakery

ENERGISA = "31415926000171"
#: Energisa's bill of the seeded company: NF 10876, due on the day itself.
KNOWN: dict[str, Read] = {
    "supplier_tax_id": ENERGISA,
    "number": "NF 10876",
    "total": Money(124_055),
    "due_on": date(2026, 11, 24),
}


def _found(bakery: Bakery, paper: int = 999, **changed: Any) -> tuple[str | None, bool] | None:
    told = {name: value for name, value in (KNOWN | changed).items() if value is not None}
    fields = [Field(Name(name), value, "", Source.KEY, 99) for name, value in told.items()]
    with bakery.desk.read() as read:
        known = booked(read, DocumentId(paper), Reading(Kind.BILL, tuple(fields)))
        return None if known is None else (known.payable.number, known.is_sure)


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, ("NF 10876", True)),
        ({"number": "nf-10876", "total": Money(1), "due_on": None}, ("NF 10876", True)),
        ({"number": "10876"}, ("NF 10876", True)),
        ({"number": "10876", "total": Money(1)}, None),
        ({"number": None}, ("NF 10876", False)),
        ({"number": "NF 999"}, ("NF 10876", False)),
        ({"number": None, "due_on": None}, None),
        ({"supplier_tax_id": "24494897000115"}, None),
        ({"supplier_tax_id": None}, None),
    ],
)
def test_a_suppliers_number_is_sure_and_an_amount_with_its_day_only_asks(
    bakery: Bakery, changed: dict[str, Any], found: tuple[str, bool] | None
) -> None:
    assert _found(bakery, **changed) == found


def test_the_paper_of_a_title_is_that_title_until_it_is_reversed(bakery: Bakery) -> None:
    paper = a_paper(bakery, "Carla")
    bakery.happens("register_bill", **BILL, document=paper)

    assert _found(bakery, paper, supplier_tax_id=None) == (BILL["number"], True)
