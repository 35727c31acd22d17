"""Checks an exported audit trail without trusting the system that wrote it.

Usage: python verify_trail.py trail.jsonl [head-hash]. Needs Python's standard library only. Checks
the chain of notes, the digest of every effect people signed, and that each journal entry and posting
says what was signed. Give the head you noted elsewhere to detect a trail that was cut or rewritten.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

type Row = dict[str, Any]

GENESIS = "0" * 64


def sha256(text: str) -> str:
    """Return the lowercase hexadecimal SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()


def check_chain(notes: list[Row]) -> list[str]:
    """Return where the chain of notes is broken."""
    faults, prev, expected = [], GENESIS, 1
    for note in notes:
        try:
            inner = json.loads(note["body"])["seq"]
        except (ValueError, KeyError, TypeError):
            inner = None
        linked = note["prev"] == prev and sha256(f"{prev}\n{note['body']}") == note["hash"]
        if not linked or note["seq"] != expected or inner != expected:
            faults.append(f"the chain breaks at note {note['seq']}")
        prev, expected = note["hash"], note["seq"] + 1
    return faults


def signed_values(change: Row, records: list[Any]) -> Row:
    """Return what an effect says of one record, its references resolved to record numbers."""
    return {
        name: records[value["new"]][1] if isinstance(value, dict) else value
        for name, value in change["after"].items()
    }


def check_effect(
    seq: int, details: Row, text: str | None, kept: dict[Any, Row], tables: set[str]
) -> list[str]:
    """Compare one note's signed effect with the exported records it made."""
    if text is None or sha256(text) != details.get("digest"):
        return [f"the effect of note {seq} is not the one that was signed"]
    if len(json.loads(text)) != len(details["records"]):
        return [f"the effect of note {seq} is not the one that was signed"]
    faults = []
    for change, (table, key) in zip(json.loads(text), details["records"], strict=True):
        found = kept.pop((table, key), None)
        if found is None and table in tables:
            faults.append(f"record {table} {key} of note {seq} is gone")
        elif found is not None and found != signed_values(change, details["records"]):
            faults.append(f"record {table} {key} does not say what note {seq} signed")
    return faults


def verify(lines: list[str], head: str | None = None) -> tuple[str, list[str]]:
    """Return the head of the trail and everything that is wrong with it."""
    rows = [json.loads(line) for line in lines if line.strip()]
    notes = [row["note"] for row in rows if "note" in row]
    effects = {row["effect"]["seq"]: row["effect"]["text"] for row in rows if "effect" in row}
    records = [row["record"] for row in rows if "record" in row]
    kept = {(each["table"], each["id"]): each["values"] for each in records}
    tables = {"entry", "posting"} | {table for table, _ in kept}
    faults = check_chain(notes)
    for note in notes:
        try:
            details = json.loads(note["body"]).get("details", {})
        except (ValueError, AttributeError):
            continue  # the chain has told of it already
        if "records" in details:
            faults += check_effect(note["seq"], details, effects.get(note["seq"]), kept, tables)
    faults += [f"record {table} {key} comes from no note" for table, key in sorted(kept)]
    last = notes[-1]["hash"] if notes else GENESIS
    if head is not None and head not in {note["hash"] for note in notes}:
        faults.append(f"the head you noted, {head}, is not in this trail")
    return last, faults


def main(arguments: list[str]) -> int:
    """Print the verdict; exit code 0 when everything holds."""
    lines = Path(arguments[0]).read_text(encoding="utf-8").split("\n")
    head, faults = verify(lines, arguments[1] if len(arguments) > 1 else None)
    for fault in faults:
        print(f"FAULT: {fault}")
    print(f"{'broken' if faults else 'holds'}: head {head}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
