"""Proves the trail from the database, and writes it down for somebody who does not trust us.

Three things must hold: the chain of notes is unbroken; the effect that a note names hashes to the
digest people signed; and every record that can never change (entries, postings) says today what the
signed effect said, with none that no note accounts for.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from domain.audit.model import GENESIS, Note
from domain.audit.trail import chained
from domain.db.base import Record
from domain.db.work import Read
from domain.kernel.canonical import canonical, digest, plain
from domain.kernel.say import Say, say
from domain.proposal.model import Proposal


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far the trail goes, and everything that is wrong with it."""

    notes: int
    head: str
    faults: tuple[Say, ...]


def verify(read: Read) -> Verdict:
    """Check the whole trail against the books."""
    faults: list[Say] = []
    prev, seq = GENESIS, 0
    kept = {(table, key): values for table, key, values in _kept(read)}
    for note in read.session.scalars(select(Note).order_by(Note.seq)):
        seq += 1
        body = _body(note)
        sound = note.prev == prev and chained(prev, note.body) == note.hash
        if not sound or note.seq != seq or body.get("seq") != seq:
            faults.append(say("audit.chain_broken", seq=note.seq))
        prev, seq = note.hash, note.seq
        details = body.get("details", {})
        if "records" in details:
            faults += _unlike(details, note.seq, _effect(read, body), kept)
    faults += [say("audit.unaccounted", table=table, record=key) for table, key in sorted(kept)]
    return Verdict(seq, prev, tuple(faults))


def export(read: Read) -> Iterator[str]:
    """Yield one JSON line per note, per signed effect and per record that can never change."""
    for note in read.session.scalars(select(Note).order_by(Note.seq)):
        row = {"seq": note.seq, "body": note.body, "prev": note.prev, "hash": note.hash}
        yield canonical({"note": row})
        effect = _effect(read, _body(note))
        if effect is not None:
            yield canonical({"effect": {"seq": note.seq, "text": effect}})
    for table, key, values in _kept(read):
        yield canonical({"record": {"table": table, "id": key, "values": values}})


def _body(note: Note) -> dict[str, Any]:
    try:
        body = json.loads(note.body)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _effect(read: Read, body: dict[str, Any]) -> str | None:
    """Return the text of the effect that a note made true: its own, or its proposal's."""
    details = body.get("details", {})
    if "records" not in details:
        return None
    if "effect" in details:
        return str(details["effect"])
    number = int(str(body["subject"]).partition(":")[2])
    proposal = read.session.get(Proposal, number)
    return proposal.effect if proposal is not None else ""


def _kept(read: Read) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """Yield (table, id, meant values) of every record that can never change."""
    for mapper in sorted(Record.registry.mappers, key=lambda each: str(each.local_table)):
        if not getattr(mapper.class_, "__immutable__", False):
            continue
        columns = [
            column
            for column in mapper.local_table.c
            if column.info["role"] in {"identity", "meant"}
        ]
        for row in read.session.execute(select(*columns).order_by(columns[0])):
            key, *values = row
            names = [column.name for column in columns[1:]]
            yield str(mapper.local_table), key, dict(zip(names, plain(values), strict=True))


def _unlike(
    details: dict[str, Any],
    seq: int,
    effect: str | None,
    kept: dict[tuple[str, int], dict[str, Any]],
) -> list[Say]:
    """Compare one note's effect with the records; what it accounts for is taken out of `kept`."""
    records = details["records"]
    whole = effect is not None and digest(effect) == details.get("digest")
    if effect is None or not whole or len(json.loads(effect)) != len(records):
        return [say("audit.effect_altered", seq=seq)]
    faults = []
    for change, (table, key) in zip(json.loads(effect), records, strict=True):
        signed = {
            name: records[value["new"]][1] if isinstance(value, dict) else value
            for name, value in change["after"].items()
        }
        found = kept.pop((table, key), None)
        if found is None and table in _kept_tables():
            faults.append(say("audit.record_missing", table=table, record=key, seq=seq))
        elif found is not None and found != signed:
            faults.append(say("audit.record_altered", table=table, record=key, seq=seq))
    return faults


def _kept_tables() -> frozenset[str]:
    return frozenset(
        mapper.class_.__tablename__
        for mapper in Record.registry.mappers
        if getattr(mapper.class_, "__immutable__", False)
    )
