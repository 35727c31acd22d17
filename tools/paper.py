"""What a paper fills in of an action's arguments: what it tells, and the person did not say.

A field of the arguments says by `on_paper` what it is read from, the one that names the paper by
`takes` which kinds of paper it is for. Whoever calls may leave out what the paper tells; what it
does not tell, or not surely enough, is asked for as if there were no paper.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.db.work import Read
from domain.finance.party.queries import registered_as
from domain.finance.payable.queries import unused_paper
from domain.kernel.say import Say, say
from domain.office.document.queries import reading_of
from domain.office.document.reading import Kind, Name
from domain.office.document.telling import Told, document_of, told, wanted_of

#: Said to a model of every field that it may leave out.
_LEFT_OUT = " (leave out what `{document}` tells)"


def on_paper(*names: Name) -> dict[str, Any]:
    """Return the mark of an argument that is read from these fields of a paper."""
    return {"x-on-paper": [str(name) for name in names]}


def takes(*kinds: Kind) -> dict[str, Any]:
    """Return the mark of the argument that names a paper of these kinds."""
    return {"x-takes": [str(kind) for kind in kinds]}


def as_asked(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of arguments as a model is given it: what a paper tells may be left out."""
    paper, wanted = document_of(schema), wanted_of(schema)
    if paper is None:
        return dict(schema)
    left_out = _LEFT_OUT.format(document=paper[0])
    properties = {
        name: each | {"description": f"{each['description']}{left_out}"} if name in wanted else each
        for name, each in schema["properties"].items()
    }
    required = [name for name in schema["required"] if name not in wanted]
    return {**schema, "properties": properties, "required": required}


@dataclass(frozen=True, slots=True)
class Filled:
    """Arguments with what their paper tells, and what the card says of it."""

    raw: Mapping[str, Any]
    lines: tuple[Say, ...] = ()


def filled(read: Read, schema: Mapping[str, Any], raw: Mapping[str, Any]) -> Filled:
    """Return `raw` with what its paper tells and nobody said.

    Raises Invalid for a paper that the asker may not use, Refused for one that is used already.
    """
    paper = document_of(schema)
    number = None if paper is None else raw.get(paper[0])
    if type(number) is not int:
        return Filled(raw)
    document = unused_paper(read, number)
    reading = None if document is None else reading_of(read, document.id)
    if reading is None:
        return Filled(raw)
    registered = registered_as(read, reading.text_of(Name.SUPPLIER_TAX_ID))
    found = told(wanted_of(schema), reading, registered, doubtful=False)
    taken = {name: each for name, each in found.items() if raw.get(name) is None}
    values = {name: each.value for name, each in taken.items()}
    return Filled({**raw, **values}, _lines(taken))


def _lines(taken: Mapping[str, Told]) -> tuple[Say, ...]:
    """Return what was taken from the paper, and what of it should be looked at."""
    labels = tuple(say(f"reading.field.{each.name}") for each in taken.values())
    look = tuple(say(f"reading.field.{e.name}") for e in taken.values() if not e.is_probable)
    lines = [("paper.taken", labels), ("paper.look", look)]
    return tuple(say(key, fields=fields) for key, fields in lines if fields)
