"""The numbers of a boleto: 44 digits of bars, 47 of a bank's line, 48 of a utility's or a tax's.

Sources: FEBRABAN, *Layout padrão de arrecadação/recebimento com utilização do código de barras*;
the banks' *Especificação do boleto de cobrança*. Due-date factor: days since 1997-10-07; after
9999 (2025-02-21) it began again at 1000 on 2025-02-22.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.kernel.money import Money

_BASE = date(1997, 10, 7)
_RESTART = date(2025, 2, 22)
_FACTOR_MIN = 1000


@dataclass(frozen=True, slots=True)
class Boleto:
    """A payable number whose check digits all hold."""

    barcode: str
    linha: str
    #: Of the issuing bank; None for arrecadação.
    bank: str | None
    #: None when the number tells no amount in reais.
    amount: Money | None
    #: The days its factor can mean; none when it tells no day.
    due_days: tuple[date, ...]

    def due_on(self, near: date, printed: date | None = None) -> date | None:
        """Return the day it is due: the printed one if the factor can mean it, else the nearest."""
        if printed in self.due_days:
            return printed
        return min(self.due_days, key=lambda day: abs(day - near), default=None)


def from_digits(digits: str) -> Boleto | None:
    """Return the boleto of 44, 47 or 48 digits, or None unless every check digit holds."""
    if not (digits.isascii() and digits.isdigit()):
        return None
    match len(digits), digits[0]:
        case 44, "8":
            return _utility(digits)
        case 48, "8":
            barcode = "".join(digits[at : at + 11] for at in range(0, 48, 12))
            found = _utility(barcode)
            return found if found is not None and found.linha == digits else None
        case 44, _:
            return _bank(digits)
        case 47, _:
            rest = digits[4:9] + digits[10:20] + digits[21:31]
            found = _bank(digits[:4] + digits[32:47] + rest)
            return found if found is not None and found.linha == digits else None
        case _:
            return None


def mod10(digits: str) -> int:
    """Return the check digit with weights 2, 1, 2... from the right, digits of products added."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        product = int(digit) * (1 if place % 2 else 2)
        total += product // 10 + product % 10
    return -total % 10


def mod11(digits: str) -> int:
    """Return 11 less the weighted sum modulo 11, weights 2 to 9 from the right: 1 to 11."""
    total = sum(int(digit) * (2 + place % 8) for place, digit in enumerate(reversed(digits)))
    return 11 - total % 11


def bank_digit(barcode: str) -> int:
    """Return the general check digit of a bank's 43 digits (the fifth place left out)."""
    digit = mod11(barcode)
    return digit if digit <= 9 else 1


def utility_digit(barcode: str, digits: str) -> int:
    """Return a check digit of arrecadação: modulo 10 or 11 as the third digit of `barcode` says."""
    if barcode[2] in "67":
        return mod10(digits)
    digit = mod11(digits)
    return digit if digit <= 9 else 0


def bank_linha(barcode: str) -> str:
    """Return the 47 digits under which people type a bank's bars."""
    fields = (barcode[:4] + barcode[19:24], barcode[24:34], barcode[34:44])
    return "".join(f"{field}{mod10(field)}" for field in fields) + barcode[4] + barcode[5:19]


def utility_linha(barcode: str) -> str:
    """Return the 48 digits under which people type the bars of arrecadação."""
    fields = (barcode[at : at + 11] for at in range(0, 44, 11))
    return "".join(f"{field}{utility_digit(barcode, field)}" for field in fields)


def factor(due: date) -> int:
    """Return the due-date factor of a day, as a bank prints it today."""
    since = _RESTART if due >= _RESTART else _BASE
    return (due - since).days + (_FACTOR_MIN if due >= _RESTART else 0)


def printed(linha: str) -> str:
    """Return a line grouped as it is printed."""
    if len(linha) == 48:
        return " ".join(f"{linha[at : at + 11]}-{linha[at + 11]}" for at in range(0, 48, 12))
    groups = (linha[:10], linha[10:21], linha[21:32])
    dotted = " ".join(f"{group[:5]}.{group[5:]}" for group in groups)
    return f"{dotted} {linha[32]} {linha[33:]}"


def _bank(barcode: str) -> Boleto | None:
    if barcode[3] != "9" or int(barcode[4]) != bank_digit(barcode[:4] + barcode[5:]):
        return None
    days = int(barcode[5:9])
    due: tuple[date, ...] = ()
    if days >= _FACTOR_MIN:
        due = (_BASE + timedelta(days), _RESTART + timedelta(days - _FACTOR_MIN))
    amount = Money(int(barcode[9:19]))
    return Boleto(barcode, bank_linha(barcode), barcode[:3], amount or None, due)


def _utility(barcode: str) -> Boleto | None:
    if barcode[2] not in "6789":
        return None
    if int(barcode[3]) != utility_digit(barcode, barcode[:3] + barcode[4:]):
        return None
    in_reais = barcode[2] in "68"
    amount = Money(int(barcode[4:15])) if in_reais else Money.zero()
    return Boleto(barcode, utility_linha(barcode), None, amount or None, ())
