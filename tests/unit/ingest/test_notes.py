"""An NF-e as XML: what it says is read as it stands; where it contradicts itself is told."""

from collections.abc import Callable
from datetime import date

import pytest

from domain.kernel.errors import Invalid
from domain.kernel.money import Money
from domain.office.document.reading import Due, Kind, Name, Proof, Reading
from ingest.proofs import access_key
from ingest.read import read
from ingest.readers import xml

TODAY = date(2026, 11, 24)
_BODY = "35261111222333000181550010001234561123456780"[:43]
KEY = _BODY + access_key.check_digit(_BODY)
SUPPLEMENT = "<infNFeSupl><qrCode>https://nfce.example/?p=1</qrCode></infNFeSupl>"
NOTE = f"""<nfeProc xmlns="http://www.portalfiscal.inf.br/nfe"><NFe><infNFe Id="NFe{KEY}">
<ide><nNF>123456</nNF><serie>1</serie><dhEmi>2026-11-23T22:00:00-03:00</dhEmi><tpAmb>1</tpAmb></ide>
<emit><CNPJ>11222333000181</CNPJ><xNome>Padaria Boa Ltda</xNome></emit>
<dest><CPF>52998224725</CPF><xNome>Ana de Tal</xNome></dest>
<total><ICMSTot><vProd>100.00</vProd><vFrete>10.00</vFrete><vIPI>5.00</vIPI><vDesc>15.00</vDesc>
<vICMS>18.00</vICMS><vPIS>0.00</vPIS><vNF>100.00</vNF></ICMSTot></total>
<cobr><dup><dVenc>2026-12-10</dVenc><vDup>60.00</vDup></dup>
<dup><dVenc>2027-01-10</dVenc><vDup>40.00</vDup></dup><dup><dVenc>em breve</dVenc></dup></cobr>
</infNFe>{SUPPLEMENT}</NFe><protNFe><infProt><nProt>135260000000001</nProt><cStat>100</cStat></infProt>
</protNFe></nfeProc>"""


def reading_of(note: str) -> Reading:
    return read(note.encode(), "nota.xml", TODAY)


def warned(reading: Reading) -> list[str]:
    return [each.key for each in reading.warnings]


def test_a_note_says_everything() -> None:
    reading = reading_of(NOTE)

    assert {each.name: each.value for each in reading} == {
        Name.ACCESS_KEY: KEY,
        Name.SUPPLIER_NAME: "Padaria Boa Ltda",
        Name.SUPPLIER_TAX_ID: "11222333000181",
        Name.RECIPIENT_NAME: "Ana de Tal",
        Name.RECIPIENT_TAX_ID: "52998224725",
        Name.NUMBER: "123456",
        Name.SERIES: "1",
        Name.ISSUED_ON: date(2026, 11, 23),
        Name.TOTAL: Money(10_000),
        Name.ICMS: Money(1800),
        Name.IPI: Money(500),
        Name.PROTOCOL: "135260000000001",
        Name.QR_URL: "https://nfce.example/?p=1",
    }
    assert reading.dues == (
        Due(date(2026, 12, 10), Money(6000)),
        Due(date(2027, 1, 10), Money(4000)),
    )
    total = reading.field(Name.TOTAL)
    assert total is not None
    assert (total.proof, total.confidence) == (Proof.SUM, 99)
    assert warned(reading) == []


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        (f"NFe{KEY}", f"NFe{KEY[:43]}{(int(KEY[43]) + 1) % 10}", "ingest.key_digit_fails"),
        ("11222333000181</CNPJ>", "24494897000115</CNPJ>", "ingest.key_of_another"),
        ("<cStat>100", "<cStat>101", "ingest.cancelled"),
        ("<cStat>100", "<cStat>110", "ingest.not_authorised"),
        ("<cStat>100</cStat>", "", "ingest.not_authorised"),
        ("<tpAmb>1", "<tpAmb>2", "ingest.no_fiscal_value"),
    ],
)
def test_what_is_odd_about_a_note_is_told(old: str, new: str, warning: str) -> None:
    assert warned(reading_of(NOTE.replace(old, new))) == [warning]


def test_a_note_whose_issuer_is_no_one_is_told() -> None:
    reading = reading_of(NOTE.replace("11222333000181</CNPJ>", "11222333000182</CNPJ>"))

    assert warned(reading) == ["ingest.key_of_another", "ingest.tax_id_doubtful"]
    supplier = reading.field(Name.SUPPLIER_TAX_ID)
    assert supplier is not None
    assert supplier.proof is None


@pytest.mark.parametrize(
    ("old", "new", "proof"),
    [
        ("<vFrete>10.00", "<vFrete>11.00", None),
        ("<vDesc>15.00", "<vDesc>NaN", None),
        ("<vFrete>10.00", "<vST>4.00</vST><vFrete>6.00", Proof.SUM),
    ],
)
def test_a_total_is_proved_when_its_parts_come_to_it(
    old: str, new: str, proof: Proof | None
) -> None:
    total = reading_of(NOTE.replace(old, new)).field(Name.TOTAL)

    assert total is not None
    assert total.proof is proof


def test_an_old_note_tells_its_day_under_another_name() -> None:
    reading = reading_of(
        NOTE.replace("dhEmi", "dEmi").replace("2026-11-23T22:00:00-03:00", "2013-10-02")
    )

    assert reading.day(Name.ISSUED_ON) == date(2013, 10, 2)


def test_a_note_without_its_envelope_is_one() -> None:
    bare = NOTE[NOTE.index("<NFe>") : NOTE.index("<protNFe>")]

    reading = reading_of(bare)

    assert reading.kind is Kind.NFE
    assert reading.text_of(Name.NUMBER) == "123456"
    assert warned(reading) == ["ingest.not_authorised"]


def test_an_empty_note_says_nothing_and_breaks_nothing() -> None:
    reading = reading_of("<NFe><infNFe/></NFe>")

    assert reading.fields == ()
    assert reading.kind is Kind.NFE


@pytest.mark.parametrize(
    "root", ["<cteProc><CTe><infNFe/></CTe></cteProc>", "<nfeProc/>", "<procEventoNFe/>"]
)
def test_a_file_that_only_holds_a_notes_words_is_no_note(root: str) -> None:
    reading = reading_of(root)

    assert reading.kind is Kind.OTHER
    assert warned(reading) == ["ingest.xml_unknown"]


ENCODED: dict[str, Callable[[], bytes]] = {
    "UTF-8 with a mark": lambda: b"\xef\xbb\xbf" + NOTE.encode(),
    "UTF-16": lambda: NOTE.encode("utf-16"),
    "Latin 1, declared": lambda: (
        b'<?xml version="1.0" encoding="ISO-8859-1"?>'
        + NOTE.replace("Boa Ltda", "Pão Ltda").encode("latin-1")
    ),
}


@pytest.mark.parametrize("case", ENCODED)
def test_a_note_is_read_in_the_encodings_that_occur(case: str) -> None:
    reading = read(ENCODED[case](), "nota.xml", TODAY)

    assert reading.text_of(Name.NUMBER) == "123456"
    assert (reading.text_of(Name.SUPPLIER_NAME) or "")[:8] == "Padaria "


def test_a_type_that_got_past_the_first_look_is_refused_by_the_parser() -> None:
    with pytest.raises(Invalid) as refused:
        xml.parse(b"<!DOCTYPE x><x/>")

    assert refused.value.say.key == "ingest.refused_doctype"
    with pytest.raises(Invalid) as torn:
        xml.parse(b"<x>")
    assert torn.value.say.key == "ingest.unreadable"
