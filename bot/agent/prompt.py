"""Prompts are files in `prompts/`; each turn records the digest of the one it used."""

from dataclasses import dataclass
from pathlib import Path

import prompts
from domain.kernel.canonical import Digest, digest

_FOLDER = Path(prompts.__file__).parent


@dataclass(frozen=True, slots=True)
class Prompt:
    """Words for the model, and the SHA-256 that names them."""

    name: str
    text: str
    digest: Digest


def prompt(name: str = "agent") -> Prompt:
    """Read the prompt called `name`."""
    text = (_FOLDER / f"{name}.md").read_text(encoding="utf-8")
    return Prompt(name, text, digest(text))
