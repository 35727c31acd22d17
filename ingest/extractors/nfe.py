"""NF-e and NFC-e as XML: the document itself, so what it says is what is true of it.

Fixtures and real life disagree with themselves (a key of another issuer, a failing digit): that is
warned of, never corrected. The root decides what a file is: a CT-e holds an `infNFe` as well.
"""

import re
from collections.abc import Iterator
from datetime import date

from domain.kernel.money import Money
from domain.kernel.say import Say, say
from domain.office.document.reading import Due, Name, Proof, Read, Source
from ingest.found import Found, How
from ingest.page import clean
from ingest.proofs import access_key, tax_id
from ingest.readers.xml import Node, child, children, local, text

_AMOUNT = re.compile(r"-?[0-9]{1,13}\.[0-9]{2}", re.ASCII)
_AUTHORISED = frozenset({"100", "150"})
_CANCELLED = frozenset({"101", "135", "151", "155"})
#: What adds to a note's total and what is taken off (MOC 7.0, rule W16-10).
_PLUS = ("vProd", "vST", "vFCPST", "vFrete", "vSeg", "vOutro", "vII", "vIPI", "vIPIDevol", "vServ")
_MINUS = ("vDesc", "vICMSDeson")
_TAXES = {
    Name.ICMS: "vICMS",
    Name.ICMS_ST: "vST",
    Name.IPI: "vIPI",
    Name.PIS: "vPIS",
    Name.COFINS: "vCOFINS",
}


def body(root: Node) -> Node | None:
    """Return the `infNFe` of a note, or None when the file is something else."""
    match local(root):
        case "nfeProc":
            return child(root, "NFe", "infNFe")
        case "NFe":
            return child(root, "infNFe")
        case _:
            return None


def nfe(root: Node, note: Node) -> tuple[list[Found], list[Say], tuple[Due, ...]]:
    """Return what a note says, what to warn of, and its instalments."""
    key = clean(note.get("Id", "")).removeprefix("NFe")
    found = [*_key(key), *_parties(note), *_heads(note), *_amounts(note)]
    protocol = child(root, "protNFe", "infProt")
    if text(protocol, "nProt"):
        found.append(_said(Name.PROTOCOL, text(protocol, "nProt")))
    if text(child(note.getparent(), "infNFeSupl"), "qrCode"):
        url = clean(text(child(note.getparent(), "infNFeSupl"), "qrCode"))[:2000]
        found.append(_said(Name.QR_URL, url))
    return found, list(_warnings(note, key, text(protocol, "cStat"))), tuple(_dues(note))


def _said(name: Name, value: Read, printed: str | None = None, proof: Proof | None = None) -> Found:
    how = How.LABELLED if proof is None else How.PROVED
    return Found(name, value, printed or str(value), how, Source.XML, proof=proof)


def _key(key: str) -> Iterator[Found]:
    if key:
        yield _said(
            Name.ACCESS_KEY, key, proof=Proof.CHECK_DIGIT if access_key.holds(key) else None
        )


def _parties(note: Node) -> Iterator[Found]:
    for party, name, number in (
        ("emit", Name.SUPPLIER_NAME, Name.SUPPLIER_TAX_ID),
        ("dest", Name.RECIPIENT_NAME, Name.RECIPIENT_TAX_ID),
    ):
        known = clean(text(note, party, "xNome"))
        if known:
            yield _said(name, known)
        bare = text(note, party, "CNPJ") or text(note, party, "CPF")
        if bare:
            yield _said(number, bare, proof=Proof.CHECK_DIGIT if tax_id.holds(bare) else None)


def _heads(note: Node) -> Iterator[Found]:
    for name, tag in ((Name.NUMBER, "nNF"), (Name.SERIES, "serie")):
        if text(note, "ide", tag):
            yield _said(name, clean(text(note, "ide", tag)))
    issued = _day(text(note, "ide", "dhEmi") or text(note, "ide", "dEmi"))
    if issued is not None:
        yield _said(Name.ISSUED_ON, issued)


def _amounts(note: Node) -> Iterator[Found]:
    sums = child(note, "total", "ICMSTot")
    total = _money(text(sums, "vNF"))
    if total is not None:
        adds_up = total == _sum(sums)
        yield _said(Name.TOTAL, total, text(sums, "vNF"), Proof.SUM if adds_up else None)
    for name, tag in _TAXES.items():
        tax = _money(text(sums, tag))
        if tax:
            yield _said(name, tax, text(sums, tag))


def _sum(sums: Node | None) -> Money:
    total = Money.zero()
    for tag in _PLUS:
        total += _money(text(sums, tag)) or Money.zero()
    for tag in _MINUS:
        total -= _money(text(sums, tag)) or Money.zero()
    return total


def _dues(note: Node) -> Iterator[Due]:
    for part in children(child(note, "cobr"), "dup"):
        day, amount = _day(text(part, "dVenc")), _money(text(part, "vDup"))
        if day is not None and amount is not None:
            yield Due(day, amount)


def _warnings(note: Node, key: str, status: str) -> Iterator[Say]:
    parsed = access_key.parsed(key)
    issuer = text(note, "emit", "CNPJ") or text(note, "emit", "CPF")
    if not access_key.holds(key):
        yield say("ingest.key_digit_fails")
    if parsed is None or parsed.tax_id != issuer:
        yield say("ingest.key_of_another", supplier=clean(text(note, "emit", "xNome")))
    if not tax_id.holds(issuer):
        yield say("ingest.tax_id_doubtful", text=clean(issuer))
    if status in _CANCELLED:
        yield say("ingest.cancelled")
    elif status not in _AUTHORISED:
        yield say("ingest.not_authorised")
    if text(note, "ide", "tpAmb") == "2":
        yield say("ingest.no_fiscal_value")


def _money(raw: str) -> Money | None:
    return Money.plain(raw) if _AMOUNT.fullmatch(raw) else None


def _day(raw: str) -> date | None:
    try:
        return date.fromisoformat(raw[:10])
    except ValueError:
        return None
