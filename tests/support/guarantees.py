"""docs/guarantees.md, from guarantees.toml: each promise with what makes it so and what shows it."""

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "guarantees.md"
_SOURCE = Path(__file__).with_suffix(".toml")

_HEAD = """# Guarantees

Made by `make docs` from one table; a test makes sure that this page is up to date and that every test it
names is there. Each promise stands with what makes it so, what it holds against, the tests that show it,
what every run of them holds, and what is not shown yet. Speeds are in [numbers](numbers.md).
"""
_NOT = """## What is not promised

That a person looks before deciding. That a genuine-looking invoice is true. Exactly once in a system elsewhere
that neither honours a key nor answers questions: there it is at most once, and then a person looks.
"""


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise; `number` says what every run of the tests holds."""

    title: str
    promise: str
    mechanism: str
    against: str
    tests: tuple[str, ...]
    number: str
    id: int = 0
    seeded: str = ""
    open: str = ""

    @classmethod
    def read(cls, row: dict[str, Any]) -> "Promise":
        """Return the promise of a row. Raises TypeError for a word that none has."""
        return cls(**row | {"tests": tuple(row["tests"])})

    def lines(self) -> Iterator[str]:
        """Yield the promise's part of the page."""
        yield f"### {f'{self.id}. ' if self.id else ''}{self.title}\n"
        yield f"{self.promise}\n"
        yield f"- **How:** {self.mechanism}"
        yield f"- **Against:** {self.against}."
        yield f"- **Every run:** {self.number}."
        if self.seeded:
            yield f"- **A fault of our own that is caught:** {self.seeded}"
        if self.open:
            yield f"- **Not shown yet:** {self.open}"
        yield "- **Shown by:**"
        yield from (f"  - `{test}`" for test in self.tests)
        yield ""


def promises() -> tuple[tuple[Promise, ...], tuple[Promise, ...]]:
    """Return what may never break, and what is promised besides."""
    table = tomllib.loads(_SOURCE.read_text(encoding="utf-8"))
    never, also = (tuple(Promise.read(row) for row in table[name]) for name in ("never", "also"))
    return never, also


def page() -> str:
    """Return the whole page."""
    never, also = promises()
    lines = [_HEAD, "## What may never break\n"]
    lines += [line for each in never for line in each.lines()]
    lines += ["## And besides\n"]
    lines += [line for each in also for line in each.lines()]
    return "\n".join([*lines, _NOT])


def missing(tests: tuple[str, ...]) -> list[str]:
    """Return those node ids that no file has; nothing is imported or run."""
    return [test for test in tests if not _is_there(*test.partition("::")[::2])]


def _is_there(path: str, name: str) -> bool:
    file = ROOT / path
    if not file.is_file():
        return False
    tree = ast.parse(file.read_text(encoding="utf-8"))
    defined = (
        node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    return name in defined
