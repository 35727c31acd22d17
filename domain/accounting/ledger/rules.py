"""Which expense account everyday words mean. Pure: a table of words, and the longest match wins."""

from domain.accounting.ledger.chart import Code
from domain.db.base import folded

_WORDS: dict[Code, tuple[str, ...]] = {
    Code.ENERGY: ("energia", "luz", "eletric", "energy", "electric", "power"),
    Code.MEALS: ("almoco", "jantar", "refeic", "lanche", "restaurante", "meal", "lunch", "dinner"),
    Code.MATERIALS: (
        "materia",
        "papel",
        "papelaria",
        "escritorio",
        "limpeza",
        "embalage",
        "farinha",
        "insumo",
        "material",
        "supplies",
        "paper",
    ),
    Code.TRANSPORT: (
        "transporte",
        "taxi",
        "uber",
        "combustivel",
        "gasolina",
        "estacionamento",
        "pedagio",
        "frete",
        "transport",
        "fuel",
        "parking",
    ),
    Code.BANK_FEES: ("tarifa", "banc", "bank fee"),
    Code.RENT: ("aluguel", "rent"),
    Code.SERVICES: ("servico", "contab", "honorario", "internet", "telefon", "service"),
    Code.MAINTENANCE: ("manutenc", "conserto", "reparo", "maintenance", "repair"),
    Code.OTHER: ("outra", "outro", "diversa", "diverso", "other"),
}


def expense_code(words: str) -> Code | None:
    """Return the expense account that `words` name, or None when they name none.

    A word counts where it begins one of the words said.
    """
    said = f" {folded(words)}"
    found = [
        (len(stem), code) for code, stems in _WORDS.items() for stem in stems if f" {stem}" in said
    ]
    return max(found, key=lambda match: match[0])[1] if found else None
