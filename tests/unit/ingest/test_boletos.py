"""A boleto: its number proved, then what the number and the labels say; a contradiction is told."""

from datetime import date

import pytest

from domain.kernel.money import Money
from domain.kernel.say import Say
from domain.office.document.reading import Box, Name, Proof, Source
from ingest.extractors import boleto
from ingest.found import Found, How
from ingest.page import Bars, Code, Page
from ingest.proofs import boleto as proof
from ingest.proofs import brcode
from tests.unit.ingest.paper import grid, page, value

TODAY = date(2026, 11, 24)
DUE = date(2026, 12, 10)
CORNER = Box(0, 9000, 5000, 9500)


def bars(due: date | None = DUE, cents: int = 124_055) -> str:
    factor = proof.factor(due) if due else 0
    front, rest = "3419", f"{factor:04d}{cents:010d}1234567890123456789012345"
    return f"{front}{proof.bank_digit(front + rest)}{rest}"


def utility(kind: str, cents: int = 18_740) -> str:
    front, rest = f"83{kind}", f"{cents:011d}0123{'7' * 25}"
    return f"{front}{proof.utility_digit(front, front + rest)}{rest}"


def itf(text: str) -> Code:
    return Code(text, Bars.ITF, CORNER)


def form(linha: str, **changed: str) -> Page:
    """Return a bank's form; what stands in `changed` stands there instead."""
    said = {"due": "10/12/2026", "amount": "1.240,55", "payee": "ENERGIA BOA S.A."} | changed
    return grid(
        {400: "Banco X", 3000: "341-7", 4000: linha},
        {400: "Local de pagamento", 7600: "Vencimento"},
        {400: "Pagável em qualquer banco", 7600: said["due"]},
        {400: "Beneficiário", 5000: "CNPJ", 7600: "Agência/Código"},
        {400: said["payee"], 5000: "11.222.333/0001-81", 7600: "1234/56789-0"},
        {400: "Data do documento", 2200: "Nº do documento", 4000: "Espécie doc."},
        {400: "20/11/2026", 2200: "NF 10876", 4000: "DM"},
        {400: "Uso do banco", 2200: "Carteira", 7600: "(=) Valor do documento"},
        {2200: "109", 7600: said["amount"]},
        {400: "Pagador"},
        {400: "PADARIA MODELO LTDA - CNPJ 24.494.897/0001-15"},
        {400: "Rua das Flores 10"},
    )


def read(paper: Page, today: date = TODAY) -> tuple[list[Found], list[Say]]:
    (only,) = boleto.boletos(paper)
    return boleto.boleto(paper, only, today)


def keys(warnings: list[Say]) -> list[str]:
    return [each.key for each in warnings]


LINHA = proof.printed(proof.bank_linha(bars()))


def test_a_form_says_everything() -> None:
    found, warnings = read(form(LINHA))

    assert {each.name: each.value for each in found} == {
        Name.LINHA_DIGITAVEL: proof.bank_linha(bars()),
        Name.BANK: "341",
        Name.TOTAL: Money(124_055),
        Name.DUE_ON: DUE,
        Name.SUPPLIER_NAME: "ENERGIA BOA S.A.",
        Name.RECIPIENT_NAME: "PADARIA MODELO LTDA",
        Name.SUPPLIER_TAX_ID: "11222333000181",
        Name.RECIPIENT_TAX_ID: "24494897000115",
        Name.NUMBER: "NF 10876",
        Name.ISSUED_ON: date(2026, 11, 20),
    }
    assert warnings == []
    assert boleto.has_labels(form(LINHA))


@pytest.mark.parametrize(
    "printed",
    [
        LINHA,
        LINHA.replace(".", "").replace(" ", ""),
        LINHA.replace("0", "O"),
        LINHA.replace("1", "l"),
        f"341-7 | {LINHA}",
        proof.printed(proof.utility_linha(utility("6"))),
        proof.utility_linha(utility("8")),
    ],
)
def test_a_line_is_read_however_it_is_printed(printed: str) -> None:
    found, _ = read(page(printed))

    linha = next(each for each in found if each.name is Name.LINHA_DIGITAVEL)
    assert (linha.how, linha.proof, linha.source) == (How.PROVED, Proof.CHECK_DIGIT, Source.OCR)


def test_a_line_cut_in_pieces_by_a_reader_is_put_together() -> None:
    found, _ = read(page((LINHA[:24], LINHA[25:])))

    assert value(found, Name.LINHA_DIGITAVEL) == proof.bank_linha(bars())


@pytest.mark.parametrize("at", [0, 4, 12, 25, 40])
def test_one_digit_off_is_no_boleto(at: int) -> None:
    digits = proof.bank_linha(bars())
    wrong = str((int(digits[at]) + 1) % 10)

    assert boleto.boletos(page(digits[:at] + wrong + digits[at + 1 :])) == []


def test_bars_alone_are_enough() -> None:
    found, _ = read(page(codes=(itf(bars()),)))

    linha = found[0]
    assert (linha.source, linha.proof, linha.box) == (Source.BARCODE, Proof.CHECK_DIGIT, CORNER)
    assert value(found, Name.TOTAL) == Money(124_055)
    assert value(found, Name.DUE_ON) == DUE


def test_bars_and_print_that_agree_are_two_sources() -> None:
    found, warnings = read(page(LINHA, codes=(itf(bars()),)))

    assert (found[0].source, found[0].proof) == (Source.BARCODE, Proof.TWO_SOURCES)
    assert warnings == []


def test_bars_and_print_that_disagree_are_told() -> None:
    paper = page(LINHA, codes=(itf(bars(cents=924_055)),))

    papers = [boleto.boleto(paper, each, TODAY) for each in boleto.boletos(paper)]

    assert {value(found, Name.TOTAL) for found, _ in papers} == {Money(924_055), Money(124_055)}
    assert [keys(warnings) for _, warnings in papers] == [["ingest.bars_differ"]] * 2


@pytest.mark.parametrize("text", ["", "1" * 44, bars()[:-1], "https://x.example"])
def test_bars_of_something_else_are_no_boleto(text: str) -> None:
    assert boleto.boletos(page(codes=(itf(text), Code(bars(), Bars.QR, None)))) == []


@pytest.mark.parametrize(
    "day", [date(2025, 2, 21), date(2025, 2, 22), date(2026, 12, 10), date(2024, 2, 29)]
)
def test_the_day_of_a_factor_is_the_printed_one_on_either_side_of_its_restart(day: date) -> None:
    paper = form(proof.printed(proof.bank_linha(bars(day))), due=day.strftime("%d/%m/%Y"))

    found, warnings = read(paper, today=date(2012, 1, 1))

    due = next(each for each in found if each.name is Name.DUE_ON)
    assert (due.value, due.proof) == (day, Proof.TWO_SOURCES)
    assert warnings == []


def test_without_a_printed_day_the_factor_means_the_nearest() -> None:
    linha = proof.printed(proof.bank_linha(bars(date(2025, 2, 21))))

    assert value(read(page(linha), date(2025, 3, 1))[0], Name.DUE_ON) == date(2025, 2, 21)
    assert value(read(page(linha), date(2049, 1, 1))[0], Name.DUE_ON) == date(2049, 10, 13)


def test_another_printed_day_or_amount_is_told() -> None:
    found, warnings = read(form(LINHA, due="11/12/2026", amount="9.240,55"))

    assert keys(warnings) == ["ingest.due_day_differs", "ingest.amount_differs"]
    assert warnings[1].values == {"printed": Money(924_055), "coded": Money(124_055)}
    assert value(found, Name.TOTAL) == Money(124_055)
    assert value(found, Name.DUE_ON) == date(2026, 12, 11)


def test_a_number_without_amount_and_day_takes_the_labelled_ones() -> None:
    linha = proof.printed(proof.bank_linha(bars(None, 0)))

    found, warnings = read(page(linha, "Vencimento 10/12/2026", "Valor do documento 55,10"))

    total = next(each for each in found if each.name is Name.TOTAL)
    assert (total.value, total.how, total.proof) == (Money(5510), How.LABELLED, None)
    assert value(found, Name.DUE_ON) == DUE
    assert warnings == []


def test_a_number_without_amount_on_a_paper_without_one_has_none() -> None:
    linha = proof.printed(proof.bank_linha(bars(None, 0)))

    found, _ = read(page(linha, "Valor do documento 0,00", ("Valor do documento", "")))

    assert value(found, Name.TOTAL) is None
    assert value(found, Name.DUE_ON) is None


@pytest.mark.parametrize(("kind", "how"), [("6", How.PROVED), ("8", How.PROVED),
                                           ("7", How.LABELLED), ("9", How.LABELLED)])  # fmt: skip
def test_a_utilitys_bill_tells_its_amount_when_it_is_in_reais(kind: str, how: How) -> None:
    linha = proof.printed(proof.utility_linha(utility(kind)))

    found, _ = read(
        page("CIA DE AGUA S.A.", linha, ("Vencimento", "10/12/2026"), ("Total a pagar", "187,40"))
    )

    total = next(each for each in found if each.name is Name.TOTAL)
    assert (total.value, total.how) == (Money(18_740), how)
    assert value(found, Name.BANK) is None
    assert value(found, Name.DUE_ON) == DUE
    assert value(found, Name.SUPPLIER_NAME) == "CIA DE AGUA S.A."


def a_pix(amount: str) -> str:
    merchant = brcode.written([("00", "br.gov.bcb.pix"), ("25", "pix.example/cobv/1")])
    return brcode.composed([("26", merchant), ("53", "986"), ("54", amount), ("59", "ENERGIA")])


@pytest.mark.parametrize(("amount", "is_its"), [("1240.55", True), ("", True), ("1240.56", False)])
def test_a_pix_code_belongs_to_the_bill_when_the_amounts_agree(amount: str, is_its: bool) -> None:
    code = Code(a_pix(amount), Bars.QR, CORNER)

    found, _ = read(page(LINHA, codes=(code,)))
    broken, _ = read(page(LINHA, codes=(Code(code.text[:-1] + "x", Bars.QR, CORNER),)))

    assert (value(found, Name.PIX) == code.text) is is_its
    assert value(broken, Name.PIX) is None


def test_the_payers_tax_id_alone_is_not_the_payees() -> None:
    found, _ = read(page(LINHA, "Pagador: PADARIA MODELO CNPJ 24.494.897/0001-15"))

    assert value(found, Name.RECIPIENT_TAX_ID) == "24494897000115"
    assert value(found, Name.SUPPLIER_TAX_ID) is None


def test_a_persons_cpf_is_never_the_payees_and_a_label_never_a_name() -> None:
    found, _ = read(page(LINHA, ("Beneficiário", "Agência/Código"), "CPF 529.982.247-25"))

    assert value(found, Name.SUPPLIER_TAX_ID) is None
    assert value(found, Name.SUPPLIER_NAME) is None
