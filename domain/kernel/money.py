"""Money: whole centavos of one currency, never a float.

Stored as BIGINT centavos. Rounding is half-up (ABNT) unless a law says otherwise; the caller names it.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Self

#: Amounts above this are a mistake or an attack: one trillion reais, in centavos.
CENTS_MAX = 100_000_000_000_000

_PLAIN = re.compile(r"-?[0-9]{1,13}\.[0-9]{2}", re.ASCII)


class Rounding(StrEnum):
    """How a fraction of a centavo is dropped."""

    HALF_UP = ROUND_HALF_UP
    TRUNCATE = ROUND_DOWN


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """An amount in centavos of Brazilian reais. Ordered, hashable, closed under + and -."""

    cents: int

    def __post_init__(self) -> None:
        if type(self.cents) is not int:
            raise TypeError(f"centavos are whole numbers, not {type(self.cents).__name__}")
        if abs(self.cents) > CENTS_MAX:
            raise OverflowError("amount beyond one trillion reais")

    @classmethod
    def zero(cls) -> Self:
        return cls(0)

    @classmethod
    def plain(cls, text: str) -> Self:
        """Read the wire form `1240.55`: ASCII digits, a point, two places. Raises ValueError."""
        if not _PLAIN.fullmatch(text):
            raise ValueError(f"not a plain amount: {text!r}")
        cents = int(text.replace(".", ""))
        if abs(cents) > CENTS_MAX:
            raise ValueError(f"beyond one trillion reais: {text!r}")
        return cls(cents)

    def __add__(self, other: Self) -> Self:
        return type(self)(self.cents + other.cents)

    def __sub__(self, other: Self) -> Self:
        return type(self)(self.cents - other.cents)

    def __neg__(self) -> Self:
        return type(self)(-self.cents)

    def __bool__(self) -> bool:
        return self.cents != 0

    def times(self, rate: Decimal | Fraction | int, rounding: Rounding = Rounding.HALF_UP) -> Self:
        """Return this amount times an exact `rate`, rounded once."""
        exact = Fraction(self.cents) * Fraction(rate)
        sign = -1 if exact < 0 else 1
        whole, rest = divmod(abs(exact.numerator), exact.denominator)
        if rounding is Rounding.HALF_UP and 2 * rest >= exact.denominator:
            whole += 1
        return type(self)(sign * whole)

    def split(self, parts: int) -> tuple[Self, ...]:
        """Split into `parts` amounts that add up to this one; the first ones take the odd cents."""
        if parts < 1:
            raise ValueError("cannot split into fewer than one part")
        each, odd = divmod(abs(self.cents), parts)
        sign = -1 if self.cents < 0 else 1
        return tuple(type(self)(sign * (each + (1 if n < odd else 0))) for n in range(parts))

    def __str__(self) -> str:
        """The wire form: `1240.55`."""
        sign = "-" if self.cents < 0 else ""
        return f"{sign}{abs(self.cents) // 100}.{abs(self.cents) % 100:02d}"
