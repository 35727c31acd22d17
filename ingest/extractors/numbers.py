"""The number of a paper, by the words before it."""

import re
from collections.abc import Sequence

from domain.office.document.reading import Name
from ingest.found import Found, How, on_lines
from ingest.layout import Row

#: From the most telling to the least.
_LABELS = (
    r"nfc-?e\s*n[o°.]*",
    r"nf-?e\s*n[o°.]*",
    r"nota fiscal\s*(?:eletronica)?\s*n[o°.]*",
    r"extrato\s*n[o°.]*",
    r"\bc[o0]{2}\b",
    r"(?:tax |cash )?inv(?:oice)?[ .]*(?:no|n0|num|number|#)",
    r"cupom\s*(?:fiscal)?\s*n[o°.]*",
    r"recibo\s*n[o°.]*",
    r"(?:receipt|rcpt|bill|slip|doc|document|check|chk|cash sales?)[ .]*(?:no|n0|num|number|#)",
    r"(?:n[o°]|numero)\s*(?:do )?(?:documento|doc|cupom|pedido)",
)
_VALUE = re.compile(r"[\s.:#ºo°\-]*(?P<value>[A-Za-z]{0,6}[ /\-]?[0-9][0-9A-Za-z/.\-]{0,24})")


def number(rows: Sequence[Row], page: int) -> Found | None:
    """Return the paper's own number as printed, or None when no label names one."""
    for label in _LABELS:
        for row in rows:
            for at, line in enumerate(row.lines):
                found = re.search(label, line.words)
                if found is None:
                    continue
                value = _VALUE.match(line.text, min(found.end(), len(line.text)))
                beside = row.lines[min(at + 1, len(row.lines) - 1)]
                where = line if value is not None else beside
                value = value or (_VALUE.match(beside.text) if beside is not line else None)
                if value is not None:
                    text = value["value"].strip(" .-")
                    return on_lines(Name.NUMBER, text, (where,), page, How.LABELLED, text=text)
    return None
