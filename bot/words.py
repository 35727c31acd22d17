"""Every phrase of the product, and how the shell says one."""

from functools import cache

from bot.settings import ROOT
from domain.kernel.say import Language, Phrasebook, Say

#: Where phrases live, beside the code that says them.
FOLDERS = ("bot", "domain", "ingest", "prompts", "tools")


@cache
def phrasebook() -> Phrasebook:
    """Return every phrase; reading them takes some milliseconds, so it happens once a process."""
    return Phrasebook.load(ROOT / folder for folder in FOLDERS)


def said(what: Say, language: Language) -> str:
    """Return the sentence for a person at a shell."""
    return phrasebook().render(what, language)
