"""What a paper tells of what somebody asks for, in the wire form of arguments.

An argument says by `x-on-paper` which fields of a paper it is read from, the first that was read.
What was not read, or is too doubtful to be written without a look, is not told: it stays blank.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.kernel.money import Money
from domain.office.document.reading import Kind, Name, Read, Reading


@dataclass(frozen=True, slots=True)
class Wanted:
    """An argument that a paper may tell: the fields it is read from, and how long it may be.

    `is_registered` marks one that must be somebody in our registry.
    """

    names: tuple[Name, ...]
    longest: int | None = None
    is_registered: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """An argument as a paper tells it, in wire form, and whether it needs no second look."""

    value: str
    name: Name
    is_probable: bool


def wanted_of(schema: Mapping[str, Any]) -> dict[str, Wanted]:
    """Return the arguments of a schema that a paper may tell."""
    return {
        name: Wanted(
            tuple(map(Name, each["x-on-paper"])),
            _longest(each),
            is_registered=each.get("x-slot") == "supplier",
        )
        for name, each in schema.get("properties", {}).items()
        if "x-on-paper" in each
    }


def document_of(schema: Mapping[str, Any]) -> tuple[str, frozenset[Kind]] | None:
    """Return the argument that names the paper itself, and the kinds of paper that it takes."""
    for name, each in schema.get("properties", {}).items():
        if "x-takes" in each:
            return name, frozenset(map(Kind, each["x-takes"]))
    return None


def told(
    wanted: Mapping[str, Wanted], reading: Reading, registered: str | None, *, doubtful: bool = True
) -> dict[str, Told]:
    """Return the arguments that the paper tells.

    `registered` is the name under which its CNPJ is in our registry, where it is. Without
    `doubtful`, what a person should look at first is left out.
    """
    found = {}
    for argument, each in wanted.items():
        told = _told(each, reading, registered)
        if told is not None and (doubtful or told.is_probable or not _is_doubtful(reading, told)):
            found[argument] = told
    return found


def said_by(reading: Reading) -> list[Name]:
    """Return what a paper tells surely enough to be written without a look."""
    told = (name for name in Name if _wire(reading.told(name)) is not None)
    return [name for name in told if not ((field := reading.field(name)) and field.is_doubtful)]


def _told(wanted: Wanted, reading: Reading, registered: str | None) -> Told | None:
    if Name.SUPPLIER_NAME in wanted.names:
        if registered is not None:
            return Told(registered[: wanted.longest], Name.SUPPLIER_NAME, is_probable=True)
        if wanted.is_registered and reading.field(Name.SUPPLIER_TAX_ID) is not None:
            # Somebody else may print a supplier's name above their own CNPJ: the name is no proof.
            return None
    for name in wanted.names:
        value, field = _wire(reading.told(name)), reading.field(name)
        if value is not None:
            return Told(value[: wanted.longest], name, field is None or field.is_probable)
    return None


def _is_doubtful(reading: Reading, told: Told) -> bool:
    field = reading.field(told.name)
    return field is not None and field.is_doubtful


def _wire(value: Read | None) -> str | None:
    match value:
        case Money() | str():
            return str(value)
        case date():
            return value.isoformat()
        case _:
            return None  # unread, or in another currency: nobody's amount in reais


def _longest(field: Mapping[str, Any]) -> int | None:
    kinds = [field, *field.get("anyOf", ())]
    return next((int(each["maxLength"]) for each in kinds if "maxLength" in each), None)
