"""Who sold, when, under which number: read from the rows of a receipt."""

from datetime import date

import pytest

from domain.kernel.money import Money
from domain.office.document.reading import Box, Name, Proof, Source
from ingest.extractors.company import company
from ingest.extractors.numbers import number
from ingest.extractors.receipt import looks_like_one, receipt
from ingest.extractors.tax_ids import tax_ids
from ingest.extractors.when import issued
from ingest.found import How
from ingest.layout import around, rows
from tests.unit.ingest.paper import Cells, line, page, value

HEAD: tuple[Cells, ...] = ("PADARIA BOA LTDA", "RUA A, 10 - CENTRO", "CNPJ 11.222.333/0001-81")


@pytest.mark.parametrize(
    ("head", "name", "how"),
    [
        (HEAD, "PADARIA BOA LTDA", How.SUFFIXED),
        (("CUPOM FISCAL", "MERCADO SILVA ME"), "MERCADO SILVA ME", How.SUFFIXED),
        (("POSTO BR", "AUTO POSTO ESTRELA LTDA"), "AUTO POSTO ESTRELA LTDA", How.SUFFIXED),
        (("Bem vindo!", "Bar e Restaurante do Zé"), "Bar e Restaurante do Zé", How.GUESSED),
        (("Razão Social: PADARIA BOA S.A.", "x"), "PADARIA BOA S.A.", How.SUFFIXED),
        (("RUA DAS FLORES 10", "FLORES LTDA - ME"), "FLORES LTDA - ME", How.SUFFIXED),
        (("ABC TRADING &", "CO SDN BHD"), "ABC TRADING & CO SDN BHD", How.SUFFIXED),
        (("ABC SDN BHD &", "FILHOS"), "ABC SDN BHD & FILHOS", How.GUESSED),
        (("SILVA", "& FILHOS LTDA"), "SILVA & FILHOS LTDA", How.SUFFIXED),
        (("ABC HARDWARE(M) SDN BHD(12345-X)",), "ABC HARDWARE (M) SDN BHD", How.SUFFIXED),
        (("LOJA BOA 5/8",), "LOJA BOA S/B", How.SUFFIXED),
        (("TAN CHAY YEE", "*** COPY ***", "OJC SDN BHD"), "OJC SDN BHD", How.SUFFIXED),
    ],
)
def test_the_name_is_the_registered_one_of_the_head(
    head: tuple[Cells, ...], name: str, how: How
) -> None:
    read = company(rows(page(*head)), 1)

    assert read is not None
    assert (read.value, read.how) == (name, how)


@pytest.mark.parametrize("head", [("123456", "24/11/2026"), ("AB", "C"), ("Vencimento 10/12",), ()])
def test_a_head_without_a_name_leaves_it_blank(head: tuple[str, ...]) -> None:
    assert company(rows(page(*head)), 1) is None


@pytest.mark.parametrize(
    ("printed", "bare"),
    [
        ("CNPJ: 11.222.333/0001-81", "11222333000181"),
        ("CNPJ 11222333000181", "11222333000181"),
        ("CNPJ11.222.333/0001-81", "11222333000181"),
        ("11.222.333/0001-81", "11222333000181"),
        ("CNPJ 11.222.333 / 0001 - 81", "11222333000181"),
        ("CNPJ: 11.222.33370001-81", "11222333000181"),
        ("CNPJ 11.222.333/000l-81", "11222333000181"),
        ("CNPJ 11.222.333/0001-8l", "11222333000181"),
        ("CNPJ O0.000.000/0001-91", "00000000000191"),
        ("CNPJ 12.ABC.345/01DE-35", "12ABC34501DE35"),
        ("cnpj 12.abc.345/01de-35", "12ABC34501DE35"),
        ("CPF 529.982.247-25", "52998224725"),
        ("CPF: 52998224725", "52998224725"),
        ("CPF52998224725", "52998224725"),
    ],
)
def test_a_tax_id_is_read_and_holds(printed: str, bare: str) -> None:
    assert [(each.bare, each.holds) for each in tax_ids(rows(page(printed)))] == [(bare, True)]


@pytest.mark.parametrize(
    "printed", ["11222333000181", "IE 123.456.789.012", "CEP 01234-567", "CNPJ", "52998224725", ""]
)
def test_what_nothing_calls_a_tax_id_is_none(printed: str) -> None:
    assert list(tax_ids(rows(page(printed)))) == []


def test_a_wrong_digit_on_a_photo_is_left_out_and_told_but_kept_from_a_text_layer() -> None:
    printed: tuple[Cells, ...] = ("PADARIA BOA LTDA", "CNPJ 11.222.333/0001-82")

    photo, warnings = receipt(page(*printed))
    layer, _ = receipt(page(*printed, source=Source.TEXT_LAYER))

    assert value(photo, Name.SUPPLIER_TAX_ID) is None
    assert [each.key for each in warnings] == ["ingest.tax_id_doubtful"]
    written = next(each for each in layer if each.name is Name.SUPPLIER_TAX_ID)
    assert (written.value, written.proof, written.how) == ("11222333000182", None, How.LABELLED)


@pytest.mark.parametrize(
    "buyer",
    [
        ("CNPJ do consumidor: 24.494.897/0001-15",),
        ("CONSUMIDOR", "CNPJ 24.494.897/0001-15"),
        ("Cliente: 24.494.897/0001-15",),
    ],
)
def test_the_buyers_tax_id_is_not_the_sellers(buyer: tuple[str, ...]) -> None:
    found, _ = receipt(page(*buyer, "---------------------------", "CNPJ 11.222.333/0001-81"))

    assert value(found, Name.SUPPLIER_TAX_ID) == "11222333000181"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("COO: 012345", "012345"),
        ("C00:012345 CCF:000123", "012345"),
        ("NFC-e nº 123 Série 1 24/11/2026", "123"),
        ("NF-e Nº 000.044.525 SÉRIE 1", "000.044.525"),
        ("Extrato No. 004217", "004217"),
        ("CUPOM FISCAL Nº 55", "55"),
        ("Invoice No : INV-0001/26", "INV-0001/26"),
        (("Receipt No", "R-12"), "R-12"),
        ("Recibo nº 77", "77"),
        ("Numero do documento: 998", "998"),
    ],
)
def test_the_papers_number_is_read_by_the_words_before_it(printed: Cells, expected: str) -> None:
    read = number(rows(page(printed)), 1)

    assert read is not None
    assert read.value == expected


@pytest.mark.parametrize("printed", ["TAX INVOICE", ("Receipt No", "Cashier"), "PAO FRANCES 50,00"])
def test_no_label_is_no_number(printed: Cells) -> None:
    assert number(rows(page(printed)), 1) is None


@pytest.mark.parametrize(
    ("printed", "day", "how"),
    [
        (("DATA: 24/11/2026", "VALIDADE 30/11/2027"), date(2026, 11, 24), How.LABELLED),
        (("24/11/2026", "25/11/2026"), date(2026, 11, 24), How.GUESSED),
        (("25/11/2026", "24/11/2026", "24/11/2026 10:33"), date(2026, 11, 24), How.LABELLED),
        (("VERSAO 01/01/2020", "24/11/2026 10:33"), date(2026, 11, 24), How.LABELLED),
        (("Vencimento 30/11/2026", "Emissão 24/11/2026"), date(2026, 11, 24), How.LABELLED),
        (("24/11/2026",), date(2026, 11, 24), How.LONE),
        (("24/11/2026", "24/11/2026"), date(2026, 11, 24), How.AGREED),
        (("24/1172026",), date(2026, 11, 24), How.MENDED),
        (("24/1172026", "24/1172026"), date(2026, 11, 24), How.AGREED),
        ((("DATA", "24/11/2026"),), date(2026, 11, 24), How.LONE),
    ],
)
def test_the_day_of_issue_is_the_labelled_one(
    printed: tuple[Cells, ...], day: date, how: How
) -> None:
    read = issued(rows(page(*printed)), 1)

    assert read is not None
    assert (read.value, read.how) == (day, how)


def test_a_whole_receipt_says_everything() -> None:
    found, warnings = receipt(
        page(
            *HEAD,
            "CUPOM FISCAL COO: 012345",
            ("24/11/2026 10:33", "CCF: 7"),
            ("PAO FRANCES", "10,00"),
            ("LEITE", "5,00"),
            ("TOTAL R$", "15,00"),
        )
    )

    assert {each.name: each.value for each in found} == {
        Name.SUPPLIER_NAME: "PADARIA BOA LTDA",
        Name.SUPPLIER_TAX_ID: "11222333000181",
        Name.ISSUED_ON: date(2026, 11, 24),
        Name.NUMBER: "012345",
        Name.TOTAL: Money(1500),
    }
    assert next(each for each in found if each.name is Name.SUPPLIER_TAX_ID).proof is (
        Proof.CHECK_DIGIT
    )
    assert warnings == []


@pytest.mark.parametrize(
    ("printed", "is_one"),
    [
        ((("TOTAL", "10,00"), "24/11/2026"), True),
        ((("TOTAL", "10,00"), "CNPJ 11.222.333/0001-81"), True),
        ((("TOTAL", "10,00"),), False),
        (("CUPOM FISCAL", "24/11/2026", "CNPJ 11.222.333/0001-81"), True),
        (("CONTRATO", "24/11/2026", "CNPJ 11.222.333/0001-81"), False),
        (("CUPOM FISCAL", "24/11/2026"), False),
    ],
)
def test_an_amount_and_a_day_or_a_seller_make_a_receipt(
    printed: tuple[Cells, ...], is_one: bool
) -> None:
    paper = page(*printed)

    assert looks_like_one(paper, receipt(paper)[0]) is is_one


def test_lines_side_by_side_are_a_row_and_lines_over_each_other_are_two() -> None:
    left, right = line("TOTAL", Box(0, 0, 900, 100)), line("10,00", Box(2000, 20, 3000, 120))
    under = line("TROCO", Box(0, 60, 900, 160))

    lined = rows(type(page())(1, (right, under, left)))

    assert [row.text for row in lined] == ["TOTAL 10,00", "TROCO"]
    assert lined[0].box == lined[0].flat == around((left, right)) == Box(0, 0, 3000, 120)
