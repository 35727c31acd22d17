"""A sound installation for the doctor to look at, and what it found."""

from typing import Any

from bot.doctor.finding import Verdict
from bot.settings import Settings
from bot.words import phrasebook
from domain.kernel.say import Language


def found(check: Any, settings: Settings) -> dict[str, Verdict]:
    """Return the findings' keys; each can be said in both languages."""
    findings = list(check(settings))
    for finding in findings:
        for language in Language:
            assert phrasebook().render(finding.say, language)
    return {finding.say.key.removeprefix("doctor."): finding.verdict for finding in findings}


def changed(settings: Settings, **values: Any) -> Settings:
    return settings.model_copy(update=values)
