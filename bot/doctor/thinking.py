"""Is the model there, and can scans be read?"""

import importlib.util
from collections.abc import Iterator
from pathlib import Path

from bot.doctor.finding import Finding, bad, well
from bot.settings import Settings

#: Providers whose package is an extra of ours.
_EXTRAS = {"anthropic", "ollama", "openai"}
_WEIGHTS_MIN = 3


def model(settings: Settings) -> Iterator[Finding]:
    """Look whether the model's provider is installed and has its key."""
    if settings.model == "offline":
        yield well("doctor.model.offline")
        return
    provider, separator, name = settings.model.partition(":")
    if not (separator and name):
        yield bad("doctor.model.form", model=settings.model)
    elif importlib.util.find_spec(f"langchain_{provider.replace('-', '_')}") is None:
        key = "doctor.model.extra" if provider in _EXTRAS else "doctor.model.package"
        yield bad(key, provider=provider)
    else:
        yield from _made(settings.model)


def _made(model: str) -> Iterator[Finding]:
    from langchain.chat_models import init_chat_model  # noqa: PLC0415 - a second that offline saves

    try:
        init_chat_model(model)
    except Exception as error:  # noqa: BLE001 - each provider complains in its own way
        yield bad("doctor.model.key", model=model, why=type(error).__name__)
    else:
        yield well("doctor.model.there", model=model)


def ocr(_settings: Settings) -> Iterator[Finding]:
    """Look for the weights that come inside the OCR package; nothing is ever downloaded."""
    found = importlib.util.find_spec("rapidocr")
    if found is None or found.origin is None:
        yield bad("doctor.ocr.missing")
        return
    weights = list((Path(found.origin).parent / "models").glob("*.onnx"))
    if len(weights) < _WEIGHTS_MIN:
        yield bad("doctor.ocr.missing")
    else:
        yield well("doctor.ocr.there", weights=len(weights))
