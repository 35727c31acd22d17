"""What the page is told when something cannot be done: a code, and a sentence in the person's language."""

import tomllib
from functools import cache
from pathlib import Path

PHRASES = Path(__file__).parent.parent / "says.toml"


class LocalError(Exception):
    """A person cannot do that; `code` is a key of says.toml without its prefix."""

    def __init__(self, code: str, status: int = 400, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.values = values


def said(code: str, locale: str, **values: str) -> str:
    """Return the sentence for `code`; an unknown code speaks for itself."""
    language = "en" if locale.lower().startswith("en") else "pt-BR"
    words = _phrases().get(f"workspace.{code}")
    return words[language].format(**values) if words else code


@cache
def _phrases() -> dict[str, dict[str, str]]:
    return tomllib.loads(PHRASES.read_text(encoding="utf-8"))
