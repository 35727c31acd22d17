"""What a reading fills in of an action's arguments; what was not read stays blank."""

from datetime import date
from typing import Any

from domain.kernel.money import Money
from domain.office.document.reading import Name, Read, Reading

#: Which field of a paper each argument comes from, the first that was read.
_FROM: dict[str, dict[str, tuple[Name, ...]]] = {
    "submit_expense": {
        "supplier": (Name.SUPPLIER_NAME,),
        "amount": (Name.TOTAL,),
        "spent_on": (Name.ISSUED_ON,),
    },
    "register_bill": {
        "supplier": (Name.SUPPLIER_NAME,),
        "amount": (Name.TOTAL,),
        "due_on": (Name.DUE_ON,),
        "issued_on": (Name.ISSUED_ON,),
        "number": (Name.NUMBER,),
    },
}


def prefilled(
    action: str, properties: dict[str, Any], reading: Reading, registered: str | None
) -> dict[str, Any]:
    """Return the arguments of `action` that the paper tells, in their wire form.

    `registered` is the name under which its CNPJ is in our registry, where it is.
    """
    filled: dict[str, Any] = {}
    for argument, names in _FROM[action].items():
        fields = (reading.field(name) for name in names)
        found = next((_wire(field.value) for field in fields if field is not None), None)
        if argument == "supplier" and registered is not None:
            found = registered
        if found is not None:
            filled[argument] = found[: _longest(properties.get(argument, {}))]
    return filled


def _wire(value: Read) -> str | None:
    match value:
        case Money() | str():
            return str(value)
        case date():
            return value.isoformat()
        case _:
            return None  # another currency: nobody's amount in reais


def _longest(field: dict[str, Any]) -> int | None:
    longest = field.get("maxLength")
    return int(longest) if longest is not None else None
