"""Which days are holidays and which are weekly rest: pure rules over named days.

The public holidays of the country and of each state come from the `holidays` library. Carnaval and
Corpus Christi are no public holidays by federal law; a town that keeps them has them in the
company's own table, and so has every other municipal holiday (Lei 9.093/1995, art. 2).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import holidays

#: Sunday, by ISO: the weekly rest is preferably then (CF art. 7, XV; Lei 605/1949, art. 1).
SUNDAY = 7


@dataclass(frozen=True, slots=True)
class Calendar:
    """The holidays and the weekly rest of one workplace."""

    named: Mapping[date, str]
    rest: frozenset[int] = field(default=frozenset({SUNDAY}))

    def holiday(self, day: date) -> str | None:
        """Return the name of the holiday on `day`, if it is one."""
        return self.named.get(day)

    def rests(self, day: date) -> bool:
        """Return whether `day` is a weekly rest."""
        return day.isoweekday() in self.rest


def public_holidays(uf: str | None, years: Iterable[int]) -> dict[date, str]:
    """Return the public holidays of Brazil, with those of a state (UF) when one is told."""
    found = holidays.country_holidays("BR", subdiv=uf, years=years, language="pt_BR")
    return dict(found.items())
