"""A sheet is read in whatever form a spreadsheet saved it; nothing of it is left out in silence."""

from pathlib import Path

import pytest

from bot.starting.sheets import rows
from bot.starting.words import Shape
from domain.kernel.errors import Invalid
from domain.kernel.say import Say

SHAPE = Shape(("name", "amount"), ("tax_id",))
SHEET = "nome;valor\nSão João;1.240,55\nÁgua & Luz;(5)\n"
MEANT = [("São João", 124_055), ("Água & Luz", -500)]
FORMS = {
    "UTF-8": SHEET.encode(),
    "UTF-8 with a mark": SHEET.encode("utf-8-sig"),
    "Windows": SHEET.encode("cp1252"),
    "Excel's Unicode text": SHEET.replace(";", "\t").encode("utf-16"),
    "commas with quotes": 'nome,valor\n"São João","1.240,55"\nÁgua & Luz,(5)\n'.encode(),
    "lines of Windows": SHEET.replace("\n", "\r\n").encode(),
    "lines of an old Mac": SHEET.replace("\n", "\r").encode(),
    "a hint of Excel's": f"sep=;\n{SHEET}".encode(),
    "empty lines and cells": SHEET.replace("\n", ";;\n;;;\n").encode(),
    "capitals and accents": SHEET.replace("nome;valor", "NOME; Válor ").encode(),
}


def read(folder: Path, content: bytes) -> tuple[list[tuple[str, int]], list[Say]]:
    path, faults = folder / "sheet.csv", list[Say]()
    path.write_bytes(content)
    found = rows(path, SHAPE, lambda row: (row.text("name"), row.money("amount").cents), faults)
    return found, faults


@pytest.mark.parametrize("content", FORMS.values(), ids=FORMS.keys())
def test_any_form_of_a_sheet_says_the_same(tmp_path: Path, content: bytes) -> None:
    assert read(tmp_path, content) == (MEANT, [])


@pytest.mark.parametrize(
    ("content", "keys"),
    [
        ("nome\nx\n", ["start.column_missing"]),
        ("", ["start.column_missing"]),
        ("nome;valor;nome\nx;1;y\n", ["start.column_twice"]),
        ("nome;valor;saldoo\nx;1;y\n", ["start.column_unknown"]),
        ("nome,valor\nSão João,1.240,55\n", ["start.cells_more"]),
        ('nome;valor\n"São João;1\n', ["start.sheet_broken"]),
        ("nome;valor\nx\n", ["start.cell_empty"]),
        (f"nome;valor\n{'x' * 121};1\n", ["start.cell_long"]),
        ("nome;valor\nLtda\u202e;1\n", ["start.cell_odd"]),
        ("nome;valor\nx;dez\ny;vinte\n", ["start.cell_no_amount"] * 2),
    ],
)
def test_what_is_wrong_with_a_sheet_is_named(tmp_path: Path, content: str, keys: list[str]) -> None:
    _, faults = read(tmp_path, content.encode())

    assert [each.key for each in faults] == keys
    assert {each.values["sheet"] for each in faults} == {"sheet.csv"}


@pytest.mark.parametrize("content", [b"PK\x03\x04 an Excel book", b"\xff\xfea", b"a\x81"])
def test_what_is_no_sheet_at_all_is_told_how_to_save_one(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Invalid) as failed:
        read(tmp_path, content)

    assert failed.value.say.key == "start.sheet_no_csv"
