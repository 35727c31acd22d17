"""Whole files, made here, to readings: pages of text, scans, both, turned, several papers in one."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from bot.demo.papers.sheet import Sheet
from domain.kernel.money import Money
from domain.office.document.reading import Kind, Name, Reading, Source
from ingest.proofs import access_key
from ingest.proofs import boleto as proof
from ingest.read import read

DAY = date(2026, 11, 24)
RECEIPT = (
    "PADARIA BOA LTDA",
    "CNPJ 11.222.333/0001-81",
    "CUPOM FISCAL COO: 012345",
    "24/11/2026 10:33:07",
    "PAO FRANCES        10,00",
    "LEITE INTEGRAL      5,00",
    "TOTAL R$           15,00",
)


def linha(cents: int, due: date = date(2026, 12, 10)) -> str:
    front, rest = "3419", f"{proof.factor(due):04d}{cents:010d}{'7' * 25}"
    bars = f"{front}{proof.bank_digit(front + rest)}{rest}"
    return proof.printed(proof.bank_linha(bars))


def sheet(*words: str, width: int = 300) -> Sheet:
    made = Sheet(width, 40 + 24 * len(words))
    for at, text in enumerate(words):
        made.text(16, 32 + 24 * at, text, 11)
    return made


def bill(cents: int) -> bytes:
    return sheet(
        linha(cents),
        "Vencimento 10/12/2026",
        f"Valor do documento {cents // 100},{cents % 100:02d}",
        "Beneficiario ENERGIA BOA S.A. CNPJ 11.222.333/0001-81",
        width=600,
    ).pdf()


def joined(*files: bytes) -> bytes:
    writer = PdfWriter()
    for each in files:
        writer.append(PdfReader(io.BytesIO(each)))
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def over(below: bytes, above: bytes) -> bytes:
    """Return a page laid over another."""
    writer = PdfWriter(clone_from=io.BytesIO(below))
    writer.pages[0].merge_page(PdfReader(io.BytesIO(above)).pages[0])
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def saved(picture: Image.Image, kind: str, **more: object) -> bytes:
    made = io.BytesIO()
    picture.save(made, kind, **more)
    return made.getvalue()


def photo(*words: str) -> Image.Image:
    return sheet(*words).picture(110)


def reading_of(content: bytes, name: str = "papel.pdf") -> Reading:
    return read(content, name, DAY)


def says_it_all(reading: Reading) -> None:
    assert reading.kind is Kind.RECEIPT
    assert reading.text_of(Name.SUPPLIER_NAME) == "PADARIA BOA LTDA"
    assert reading.text_of(Name.SUPPLIER_TAX_ID) == "11222333000181"
    assert reading.day(Name.ISSUED_ON) == DAY
    assert reading.money(Name.TOTAL) == Money(1500)
    assert reading.text_of(Name.NUMBER) == "012345"


def sources(reading: Reading) -> set[Source]:
    return {field.source for field in reading}


def test_a_receipt_as_text_is_read_without_looking_at_the_picture() -> None:
    reading = reading_of(sheet(*RECEIPT).pdf())

    says_it_all(reading)
    assert sources(reading) == {Source.TEXT_LAYER}
    assert reading.engine == "pdfium"
    assert reading.turned == ()


def test_a_scan_in_a_pdf_is_read_off_its_picture() -> None:
    reading = reading_of(saved(sheet(*RECEIPT).picture(200), "PDF", resolution=200))

    says_it_all(reading)
    assert sources(reading) == {Source.OCR}
    assert reading.engine.startswith("rapidocr")


@pytest.mark.parametrize(
    ("turn", "quarters"),
    [
        (Image.Transpose.ROTATE_90, 1),
        (Image.Transpose.ROTATE_180, 2),
        (Image.Transpose.ROTATE_270, 3),
    ],
)
def test_a_photo_taken_the_wrong_way_round_is_turned(turn: Image.Transpose, quarters: int) -> None:
    reading = reading_of(saved(photo(*RECEIPT).transpose(turn), "PNG"), "foto.png")

    says_it_all(reading)
    assert reading.turned == (quarters,)


def exif_turned(picture: Image.Image) -> bytes:
    """Return a photo as a camera held on its side writes it: turned, with a note of that."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return saved(picture.transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif, quality=95)


def see_through(picture: Image.Image) -> bytes:
    """Return a picture whose paper is no colour at all, over black."""
    layered = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    layered.putalpha(picture.convert("L").point(lambda grey: 255 - grey))
    return saved(layered, "PNG")


KINDS: dict[str, Callable[[Image.Image], bytes]] = {
    "JPEG held on its side": exif_turned,
    "PNG that lets the paper through": see_through,
    "WebP": lambda picture: saved(picture, "WEBP", lossless=True),
    "PNG of two colours": lambda picture: saved(picture.convert("1"), "PNG"),
    "GIF-like palette": lambda picture: saved(picture.convert("P"), "PNG"),
}


@pytest.mark.parametrize("case", KINDS)
def test_a_photo_is_read_whatever_its_file_is_like(case: str) -> None:
    reading = reading_of(KINDS[case](photo(*RECEIPT)), "foto")

    says_it_all(reading)
    assert reading.turned == ()


def test_every_page_of_a_tiff_is_read_and_its_first_paper_leads() -> None:
    pages = [photo("bom dia a todos"), photo(*RECEIPT)]

    reading = reading_of(
        saved(pages[0], "TIFF", save_all=True, append_images=pages[1:]), "fax.tiff"
    )

    says_it_all(reading)
    assert reading.pages == 2
    assert "bom dia" in reading.text


def test_two_boletos_in_a_file_are_two_papers_and_a_copy_is_none() -> None:
    reading = reading_of(joined(bill(10_000), bill(25_000), bill(10_000)))

    assert [paper.kind for paper in reading.papers] == [Kind.BILL, Kind.BILL]
    assert [paper.money(Name.TOTAL) for paper in reading.papers] == [Money(10_000), Money(25_000)]
    assert reading.pages == 3
    assert reading.more[0].text == ""


def test_a_copy_adds_what_the_first_page_left_out() -> None:
    bare = sheet(linha(10_000), "Recibo do pagador, guarde com voce.", width=600).pdf()

    reading = reading_of(joined(bare, bill(10_000)))

    assert reading.more == ()
    assert reading.text_of(Name.SUPPLIER_TAX_ID) == "11222333000181"


def test_a_cover_letter_before_a_bill_is_no_paper_of_its_own() -> None:
    letter = sheet("Prezados senhores,", "segue o boleto deste mes, como combinado.").pdf()

    reading = reading_of(joined(letter, letter, bill(10_000)))

    assert reading.kind is Kind.BILL
    assert reading.more == ()
    assert "segue o boleto" in reading.text


def test_labels_that_are_drawn_and_not_written_are_read_off_the_picture() -> None:
    label = sheet("", "", "Beneficiario ENERGIA BOA S.A.", width=600).picture(200)
    drawn = saved(label, "PDF", resolution=200)

    reading = reading_of(over(drawn, sheet(linha(10_000), "", "", width=600).pdf()))

    assert reading.text_of(Name.SUPPLIER_NAME) == "ENERGIA BOA S.A."


def test_a_scan_whose_old_text_layer_is_no_words_is_read_off_its_picture() -> None:
    nonsense = Sheet(300, 208)
    for at in range(4):
        nonsense.text(16, 40 + 40 * at, "\xa6\xa7\xac\xb1" * 12, 1.5)
    scan = saved(sheet(*RECEIPT).picture(200), "PDF", resolution=200)

    reading = reading_of(over(scan, nonsense.pdf()))

    assert reading.text_of(Name.SUPPLIER_NAME) == "PADARIA BOA LTDA"
    assert sources(reading) == {Source.OCR}


def test_a_note_on_a_photo_is_read_and_what_cannot_be_proved_is_told() -> None:
    reading = reading_of(
        saved(photo("DANFE NFC-e", *RECEIPT[:2], "NFC-e n 7 Serie 1 24/11/2026",
                    "Valor a pagar R$ 15,00"), "PNG"),
        "foto.png",
    )  # fmt: skip

    assert reading.kind is Kind.NFE
    assert [each.key for each in reading.warnings] == ["ingest.key_unread"]


def test_a_printed_note_as_text_is_known_by_its_key() -> None:
    body = "3526111122233300018165001000000007112345678"
    key = body + access_key.check_digit(body)

    reading = reading_of(sheet(*RECEIPT[:4], key, "Valor a pagar R$ 15,00", width=500).pdf())

    assert reading.kind is Kind.NFE
    assert reading.text_of(Name.ACCESS_KEY) == key


def test_a_service_note_is_kept_and_said_to_be_unread() -> None:
    reading = reading_of(
        sheet("DANFSe v1.0", "Documento Auxiliar da NFS-e", "Valor liquido R$ 100,00").pdf()
    )

    assert reading.kind is Kind.OTHER
    assert [each.key for each in reading.warnings] == ["ingest.not_read_yet"]


def test_a_letter_is_no_paper_but_its_words_can_be_found() -> None:
    told: list[tuple[int, int]] = []
    letter = sheet("Prezados senhores,", "confirmamos a reuniao de quinta-feira na padaria.").pdf()

    reading = read(letter, "carta.pdf", DAY, lambda page, pages: told.append((page, pages)))

    assert reading.kind is Kind.OTHER
    assert "reuniao de quinta" in reading.text
    assert told == [(1, 1)]
