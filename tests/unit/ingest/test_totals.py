"""What a receipt came to: of all the amounts it prints, the one that was paid."""

import pytest

from domain.kernel.money import Money
from domain.office.document.reading import Foreign, Proof, Read
from ingest.extractors.total import total
from ingest.found import Found, How
from ingest.layout import rows
from tests.unit.ingest.paper import Cells, page

CASES: dict[str, tuple[list[Cells], int | None, How | None]] = {
    "items add up": ([("PAO", "10,00"), ("LEITE", "5,00"), ("TOTAL", "15,00")], 1500, How.PROVED),
    "cash and change": (
        [("PAO", "10,00"), ("TOTAL R$", "10,00"), ("DINHEIRO", "20,00"), ("TROCO", "10,00")],
        1000,
        How.PROVED,
    ),
    "cash and change, and no total": (
        [("PAO", "12,50"), ("DINHEIRO", "20,00"), ("TROCO", "7,50")],
        1250,
        How.PROVED,
    ),
    "cash to the cent": (
        [("PAO", "12,50"), ("TOTAL", "12,50"), ("DINHEIRO", "12,50"), ("TROCO", "0,00")],
        1250,
        How.AGREED,
    ),
    "cash and card": (
        [("TOTAL", "100,00"), ("DINHEIRO", "50,00"), ("VISA", "50,00")],
        10_000,
        How.LABELLED,
    ),
    "two cards": (
        [("TOTAL", "100,00"), ("VISA", "60,00"), ("MASTERCARD", "40,00")],
        10_000,
        How.LABELLED,
    ),
    "change asked for beforehand": (
        [("Total", "37,00"), ("Troco para", "50,00")],
        3700,
        How.LABELLED,
    ),
    "a service fee": (
        [("SUBTOTAL", "100,00"), ("TAXA DE SERVICO (10%)", "10,00"), ("TOTAL", "110,00")],
        11_000,
        How.LABELLED,
    ),
    "a total without and one with the fee": (
        [("Total consumo", "100,00"), ("Serviço 10%", "10,00"), ("Total com serviço", "110,00")],
        11_000,
        How.LABELLED,
    ),
    "a tip": (
        [("TOTAL", "40,00"), ("GORJETA", "4,00"), ("TOTAL A PAGAR", "44,00")],
        4400,
        How.LABELLED,
    ),
    "a discount": (
        [("TOTAL BRUTO", "50,00"), ("DESCONTO", "5,00"), ("TOTAL LIQUIDO", "45,00")],
        4500,
        How.LABELLED,
    ),
    "a discount with a minus": (
        [("SUBTOTAL", "50,00"), ("DESCONTO", "-5,00"), ("TOTAL", "45,00")],
        4500,
        How.LABELLED,
    ),
    "an NFC-e with a discount": (
        [
            ("Qtd. total de itens", "2"),
            ("Valor total R$", "50,00"),
            ("Descontos R$", "5,00"),
            ("Valor a pagar R$", "45,00"),
        ],
        4500,
        How.LABELLED,
    ),
    "taxes below the total": (
        [("TOTAL R$", "56,90"), "Val Aprox Tributos R$ 12,30 (21,60%) Fonte: IBPT"],
        5690,
        How.LABELLED,
    ),
    "several totals": (
        [
            ("TOTAL DE ITENS", "3,00"),
            ("TOTAL", "30,00"),
            ("TOTAL DE IMPOSTOS", "4,00"),
            ("TOTAL PAGO", "30,00"),
        ],
        3000,
        How.AGREED,
    ),
    "the amount under its label": (
        [("PAO", "10,00"), ("LEITE", "6,00"), "TOTAL R$", "16,00"],
        1600,
        How.AGREED,
    ),
    "label, currency and amount on three lines": (["TOTAL", "R$", "16,00"], 1600, How.LONE),
    "cash and change under their labels": (
        ["PAO 10,00", "TOTAL R$", "10,00", "DINHEIRO", "20,00", "TROCO", "10,00"],
        1000,
        How.PROVED,
    ),
    "a slip of a card": (["VISA CREDITO", "VALOR: 87,30"], 8730, How.LONE),
    "thousands": ([("CHURRASCO", "R$ 1.234,56"), ("TOTAL R$", "1.234,56")], 123_456, How.AGREED),
    "nothing": (["bom dia"], None, None),
    "a total of nothing": ([("TOTAL", "0,00")], None, None),
    "a total below nothing": ([("TOTAL", "-5,00")], None, None),
    "three amounts and no word": ([("A", "10,00"), ("B", "20,00"), ("C", "30,00")], None, None),
}


def found(*printed: Cells) -> Found | None:
    return total(rows(page(*printed)), 1)


def value(*printed: Cells) -> Read | None:
    read = found(*printed)
    return None if read is None else read.value


@pytest.mark.parametrize("case", CASES)
def test_the_total_is_what_was_paid(case: str) -> None:
    printed, cents, how = CASES[case]

    read = found(*printed)

    assert (read and read.value, read and read.how) == (cents and Money(cents), how)


def test_a_total_that_its_items_add_up_to_is_proved_by_the_sum() -> None:
    read = found(("PAO", "10,00"), ("LEITE", "5,00"), ("TOTAL", "15,00"), ("PIX", "15,00"))

    assert read is not None
    assert (read.proof, read.text) == (Proof.SUM, "15,00")
    assert read.box is not None


@pytest.mark.parametrize(
    ("printed", "currency"),
    [
        ([("COFFEE", "RM 4.50"), ("TOTAL", "4.50")], "MYR"),
        ([("COFFEE", "4.50"), ("TOTAL INCL GST", "4.50")], "MYR"),
        ([("COFFEE", "US$ 4.50"), ("TOTAL", "4.50")], "USD"),
        ([("COFFEE", "4.50"), ("TOTAL USD", "4.50")], "USD"),
        ([("CAFE", "€ 4,50"), ("TOTAL", "4,50")], "EUR"),
        ([("COFFEE", "$4.50"), ("TOTAL", "$4.50")], "XXX"),
    ],
)
def test_another_countrys_money_is_said_to_be_that(printed: list[Cells], currency: str) -> None:
    assert value(*printed) == Foreign(450, currency)


def test_a_rounded_total_comes_before_the_one_it_was() -> None:
    printed: list[Cells] = [
        ("TOTAL", "12.53"),
        ("ROUNDING ADJ", "-0.03"),
        ("ROUNDED TOTAL (RM)", "12.50"),
    ]

    assert value(*printed) == Foreign(1250, "MYR")
    assert value(*printed, ("CASH", "20.00"), ("CHANGE", "7.50")) == Foreign(1250, "MYR")


def test_the_total_of_taxes_in_a_summary_is_no_total() -> None:
    printed: list[Cells] = [
        ("TOTAL (RM)", "10.60"),
        "GST SUMMARY AMOUNT(RM) TAX(RM)",
        ("SR @ 6.00%", "10.00"),
        ("TOTAL", "99.60"),
    ]

    assert value(*printed) == Foreign(1060, "MYR")


def test_the_worst_readable_line_decides_the_score() -> None:
    sure = total(rows(page(("TOTAL", "10,00"), score=999)), 1)
    unsure = total(rows(page(("TOTAL", "10,00"), score=712)), 1)

    assert sure is not None
    assert unsure is not None
    assert (sure.score, unsure.score) == (999, 712)
