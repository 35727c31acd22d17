"""Which records a note is about: its subject, and whatever its execution touched."""

import re
from typing import Any

_SUBJECT = re.compile(r"([a-z_]{1,40}):([1-9][0-9]{0,17})", re.ASCII)


def subjects_of(note: dict[str, Any]) -> set[tuple[str, int]]:
    """Return (table, id) of every record that a note's body names; `company` alone is no record."""
    told = _SUBJECT.fullmatch(note.get("subject", ""))
    own = {(told[1], int(told[2]))} if told else set()
    touched = note.get("details", {}).get("records", [])
    return own | {(table, key) for table, key in touched}
