"""A printed NF-e or NFC-e: its key proved, then what the key says, then what is printed."""

from datetime import date

import pytest

from domain.kernel.money import Money
from domain.kernel.say import Say
from domain.office.document.reading import Box, Name, Proof, Read, Source
from ingest.extractors.danfe import danfe, is_another, key_in_url, keys, looks_like_one
from ingest.found import Found, How
from ingest.page import Bars, Code, Page
from ingest.proofs import access_key
from tests.unit.ingest.paper import Cells, grid, page, value

SELLER, BUYER = "11222333000181", "24494897000115"
CORNER = Box(0, 0, 900, 900)


def a_key(issuer: str = SELLER, model: str = "65") -> str:
    body = f"352611{issuer}{model}001000123456112345678"
    return body + access_key.check_digit(body)


def spaced(key: str) -> str:
    return " ".join(key[at : at + 4] for at in range(0, 44, 4))


KEY = a_key()


def slip(
    *printed: Cells, codes: tuple[Code, ...] = (), source: Source = Source.OCR, head: bool = True
) -> Page:
    """Return an NFC-e with a discount, on paper."""
    seller: tuple[Cells, ...] = ("PADARIA BOA LTDA", "CNPJ: 11.222.333/0001-81") if head else ()
    return page(
        *seller,
        "Documento Auxiliar da Nota Fiscal de Consumidor Eletrônica",
        ("PAO FRANCES", "50,00"),
        ("Qtd. total de itens", "1"),
        ("Valor total R$", "50,00"),
        ("Desconto R$", "5,00"),
        ("Valor a pagar R$", "45,00"),
        "Consulte pela Chave de Acesso em www.sefaz.example",
        *printed,
        "NFC-e nº 123456 Série 1 24/11/2026 10:00:00",
        "Protocolo de autorização: 135260000000001",
        codes=codes,
        source=source,
    )


def sheet(key: str) -> Page:
    """Return an NF-e on a whole sheet."""
    return grid(
        {400: "RECEBEMOS DE PADARIA BOA LTDA OS PRODUTOS CONSTANTES DA NOTA", 8000: "NF-e"},
        {400: "PADARIA BOA", 4200: "DANFE", 5500: "CHAVE DE ACESSO"},
        {400: "Rua A 10", 4200: "Nº 000.123.456", 5500: spaced(key)},
        {400: "São Paulo", 4200: "SÉRIE 1"},
        {400: "NATUREZA DA OPERAÇÃO", 5500: "PROTOCOLO DE AUTORIZAÇÃO DE USO"},
        {400: "VENDA", 5500: "135260000000001 - 24/11/2026 10:00:00"},
        {400: "INSCRIÇÃO ESTADUAL", 6500: "CNPJ"},
        {400: "123.456.789.012", 6500: "11.222.333/0001-81"},
        {400: "DESTINATÁRIO / REMETENTE"},
        {400: "NOME / RAZÃO SOCIAL", 5500: "CNPJ / CPF", 8200: "DATA DA EMISSÃO"},
        {400: "PADARIA MODELO LTDA", 5500: "24.494.897/0001-15", 8200: "23/11/2026"},
        {400: "BASE DE CÁLCULO DO ICMS", 6000: "VALOR TOTAL DOS PRODUTOS"},
        {400: "100,00", 6000: "100,00"},
        {400: "VALOR DO FRETE", 6000: "VALOR TOTAL DA NOTA"},
        {400: "10,00", 6000: "110,00"},
    )


def said(found: list[Found]) -> dict[Name, Read]:
    return {each.name: each.value for each in found}


def warned(warnings: list[Say]) -> list[str]:
    return [each.key for each in warnings]


def the_key(found: list[Found]) -> Found:
    return next(each for each in found if each.name is Name.ACCESS_KEY)


def test_a_whole_sheet_says_everything() -> None:
    key = a_key(model="55")

    found, warnings = danfe(sheet(key))

    assert said(found) == {
        Name.ACCESS_KEY: key,
        Name.NUMBER: "123456",
        Name.SERIES: "1",
        Name.PROTOCOL: "135260000000001",
        Name.ISSUED_ON: date(2026, 11, 23),
        Name.TOTAL: Money(11_000),
        Name.SUPPLIER_NAME: "PADARIA BOA LTDA",
        Name.SUPPLIER_TAX_ID: SELLER,
        Name.RECIPIENT_NAME: "PADARIA MODELO LTDA",
        Name.RECIPIENT_TAX_ID: BUYER,
    }
    assert warnings == []


def test_a_slip_says_what_was_paid_after_its_discount() -> None:
    found, warnings = danfe(slip(spaced(KEY), "CONSUMIDOR - CPF 529.982.247-25 - ANA DE TAL"))

    assert said(found) == {
        Name.ACCESS_KEY: KEY,
        Name.NUMBER: "123456",
        Name.SERIES: "1",
        Name.PROTOCOL: "135260000000001",
        Name.ISSUED_ON: date(2026, 11, 24),
        Name.TOTAL: Money(4500),
        Name.SUPPLIER_NAME: "PADARIA BOA LTDA",
        Name.SUPPLIER_TAX_ID: SELLER,
        Name.RECIPIENT_NAME: "ANA DE TAL",
        Name.RECIPIENT_TAX_ID: "52998224725",
    }
    assert warnings == []


def test_a_total_that_payment_and_change_prove_is_proved() -> None:
    found, _ = danfe(slip(("Dinheiro", "50,00"), ("Troco R$", "5,00"), spaced(KEY)))

    total = next(each for each in found if each.name is Name.TOTAL)
    assert (total.value, total.how, total.proof) == (Money(4500), How.PROVED, Proof.SUM)


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        (("CONSUMIDOR CPF 529.982.247-25", "ANA DE TAL"), "ANA DE TAL"),
        (("CONSUMIDOR CPF 529.982.247-25", "Rua: 10"), None),
        (("CONSUMIDOR CPF 529.982.247-26", "ANA DE TAL"), None),
        (("CONSUMIDOR NAO IDENTIFICADO",), None),
    ],
)
def test_the_consumers_name_stands_beside_or_under_the_tax_id(
    rows: tuple[str, ...], name: str | None
) -> None:
    found, _ = danfe(slip(spaced(KEY), *rows))

    assert value(found, Name.RECIPIENT_NAME) == name


@pytest.mark.parametrize(
    "url",
    [
        f"https://nfce.example/qrcode?p={KEY}|2|1|1|{'A' * 40}",
        f"https://nfce.example/qrcode?p={KEY}%7C2%7C1%7C1%7CABC",
        f"https://nfce.example/qrcode?p={KEY}|3|1",
        f"https://nfce.example/qrcode?p={KEY}|3|1|24|45.00|2|52998224725|c2lnbmVk",
        f"https://nfce.example/qrcode?chNFe={KEY}&nVersao=100&tpAmb=1",
        f"https://nfce.example/consulta?chave={KEY}",
        f"https://nfce.example/qrcode?p={KEY.lower()}|3|1",
    ],
)
def test_the_key_is_read_from_the_address_of_every_version_of_the_qr_code(url: str) -> None:
    found, warnings = danfe(slip(codes=(Code(url, Bars.QR, CORNER),)))

    assert key_in_url(url) == KEY
    key = the_key(found)
    assert (key.value, key.source, key.proof) == (KEY, Source.QR, Proof.CHECK_DIGIT)
    assert key.box == CORNER
    assert warnings == []


@pytest.mark.parametrize("url", ["", "bom dia", "http://[torn", "https://x.example/?p=123|3|1"])
def test_an_address_without_a_key_has_none(url: str) -> None:
    assert key_in_url(url) == ""


def test_a_key_in_bars_and_in_print_is_of_two_sources() -> None:
    key = the_key(danfe(slip(spaced(KEY), codes=(Code(KEY, Bars.CODE128, CORNER),)))[0])

    assert (key.value, key.source, key.proof) == (KEY, Source.BARCODE, Proof.TWO_SOURCES)


def test_a_key_that_goes_on_in_the_next_line_is_put_together() -> None:
    found, _ = danfe(slip(spaced(KEY)[:29], spaced(KEY)[30:]))

    assert value(found, Name.ACCESS_KEY) == KEY


def test_a_key_with_letters_is_a_key() -> None:
    key = a_key("12ABC34501DE35", "55")

    found, warnings = danfe(page("DANFE", spaced(key)))

    assert value(found, Name.ACCESS_KEY) == key
    assert value(found, Name.SUPPLIER_TAX_ID) == "12ABC34501DE35"
    assert warnings == []


@pytest.mark.parametrize(
    ("source", "how"), [(Source.OCR, How.MENDED), (Source.TEXT_LAYER, How.LABELLED)]
)
def test_a_key_with_a_digit_off_is_shown_unproved_and_told(source: Source, how: How) -> None:
    wrong = KEY[:43] + str((int(KEY[43]) + 1) % 10)

    found, warnings = danfe(slip(spaced(wrong), source=source))

    key = the_key(found)
    assert (key.value, key.how, key.proof) == (wrong, how, None)
    assert value(found, Name.NUMBER) == "123456"
    assert warned(warnings) == ["ingest.key_digit_fails"]


def test_a_slip_without_a_key_is_told() -> None:
    found, warnings = danfe(slip())

    assert value(found, Name.ACCESS_KEY) is None
    assert warned(warnings) == ["ingest.key_unread"]


def test_of_two_keys_the_printed_issuers_is_taken_and_it_is_told() -> None:
    other = Code(a_key(BUYER), Bars.CODE128, CORNER)

    found, warnings = danfe(slip(spaced(KEY), codes=(other,)))

    assert value(found, Name.ACCESS_KEY) == KEY
    assert warned(warnings) == ["ingest.two_keys"]


def test_a_key_of_another_issuer_is_told() -> None:
    found, warnings = danfe(slip(spaced(a_key(BUYER))))

    assert value(found, Name.SUPPLIER_TAX_ID) == SELLER
    assert warned(warnings) == ["ingest.key_of_another"]


def test_where_no_tax_id_is_printed_the_keys_is_the_sellers() -> None:
    found, warnings = danfe(slip(spaced(KEY), head=False))

    assert value(found, Name.SUPPLIER_TAX_ID) == SELLER
    assert warnings == []


def test_a_test_environments_note_is_told() -> None:
    _, warnings = danfe(slip(spaced(KEY), "EMITIDA EM HOMOLOGAÇÃO - SEM VALOR FISCAL"))

    assert warned(warnings) == ["ingest.no_fiscal_value"]


@pytest.mark.parametrize(
    ("words", "one", "another"),
    [
        ("DANFE NFC-e", True, False),
        ("NOTA FISCAL ELETRONICA", True, False),
        ("DANFSe v1.0 - Documento Auxiliar da NFS-e", False, True),
        ("DACTE - CONHECIMENTO DE TRANSPORTE", False, True),
        ("CUPOM FISCAL", False, False),
    ],
)
def test_a_note_calls_itself_one(words: str, one: bool, another: bool) -> None:
    assert (looks_like_one(page(words)), is_another(page(words))) == (one, another)


def test_a_waybills_key_is_no_notes() -> None:
    assert keys(page("DACTE", spaced(a_key(model="57")))) == []
