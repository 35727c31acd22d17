"""Who issued a receipt: the name at its head, the registered one before the one on the sign."""

import re
from collections.abc import Sequence

from domain.office.document.reading import Name
from ingest.found import Found, How, on_lines
from ingest.layout import Row
from ingest.page import Line

#: How a registered company's name ends, here and where foreign receipts come from.
_REGISTERED = re.compile(
    r"\b(ltda|s\.?/?a\.?|eireli|m\.?e\.?|epp|mei|sdn\.? ?bhd|s/b|5/8|s[. ]?b|bhd|plt|llc|inc|ltd|"
    r"corp|gmbh)"
    r"[.,)]*(?=$| \(| fka|\()"
)
_TRADE = re.compile(
    r"enterprise|trading|restaura|restoran|kopitiam|hardware|bakery|cafe|store|shop|book|market|"
    r"mart\b|kedai|perniagaan|syarikat|comerci|padaria|panificadora|mercad|supermerc|lanchonete|"
    r"farmac|"
    r"drogaria|posto|auto ?posto|hotel|pousada|churrasc|pizzaria|bar e|distribuid|papelaria|"
    r"livraria|"
    r"confeitaria|industria|servicos|transporte|combustive|handicraft|tailoring|sushi|grill|bistro"
)
_NO_NAME = re.compile(
    r"invoice|receipt|\btax\b|welcome|thank|cupom|nota fiscal|documento|danfe|extrato|recibo|"
    r"formerly|licensee|reg\.? ?no|gst|cnpj|\bie\b|\bim\b|\btel\b|\bfax\b|www|\.com|@|posted|paid|"
    r"copy|original|bem.?vindo|obrigad|guest check|bill to|cash ?bill|^date|^table|order|"
    r"vencimento|^valor|^beneficiario|^cedente|^pagador"
)
_ADDRESS = re.compile(
    r"jalan|\bjln\b|\bjl\b|\blot\b|^no\b|taman|\btmn\b|selangor|kuala|johor|\brua\b|^r\.|\bav\b|"
    r"avenida|"
    r"rodovia|\brod\b|bairro|\bcep\b|street|\broad\b|\bkm\b|^level|floor|^tel|^fax|^h/p|phone|"
    r"fone|seksyen|"
    r"section|bandar|bangunan|[0-9]{5}-?[0-9]{3}|\b[0-9]{5}\b|centro|andar"
)
_REGISTRATION = re.compile(
    r"\s*\(?(?:co\.? ?reg\.?|cnpj|reg)?[ :]*\(?[0-9]{4,12} ?-? ?[A-Z]?\)?\s*$|"
    r"\s*\([A-Z]?[A-Z]?[0-9 -]{4,}[A-Z]?\)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\([0-9]{4,} ?-? ?[A-Z]\)")
_OWNED = re.compile(
    r"^\s*(?:dimiliki(?: oleh)?|owned by|operated by|raz[aã]o social|nome|emitente)\s*[:\-]?\s*",
    re.IGNORECASE,
)
_HEAD = 12


def company(rows: Sequence[Row], page: int) -> Found | None:
    """Return the name of the shop, or None when the head of the receipt shows none."""
    best: tuple[int, tuple[Line, ...], str] | None = None
    in_address = False
    for at, row in enumerate(rows[:_HEAD]):
        in_address = in_address or (at > 0 and bool(_ADDRESS.search(row.words)))
        points = _points(row, at, in_address=in_address)
        if points is not None and (best is None or points > best[0]):
            lines, text = _whole(rows, at)
            best = points, lines, text
    if best is None:
        return None
    points, lines, text = best
    how = How.SUFFIXED if _REGISTERED.search(_bare(text).casefold()) else How.GUESSED
    return on_lines(Name.SUPPLIER_NAME, _bare(text), lines, page, how, text=text)


def _points(row: Row, at: int, *, in_address: bool) -> int | None:
    """Return how much a row looks like the shop's name, or None when it cannot be one."""
    words = row.words
    letters = len(re.sub(r"[^a-z]", "", words))
    digits = len(re.sub(r"[^0-9]", "", _bare(words)))
    registered = bool(_REGISTERED.search(_bare(row.text).casefold()))
    if letters < 3 or digits * 2 > letters or (_NO_NAME.search(words) and not registered):
        return None
    points = 20 - 2 * at
    points += 14 if registered else 6 if _TRADE.search(words) else 0
    numbered = registered and _NUMBERED.search(row.text)
    points += 4 if numbered else 0
    points -= 8 if _ADDRESS.search(words) and not registered else 0
    points -= 10 if in_address and not numbered else 0
    points -= 6 if row.text == row.text.lower() else 0
    return points


def _whole(rows: Sequence[Row], at: int) -> tuple[tuple[Line, ...], str]:
    """Return the lines and the text of a name that may go over two rows."""
    lines, text = rows[at].lines, rows[at].text
    if text.rstrip().endswith("&") and at + 1 < len(rows):
        return lines + rows[at + 1].lines, f"{text} {rows[at + 1].text}"
    joined = at > 0 and (text.lstrip().startswith("&") or rows[at - 1].text.rstrip().endswith("&"))
    if joined:
        return rows[at - 1].lines + lines, f"{rows[at - 1].text} {text}"
    return lines, text


def _bare(text: str) -> str:
    """Return a name without its registration number and without a label before it."""
    name = _OWNED.sub("", _REGISTRATION.sub("", text)).strip(" -–:*,")
    name = re.sub(r"(?<=[A-Za-z.])\(", " (", name)  # blanks get lost before a bracket
    return re.sub(r"\b5/8$", "S/B", name)
