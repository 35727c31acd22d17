"""What a bench is: a module with a title, a few words, and numbers that are ratios of one run."""

import importlib
import pkgutil
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from types import ModuleType

#: Every bench draws from this, so that two runs measure the same thing.
SEED = 2026


class SkippedError(Exception):
    """The bench cannot run here; the text says what is missing."""


@dataclass(frozen=True, slots=True)
class Bar:
    """What a number must reach: at most, or at least, so much."""

    value: float
    at_most: bool = True

    def holds(self, number: float) -> bool:
        return number <= self.value if self.at_most else number >= self.value

    def __str__(self) -> str:
        return f"{'at most' if self.at_most else 'at least'} {self.value:g}"


@dataclass(frozen=True, slots=True)
class Number:
    """A ratio that one run measured; `low` and `high` are its smallest and largest round."""

    name: str
    value: float
    low: float
    high: float
    bar: Bar | None = None

    @property
    def holds(self) -> bool:
        return self.bar is None or self.bar.holds(self.value)

    @classmethod
    def of(cls, name: str, rounds: Sequence[float], bar: Bar | None = None) -> "Number":
        """Return the median of rounds that were measured one after the other."""
        return cls(name, median(rounds), min(rounds), max(rounds), bar)


@dataclass(frozen=True, slots=True)
class Bench:
    """One file of `tests/bench`: `TITLE`, `measure(tell, tiny=...)`, and its docstring."""

    name: str
    module: ModuleType

    @property
    def title(self) -> str:
        return str(self.module.TITLE)

    @property
    def words(self) -> str:
        """The docstring, as the page prints it."""
        return str(self.module.__doc__).strip()

    def measure(self, tell: Callable[[str], None], *, tiny: bool = False) -> tuple[Number, ...]:
        """Run it and return its numbers. Raises SkippedError where it cannot run."""
        return tuple(self.module.measure(tell, tiny=tiny))


def benches() -> tuple[Bench, ...]:
    """Return every bench there is, by name."""
    package = importlib.import_module("tests.bench")
    names = sorted(found.name for found in pkgutil.iter_modules(package.__path__))
    modules = [
        (name, importlib.import_module(f"tests.bench.{name}"))
        for name in names
        if not name.startswith("__")
    ]
    return tuple(Bench(name, module) for name, module in modules if hasattr(module, "TITLE"))


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that `share` of `values` do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def surely(
    ratio: Callable[[Sequence[float], Sequence[float]], float],
    over: Sequence[float],
    under: Sequence[float],
) -> tuple[float, float]:
    """Return between which values 90 of 100 redrawn samples put the ratio (bootstrap)."""
    coin = random.Random(SEED)
    drawn = [
        ratio(coin.choices(over, k=len(over)), coin.choices(under, k=len(under)))
        for _ in range(400)
    ]
    return percentile(drawn, 0.05), percentile(drawn, 0.95)
