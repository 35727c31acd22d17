"""Receipts of shops that do not exist, as a till prints them."""

from dataclasses import dataclass
from datetime import date

from bot.demo.papers.sheet import Face, Sheet
from domain.kernel.money import Money
from ingest.proofs import tax_id

_COLUMNS, _WIDTH, _LEFT = 40, 226, 11
_SIZE, _STEP = 8.5, 12


@dataclass(frozen=True, slots=True)
class Sale:
    """What was bought where, and when."""

    shop: str
    tax_id: str
    address: str
    number: str
    on: date
    hour: str
    bought: tuple[tuple[str, Money], ...]
    paid_by: str
    paid: Money | None = None  # in notes and coins; change is given

    @property
    def total(self) -> Money:
        return sum((price for _, price in self.bought), Money.zero())


def receipt(sale: Sale) -> Sheet:
    """Return the receipt of a sale."""
    rows = [
        *(row.center(_COLUMNS).rstrip() for row in (sale.shop, sale.address)),
        f"CNPJ {tax_id.printed(sale.tax_id)}".center(_COLUMNS).rstrip(),
        "-" * _COLUMNS,
        f"{sale.on:%d/%m/%Y} {sale.hour}".ljust(20) + f"CUPOM No {sale.number}".rjust(20),
        "CUPOM FISCAL".center(_COLUMNS).rstrip(),
        *(_row(what, price) for what, price in sale.bought),
        "-" * _COLUMNS,
        "",
        _row("TOTAL R$", sale.total),
        "",
        *_payment(sale),
        "-" * _COLUMNS,
        "OBRIGADO, VOLTE SEMPRE".center(_COLUMNS).rstrip(),
    ]
    sheet = Sheet(_WIDTH, 40 + _STEP * len(rows))
    for at, row in enumerate(rows):
        bold = at == 0 or row.startswith("TOTAL")
        face: Face = "Courier-Bold" if bold else "Courier"
        sheet.text(_LEFT, 26 + _STEP * at, row, _SIZE, face)
    return sheet


def _payment(sale: Sale) -> list[str]:
    if sale.paid is None:
        return [_row(sale.paid_by, sale.total)]
    return [_row(sale.paid_by, sale.paid), _row("TROCO", sale.paid - sale.total)]


def printed(amount: Money) -> str:
    """Return an amount as it is printed: 1.240,55."""
    return f"{amount.cents // 100:,}".replace(",", ".") + f",{amount.cents % 100:02d}"


def _row(words: str, amount: Money) -> str:
    return words + printed(amount).rjust(_COLUMNS - len(words))
