"""CNPJ and CPF on a page: those whose check digits hold, each with the words before it.

What was read off a picture and fails is a misreading: it is left out and warned of. What a text
layer says is what the paper says: it is kept, unproved.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.office.document.reading import Source
from ingest.layout import Row
from ingest.page import Line
from ingest.proofs import tax_id

#: A blank is lost between a label and its number ("CNPJ41.421.356/0001-86").
_CNPJ = re.compile(
    r"(?:(?<![0-9A-Z])|(?<=CNPJ))(?P<a>[0-9A-Z]{2})[.,]? ?(?P<b>[0-9A-Z]{3})[.,]? ?(?P<c>[0-9A-Z]{3})"
    r"(?: ?[/|\\7] ?|)(?P<d>[0-9A-Z]{4}) ?[-–.~]? ?(?P<e>[0-9OISBLZ]{2})(?![0-9A-Z])",
    re.ASCII,
)
_CPF = re.compile(
    r"(?:(?<![0-9A-Z.])|(?<=CPF))(?P<a>[0-9]{3})\.?(?P<b>[0-9]{3})\.?(?P<c>[0-9]{3}) ?[-–.]? ?(?P<e>[0-9]{2})"
    r"(?![0-9A-Z])",
    re.ASCII,
)
#: What the reader of pictures takes digits for.
_MISREAD = str.maketrans("OQDILSBZG", "000115826")
_LABEL = re.compile(r"cnpj|c\.n\.p\.j|cgc|cpf|cnp")


@dataclass(frozen=True, slots=True)
class TaxId:
    """A tax id on a page."""

    bare: str
    printed: str
    holds: bool
    row: Row
    line: Line
    before: str  # the folded words before it in its row


def tax_ids(rows: Sequence[Row]) -> Iterator[TaxId]:
    """Yield the tax ids of a page from top to bottom, those that fail their digits too."""
    for row in rows:
        for line in row.lines:
            yield from _on(line, row)


def _on(line: Line, row: Row) -> Iterator[TaxId]:
    text = line.text.upper()
    taken = 0
    for pattern, size in ((_CNPJ, 14), (_CPF, 11)):
        for found in pattern.finditer(text):
            bare = "".join(found.groups())
            printed = found.group().strip()
            separated = any(sign in printed for sign in "./-")
            if len(bare) != size or found.start() < taken:
                continue
            if line.source is Source.OCR and not tax_id.holds(bare):
                bare = bare.translate(_MISREAD)
            holds = tax_id.holds(bare)
            named = bool(_LABEL.search(row.words)) or separated
            if not named or not (holds or (separated and sum(map(str.isdigit, bare)) > size // 2)):
                continue
            taken = found.end()
            before = row.words[: max(row.words.find(printed.casefold()), 0)]
            yield TaxId(bare, printed, holds, row, line, before)
