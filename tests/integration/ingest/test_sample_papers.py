"""The papers at hand in the demo are read by our own readers, on any day, as they were meant."""

from datetime import date
from pathlib import Path

import pytest

from bot.demo.papers import lay_out, papers
from domain.kernel.money import Money
from domain.office.document.reading import Kind, Name, Proof, Reading
from ingest.read import read
from ingest.sniff import sniff

DAY = date(2026, 11, 24)


def reading_of(name: str, day: date = DAY) -> Reading:
    return read(papers(day)[name], name, day)


def test_the_bakerys_receipt_is_read_whole() -> None:
    reading = reading_of("recibo-padaria.jpg")

    assert reading.kind is Kind.RECEIPT
    assert reading.warnings == ()
    assert reading.text_of(Name.SUPPLIER_NAME) == "PADARIA PAO DA SERRA LTDA"
    assert reading.text_of(Name.SUPPLIER_TAX_ID) == "24494897000115"
    assert reading.day(Name.ISSUED_ON) == date(2026, 11, 23)
    assert reading.money(Name.TOTAL) == Money(5690)
    assert reading.text_of(Name.NUMBER) == "004217"
    assert all(field.box is not None for field in reading)


def test_the_stationers_receipt_leans_the_other_way_and_is_read() -> None:
    reading = reading_of("recibo-material.jpg", date(2028, 2, 29))

    assert reading.text_of(Name.SUPPLIER_TAX_ID) == "38729833000160"
    assert reading.day(Name.ISSUED_ON) == date(2028, 2, 26)
    assert reading.money(Name.TOTAL) == Money(7190)


def test_a_total_under_a_stain_stays_blank_and_the_rest_is_read() -> None:
    reading = reading_of("recibo-manchado.jpg")

    assert reading.kind is Kind.RECEIPT
    assert reading.field(Name.TOTAL) is None
    assert reading.text_of(Name.SUPPLIER_NAME) == "RESTAURANTE MAR ALTO LTDA"
    assert reading.text_of(Name.SUPPLIER_TAX_ID) == "41421356000186"
    assert reading.day(Name.ISSUED_ON) == date(2026, 11, 22)


@pytest.mark.parametrize("day", [DAY, date(2025, 2, 21), date(2025, 2, 22), date(2027, 12, 31)])
def test_the_energy_bill_is_the_seeded_one(day: date) -> None:
    reading = reading_of("boleto-energisa.pdf", day)

    assert reading.kind is Kind.BILL
    assert reading.warnings == ()
    assert reading.text_of(Name.SUPPLIER_NAME) == "Energisa"
    assert reading.text_of(Name.SUPPLIER_TAX_ID) == "31415926000171"
    assert reading.money(Name.TOTAL) == Money(124_055)
    assert reading.day(Name.DUE_ON) == day
    assert reading.text_of(Name.NUMBER) == "NF 10876"
    linha = reading.field(Name.LINHA_DIGITAVEL)
    assert linha is not None
    assert linha.proof is Proof.TWO_SOURCES


def test_the_suppliers_note_adds_up() -> None:
    reading = reading_of("nfe-embalagens.xml")

    assert reading.kind is Kind.NFE
    assert reading.warnings == ()
    assert reading.text_of(Name.SUPPLIER_TAX_ID) == "16180339000157"
    assert reading.money(Name.TOTAL) == Money(61_240)
    assert [due.amount for due in reading.dues] == [Money(61_240)]


def test_the_same_day_gives_the_same_papers() -> None:
    assert papers(DAY) == papers(DAY)
    assert papers(DAY)["recibo-padaria.jpg"] != papers(date(2026, 11, 25))["recibo-padaria.jpg"]


def test_the_papers_are_laid_out_alone(tmp_path: Path) -> None:
    (tmp_path / "recibo-antigo.jpg").write_bytes(b"old")

    folder = lay_out(DAY, tmp_path)

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == papers(DAY)
    assert all(sniff(content) for content in papers(DAY).values())
