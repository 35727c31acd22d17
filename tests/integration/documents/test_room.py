"""Documents are kept once, found by their words, and recognised when the same paper comes again."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from domain.audit.verify import verify
from domain.kernel.errors import Outage
from domain.kernel.ids import DocumentId
from domain.kernel.money import Money
from domain.office.document.model import Document
from domain.office.document.queries import Wanted, looked_up, reading_of
from domain.office.document.reading import Field, Kind, Name, Read, Reading, Source
from domain.office.document.service import (
    duplicates_of,
    keep,
    original,
    plain_name,
    record_reading,
)
from domain.office.document.store import Store
from tests.support.company import Company, a_company
from tests.support.postgres import Database

LINHA = "34191750090000017851751501600004187040000030000"


@pytest.fixture
def company(database: Database) -> Iterator[Company]:
    with a_company(database) as whole:
        yield whole


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path.as_uri(), bytes(32), os.urandom)


def _field(name: Name, value: Read) -> Field:
    return Field(name, value, str(value), Source.OCR, 95)


def a_receipt(**changed: str) -> Reading:
    """Return the reading of a café's receipt, changed where the test cares."""
    values: dict[Name, Read] = {
        Name.SUPPLIER_NAME: "Café São João Ltda",
        Name.SUPPLIER_TAX_ID: "11222333000181",
        Name.NUMBER: "001440",
        Name.TOTAL: Money(18740),
        Name.ISSUED_ON: date(2026, 11, 20),
    }
    values |= {Name(name): value for name, value in changed.items()}
    fields = tuple(_field(name, value) for name, value in values.items() if value != "")
    return Reading(Kind.RECEIPT, fields, text="CAFÉ SÃO JOÃO LTDA pão de queijo 12,50")


def _kept(company: Company, store: Store, content: bytes, reading: Reading | None) -> DocumentId:
    with company.desk.work() as work:
        document = keep(work, store, content, "recibo.jpg", company.ana, media_type="image/jpeg")
        if reading is not None:
            record_reading(work, document, reading)
        return document.id


def _same_as(company: Company, reading: Reading) -> list[DocumentId]:
    with company.desk.read() as read:
        return [document.id for document in duplicates_of(read, reading)]


def test_the_original_comes_back_byte_for_byte(company: Company, store: Store) -> None:
    made = _kept(company, store, b"\xff\xd8 a photo", None)

    with company.desk.read() as read:
        document = read.session.get_one(Document, made)
        assert original(store, document) == b"\xff\xd8 a photo"
        assert (document.title(), document.size_bytes) == ("recibo.jpg", 10)
        assert document.kept_by is not None
        assert reading_of(read, made) is None


def test_the_same_bytes_are_kept_once(company: Company, store: Store) -> None:
    first = _kept(company, store, b"same", None)
    second = _kept(company, store, b"same", None)

    assert first == second
    with company.desk.read() as read:
        assert original(store, read.session.get_one(Document, first)) == b"same"
        assert not verify(read).faults


def test_eight_keepers_at_once_keep_one_that_opens(company: Company, store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        kept = set(pool.map(lambda _: _kept(company, store, b"at once", None), range(8)))

    assert len(kept) == 1
    with company.desk.read() as read:
        assert original(store, read.session.get_one(Document, kept.pop())) == b"at once"


def test_a_store_that_fails_keeps_nothing_and_notes_nothing(
    company: Company, tmp_path: Path
) -> None:
    (tmp_path / "full").write_text("no folder")
    broken = Store((tmp_path / "full").as_uri(), bytes(32), os.urandom)

    with pytest.raises(Outage):
        _kept(company, broken, b"lost?", None)

    with company.desk.read() as read:
        assert read.session.scalar(select(func.count()).select_from(Document)) == 0
        assert not verify(read).faults


def test_the_newest_reading_counts(company: Company, store: Store) -> None:
    made = _kept(company, store, b"paper", a_receipt(number="1"))
    better = replace(a_receipt(number="2"), more=(a_receipt(number="3"),))
    _kept(company, store, b"paper", better)

    with company.desk.read() as read:
        assert reading_of(read, made) == better


def test_documents_are_found_by_words_without_accents(company: Company, store: Store) -> None:
    made = _kept(company, store, b"paper", a_receipt())

    with company.desk.read() as read:
        for words in ("cafe", "CAFÉ SÃO", "pao queij", "11222333000181", "recibo"):
            assert [each.id for each in looked_up(read, Wanted(words))] == [made], words
        for words in ("energia", "café energia", "&|!", "':*"):
            assert looked_up(read, Wanted(words)) == [], words
        assert looked_up(read, Wanted("cafe"), among=[]) == []
        assert [each.id for each in looked_up(read, Wanted("cafe"), among=[made])] == [made]


def test_finding_uses_the_index(company: Company) -> None:
    asked = (
        "explain select 1 from document_reading where to_tsvector('simple', search)"
        " @@ to_tsquery('simple', 'cafe:*')"
    )
    with company.desk.read() as read:
        read.session.execute(text("set local enable_seqscan = off"))
        plan = "\n".join(row[0] for row in read.session.execute(text(asked)))

    assert "ix_document_reading_search" in plan


def test_one_suppliers_number_is_the_same_paper_in_another_photo(
    company: Company, store: Store
) -> None:
    made = _kept(company, store, b"first photo", a_receipt())

    assert _same_as(company, a_receipt()) == [made]
    assert _same_as(company, a_receipt(number="001441")) == []
    with company.desk.read() as read:
        assert duplicates_of(read, a_receipt(), read.session.get_one(Document, made)) == []


def test_shop_day_and_total_alone_are_no_proof_of_the_same_paper(
    company: Company, store: Store
) -> None:
    _kept(company, store, b"a coffee", a_receipt(number=""))

    assert _same_as(company, a_receipt(number="")) == []


def test_a_line_or_a_key_is_the_same_paper_whatever_else_was_read(
    company: Company, store: Store
) -> None:
    key = "42200310845180000166550010000016291182910232"
    bill = _kept(company, store, b"bill", a_receipt(number="", linha_digitavel=LINHA))
    note = _kept(company, store, b"note", a_receipt(number="7", access_key=key))

    assert _same_as(company, a_receipt(number="", linha_digitavel=LINHA)) == [bill]
    assert _same_as(company, a_receipt(supplier_tax_id="", access_key=key)) == [note]


def test_the_second_boleto_of_a_file_is_known_too(company: Company, store: Store) -> None:
    two = replace(a_receipt(), more=(a_receipt(number="", linha_digitavel=LINHA),))
    made = _kept(company, store, b"two in one", two)

    assert _same_as(company, a_receipt(number="", linha_digitavel=LINHA)) == [made]


def test_a_number_that_fits_no_column_identifies_nothing(company: Company, store: Store) -> None:
    _kept(company, store, b"odd", a_receipt(number="9" * 100))

    assert _same_as(company, a_receipt(number="9" * 100)) == []


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("recibo.jpg", "recibo.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Ana\\nota.pdf", "nota.pdf"),
        ("fatura\u202egpj.exe", "faturagpj.exe"),
        ("a\0b\n c", "ab c"),
        ("", "documento"),
        ("x" * 300, "x" * 200),
    ],
)
def test_a_files_name_is_shown_without_tricks(given: str, shown: str) -> None:
    assert plain_name(given) == shown
