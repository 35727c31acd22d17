"""The printed NF-e or NFC-e (DANFE): its access key, what the key says, and what is printed."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, unquote, urlsplit

from domain.kernel.money import Money
from domain.kernel.say import Say, say
from domain.office.document.reading import PAGE, Name, Proof, Source
from ingest.extractors.receipt import receipt, tax_id_field
from ingest.extractors.tax_ids import tax_ids
from ingest.found import Found, How, on_lines
from ingest.layout import rows, values
from ingest.page import Bars, Code, Line, Page
from ingest.printed import amounts, days
from ingest.proofs import access_key
from ingest.proofs.access_key import AccessKey

_RUN = re.compile(r"(?<![0-9A-Z])[0-9](?:[ .\-]?[0-9A-Z]){43}(?![0-9A-Z])", re.ASCII)
_IS_ONE = re.compile(
    r"danfe\b|documento auxiliar da nota|nfc-?e|chave de acesso|nota fiscal.{0,20}eletr"
)
_IS_NOT = re.compile(
    r"danfs-?e|nfs-?e\b|nota fiscal de servico|dacte|\bct-?e\b|conhecimento de transporte"
)
#: The most telling first: on an NFC-e "valor total" is still without its discount.
_TOTAL = (
    "valor total da nota",
    "v. total da nota",
    "total da nota",
    "valor a pagar r$",
    "valor a pagar rs",
    "valor a pagar",
    "valor total r$",
    "valor total rs",
    "valor total",
)
_ISSUED = ("data da emissao", "data de emissao", "data emissao", "emissao")
_NUMBER = re.compile(
    r"(?:nfc-?e|nf-?e|\bn[o°.º]+|numero)[ :]*(?:n[o°.º]*)?[ :]*(?P<n>[0-9][0-9.]{0,11})"
)
_SERIES = re.compile(r"serie[ :]*(?P<n>[0-9]{1,3})")
_HEADING = re.compile(r"destinatario( ?/ ?remetente)?")
_NAME = ("nome / razao social", "nome/razao social", "nome /razao social", "nome/ razao social")
_RECEIVED = re.compile(r"recebemos de (?P<n>.{2,80}?)[, ]+os produtos", re.IGNORECASE)
_PROTOCOL = re.compile(r"(?<![0-9])(?P<n>[1-9][0-9]{14})(?![0-9])")


def keys(page: Page) -> list[tuple[str, Line | None, Code | None]]:
    """Return the access keys of a page whose digit holds, from bars, from a QR code, from print."""
    found: dict[str, tuple[str, Line | None, Code | None]] = {}
    for code in page.codes:
        key = code.text if code.bars is Bars.CODE128 else key_in_url(code.text)
        if _is_of_note(key):
            found.setdefault(key, (key, None, code))
    for line, key in _printed(page):
        if _is_of_note(key):
            known = found.get(key)
            found[key] = (key, line, known[2] if known else None)
    issuers = {each.bare for each in tax_ids(rows(page))}
    # A page may show two keys (a wrong QR code): the one of the issuer printed on it goes first.
    return sorted(found.values(), key=lambda each: each[0][6:20] not in issuers)


def _is_of_note(key: str) -> bool:
    parsed = access_key.parsed(key)
    return access_key.holds(key) and parsed is not None and parsed.model in {"55", "65"}


def looks_like_one(page: Page) -> bool:
    """Return whether the words of a page say that it is a printed note."""
    return not is_another(page) and any(_IS_ONE.search(line.words) for line in page.lines)


def is_another(page: Page) -> bool:
    """Return whether a page is the print of a service note or a waybill: not read yet."""
    return any(_IS_NOT.search(line.words) for line in page.lines)


def key_in_url(text: str) -> str:
    """Return the access key in the address of a QR code, or nothing."""
    try:
        asked = parse_qs(urlsplit(text.strip()).query)
    except ValueError:
        return ""
    for value in (*asked.get("p", ()), *asked.get("chNFe", ()), *asked.get("chave", ())):
        key = unquote(value).split("|")[0].upper()
        if len(key) == 44:
            return key
    return ""


def danfe(page: Page) -> tuple[list[Found], list[Say]]:
    """Return what a printed note says, and what to warn of."""
    found, warnings = receipt(page)
    if _heading(page) is not None:
        # On a whole sheet the first tax id may be a carrier's; its own block tells the issuer's.
        found = [each for each in found if each.name is not Name.SUPPLIER_TAX_ID]
    held = keys(page)
    printed = [
        *_key(page, held),
        *_heads(page),
        *_issued(page),
        *_total(page, found),
        *_parties(page),
    ]
    parsed = access_key.parsed(held[0][0]) if held else None
    if parsed is not None:
        printed += _of_key(parsed)
    for each in printed:
        found = [*(known for known in found if known.name is not each.name), each]
    seller = next((each for each in found if each.name is Name.SUPPLIER_TAX_ID), None)
    if parsed is not None and seller is None:
        found.append(_keyed(Name.SUPPLIER_TAX_ID, parsed.tax_id))
    elif parsed is not None and seller is not None and seller.value != parsed.tax_id:
        warnings.append(say("ingest.key_of_another", supplier=str(seller.value)))
    if not held:
        read = any(each.name is Name.ACCESS_KEY for each in found)
        warnings.append(say("ingest.key_digit_fails" if read else "ingest.key_unread"))
    if len(held) > 1:
        warnings.append(say("ingest.two_keys"))
    if any("sem valor fiscal" in line.words for line in page.lines):
        warnings.append(say("ingest.no_fiscal_value"))
    return found, warnings


def _keyed(name: Name, value: str) -> Found:
    return Found(name, value, value, How.DECODED, Source.KEY, proof=Proof.CHECK_DIGIT)


def _of_key(parsed: AccessKey) -> list[Found]:
    return [_keyed(Name.NUMBER, parsed.number), _keyed(Name.SERIES, parsed.series)]


def _printed(page: Page) -> Iterator[tuple[Line, str]]:
    """Yield what may be keys: on one line, or gone on under it (NFC-e break it in two)."""
    lines = sorted(page.lines, key=lambda each: each.flat.y0)
    for at, line in enumerate(lines):
        for text in (line.text, *(f"{line.text} {other.text}" for other in lines[at + 1 : at + 3])):
            for run in _RUN.findall(text):
                yield line, re.sub(r"[ .\-]", "", run)


def _key(page: Page, held: list[tuple[str, Line | None, Code | None]]) -> Iterator[Found]:
    if held:
        key, line, code = held[0]
        both = line is not None and code is not None
        proof = Proof.TWO_SOURCES if both else Proof.CHECK_DIGIT
        source = (
            code.source if code is not None else line.source if line is not None else Source.OCR
        )
        box = line.box if line is not None else code.box if code is not None else None
        yield Found(
            Name.ACCESS_KEY, key, key, How.PROVED, source, proof=proof, page=page.number, box=box
        )
        return
    for line, text in _printed(page):
        # What the paper says, though its digit fails; off a picture it may be misread.
        if sum(map(str.isdigit, text)) >= 32:
            how = How.LABELLED if line.source is Source.TEXT_LAYER else How.MENDED
            yield on_lines(Name.ACCESS_KEY, text, (line,), page.number, how, text=line.text)
            return


def _heads(page: Page) -> Iterator[Found]:
    for name, pattern in (
        (Name.NUMBER, _NUMBER),
        (Name.SERIES, _SERIES),
        (Name.PROTOCOL, _PROTOCOL),
    ):
        for line in page.lines:
            found = pattern.search(line.words)
            if found is not None:
                value = found["n"].replace(".", "").lstrip("0") or "0"
                yield on_lines(name, value, (line,), page.number, How.LABELLED, text=found["n"])
                break


def _issued(page: Page) -> Iterator[Found]:
    for line, text in values(page, _ISSUED):
        for day in days(text):
            printed = text[day.start : day.end]
            yield on_lines(
                Name.ISSUED_ON, day.day, (line,), page.number, How.LABELLED, text=printed
            )
            return


def _total(page: Page, known: list[Found]) -> Iterator[Found]:
    """Yield the labelled total, agreed when the receipt's own reasons point at it too."""
    guess = next((each for each in known if each.name is Name.TOTAL), None)
    for label in _TOTAL:
        for line, text in values(page, (label,)):
            for amount in amounts(text):
                if amount.cents > 0:
                    total = Money(amount.cents)
                    agreed = guess is not None and guess.value == total
                    how = How.AGREED if agreed else How.LABELLED
                    if guess is not None and agreed and guess.proof is not None:
                        yield guess
                        return
                    yield on_lines(Name.TOTAL, total, (line,), page.number, how, text=text)
                    return


def _parties(page: Page) -> Iterator[Found]:
    """Yield issuer and recipient: the recipient's tax id stands below the heading of its block."""
    for line in page.lines:
        named = _RECEIVED.search(line.text)
        if named is not None:
            name = named["n"].strip()
            yield on_lines(Name.SUPPLIER_NAME, name, (line,), page.number, How.LABELLED, text=name)
            break
    heading = _heading(page)
    if heading is None:
        yield from _consumer(page)
        return
    ids = list(tax_ids(rows(page)))
    above = [each for each in ids if each.line.flat.y0 < heading.flat.y0 and len(each.bare) == 14]
    for name, found in (
        (Name.SUPPLIER_TAX_ID, above[::-1]),
        (Name.RECIPIENT_TAX_ID, [each for each in ids if _is_just_under(each.line, heading)]),
    ):
        sure = [each for each in found if each.holds or each.line.source is not Source.OCR]
        if sure:
            yield tax_id_field(name, sure[0], page.number)
    for line, text in values(page, _NAME):
        if line.flat.y0 > heading.flat.y0 and sum(map(str.isalpha, text)) >= 3:
            yield on_lines(Name.RECIPIENT_NAME, text, (line,), page.number, How.LABELLED, text=text)
            return


def _heading(page: Page) -> Line | None:
    return next((line for line in page.lines if _HEADING.fullmatch(line.words)), None)


def _is_just_under(line: Line, heading: Line) -> bool:
    """Return whether a line stands in the block of a heading: a tenth of the page, at most."""
    return 0 < line.flat.y0 - heading.flat.y0 < PAGE // 10


def _consumer(page: Page) -> Iterator[Found]:
    """Yield to whom an NFC-e was issued: its tax id, with the name beside it or in the next row."""
    lined = rows(page)
    for at, row in enumerate(lined):
        buyer = next((each for each in tax_ids([row]) if "consumidor" in row.words), None)
        if buyer is None or (buyer.line.source is Source.OCR and not buyer.holds):
            continue
        yield tax_id_field(Name.RECIPIENT_TAX_ID, buyer, page.number)
        beside = row.text[row.text.find(buyer.printed) + len(buyer.printed) :].strip(" -:")
        below = lined[at + 1] if at + 1 < len(lined) else row
        name, lines = (beside, row.lines) if beside else (below.text, below.lines)
        if re.fullmatch(r"[^0-9:]{3,60}", name):
            yield on_lines(Name.RECIPIENT_NAME, name, lines, page.number, How.GUESSED, text=name)
        return
