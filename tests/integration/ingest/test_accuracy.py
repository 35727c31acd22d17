"""What other people's papers say is read: counts that no change may lower (docs/reading.md).

A few quick papers of each kind; `tests/bench/reading.py` reads all the labelled receipts.
"""

import csv
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from domain.kernel.money import Money
from domain.office.document.reading import Foreign, Kind, Name, Reading
from ingest.read import read

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
#: When the labelled boletos were due: it decides what a factor means.
DAY = date(2021, 8, 1)
#: Short receipts of four shops.
RECEIPTS = ("069", "235", "260", "448")
BOLETOS = "boleto/boleto_itau400.pdf"

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the labelled papers of shared/data are not here"
)


def truth() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((SHARED / "br" / "truth.json").read_text("utf-8"))
    return found


def notes(kind_of_file: str) -> list[dict[str, Any]]:
    return [each for each in truth() if each["kind"] in {"nfe", "nfce"} and kind_of_file in each]


def reading_of(path: Path) -> Reading:
    return read(path.read_bytes(), path.name, DAY)


def cents(reading: Reading) -> int | None:
    found = reading.field(Name.TOTAL)
    return found.value.cents if found and isinstance(found.value, Money | Foreign) else None


def bare(text: str | None) -> str:
    return re.sub(r"[^a-z0-9]", "", (text or "").casefold())


def test_all_that_notes_in_xml_say_is_read() -> None:
    labelled = notes("xml")

    wrong = []
    for note in labelled:
        reading = reading_of(SHARED / "br" / note["xml"])
        warned = {each.key for each in reading.warnings}
        said = (
            reading.kind,
            reading.text_of(Name.ACCESS_KEY),
            reading.text_of(Name.NUMBER),
            reading.text_of(Name.SUPPLIER_TAX_ID),
            str(reading.day(Name.ISSUED_ON)),
            cents(reading),
            "ingest.key_digit_fails" not in warned,
        )
        wanted = (
            Kind.NFE,
            note["access_key"],
            note["number"],
            note["supplier_cnpj"],
            note["issue_date"],
            Money.plain(note["total"]).cents,
            note["key_check_digit_ok"],
        )
        wrong += [] if said == wanted else [(note["id"], said, wanted)]

    assert len(labelled) >= 12
    assert wrong == []


def test_all_but_one_of_the_values_that_printed_notes_show_are_read() -> None:
    shown, wrong = 0, []
    for note in notes("pdf"):
        reading = reading_of(SHARED / "br" / note["pdf"])
        for label, wanted, said in (
            ("total", Money.plain(note["total"]).cents, cents(reading)),
            ("access_key", note["access_key"], reading.text_of(Name.ACCESS_KEY)),
            ("supplier_cnpj", note["supplier_cnpj"], reading.text_of(Name.SUPPLIER_TAX_ID)),
        ):
            shown += note["pdf_shows"][label]
            if note["pdf_shows"][label] and said != wanted:
                wrong.append((note["id"], label, said, wanted))

    assert shown >= 18
    assert len(wrong) <= 1, wrong


def test_both_boletos_of_a_file_are_read_whole() -> None:
    bills = [each for each in truth() if each.get("file") == BOLETOS]

    papers = reading_of(SHARED / "br" / BOLETOS).papers

    assert len(papers) == len(bills) == 2
    for bill in bills:
        paper = papers[bill["page"] - 1]
        assert paper.warnings == ()
        assert paper.text_of(Name.LINHA_DIGITAVEL) == bill["linha_digitavel"]
        assert paper.text_of(Name.BANK) == bill["bank"]
        assert str(paper.day(Name.DUE_ON)) == bill["due_date"]
        assert cents(paper) == Money.plain(bill["total"]).cents
        assert paper.text_of(Name.SUPPLIER_TAX_ID) == bill["beneficiary_cnpj"]
        assert paper.text_of(Name.RECIPIENT_TAX_ID) == bill["payer_id"]


def test_a_photo_of_a_brazilian_receipt_is_read() -> None:
    truly = next(each for each in truth() if each["id"] == "cupom01")

    reading = reading_of(SHARED / "br" / truly["file"])

    assert reading.text_of(Name.SUPPLIER_TAX_ID) == truly["supplier_cnpj"]
    assert str(reading.day(Name.ISSUED_ON)) == truly["issue_date"]
    assert cents(reading) == Money.plain(truly["total"]).cents
    assert bare(reading.text_of(Name.NUMBER)).lstrip("0") == truly["number"].lstrip("0")


def test_of_four_scanned_receipts_every_day_and_total_and_three_names_are_right() -> None:
    with (SHARED / "sroie" / "truth.csv").open(encoding="utf-8") as file:
        labelled = [row for row in csv.DictReader(file) if row["id"] in RECEIPTS]
    days, totals, names, sure_and_wrong = 0, 0, 0, []
    for truly in labelled:
        reading = reading_of(SHARED / "sroie" / truly["file"])
        right = cents(reading) == Money.plain(truly["total"]).cents
        days += str(reading.day(Name.ISSUED_ON)) == truly["date_iso"]
        names += bare(reading.text_of(Name.SUPPLIER_NAME)) == bare(truly["company"])
        totals += right
        total = reading.field(Name.TOTAL)
        if total is not None and total.confidence >= 95 and not right:
            sure_and_wrong.append((truly["id"], total.text, truly["total"]))

    assert (len(labelled), days, totals) == (4, 4, 4)
    assert names >= 3
    assert sure_and_wrong == []
