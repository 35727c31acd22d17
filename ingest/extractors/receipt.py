"""A receipt: who sold, when, for how much, which number. Portuguese first; English as well."""

import re
from collections.abc import Iterator, Sequence

from domain.kernel.say import Say, say
from domain.office.document.reading import Name, Proof, Source
from ingest.extractors.company import company
from ingest.extractors.numbers import number
from ingest.extractors.tax_ids import TaxId, tax_ids
from ingest.extractors.total import total
from ingest.extractors.when import issued
from ingest.found import Found, How, on_lines
from ingest.layout import Row, rows
from ingest.page import Page

_BUYER = re.compile(
    r"consumidor|cliente|destinat|tomador|comprador|pagador|sacado|cpf do|cpf/cnpj do"
)

_SAYS_SO = re.compile(r"\b(cupom|recibo|nfc-?e|troco|receipt|total)\b")


def receipt(page: Page) -> tuple[list[Found], list[Say]]:
    """Return what a receipt says, and what to warn of."""
    lined = rows(page)
    found: list[Found | None] = [
        company(lined, page.number),
        issued(lined, page.number),
        total(lined, page.number),
        number(lined, page.number),
    ]
    warnings: list[Say] = []
    ids = list(tax_ids(lined))
    sellers = [each for each in ids if not _is_buyers(each, lined)]
    found.append(_supplier(sellers, page.number))
    if found[-1] is None and any(not each.holds for each in sellers):
        warnings.append(say("ingest.tax_id_doubtful", text=sellers[0].printed))
    return [each for each in found if each is not None], warnings


def looks_like_one(page: Page, found: Sequence[Found]) -> bool:
    """Return whether a page says enough to be a receipt: an amount, and a day or a seller.

    Where the amount cannot be read, day and seller are enough on a page that calls itself one.
    """
    names = {each.name for each in found}
    if Name.TOTAL in names:
        return bool(names & {Name.ISSUED_ON, Name.SUPPLIER_TAX_ID})
    told = any(_SAYS_SO.search(line.words) for line in page.lines)
    return told and {Name.ISSUED_ON, Name.SUPPLIER_TAX_ID} <= names


def _supplier(sellers: list[TaxId], page: int) -> Found | None:
    """Return the seller's tax id: the first that holds, else what a text layer says."""
    for each in sellers:
        if each.holds and len(each.bare) == 14:
            return tax_id_field(Name.SUPPLIER_TAX_ID, each, page)
    for each in sellers:
        if each.line.source is not Source.OCR and len(each.bare) == 14:
            return tax_id_field(Name.SUPPLIER_TAX_ID, each, page)
    return None


def tax_id_field(name: Name, each: TaxId, page: int) -> Found:
    """Return a tax id as a value with its proof."""
    return on_lines(
        name,
        each.bare,
        (each.line,),
        page,
        How.PROVED if each.holds else How.LABELLED,
        text=each.printed,
        proof=Proof.CHECK_DIGIT if each.holds else None,
    )


def _is_buyers(each: TaxId, lined: Sequence[Row]) -> bool:
    return bool(_BUYER.search(each.before)) or any(
        _BUYER.search(row.words) for row in _above(each, lined)
    )


def _above(each: TaxId, lined: Sequence[Row]) -> Iterator[Row]:
    """Yield the row above, when it is a heading (a label without a tax id of its own)."""
    at = next(at for at, row in enumerate(lined) if row is each.row)
    if at and len(lined[at - 1].words) < 40:
        yield lined[at - 1]
