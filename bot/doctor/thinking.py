"""Does the model answer, and can scans be read?"""

import importlib.util
from collections.abc import Iterator
from pathlib import Path

from bot.doctor.finding import Finding, Verdict, bad, well
from bot.settings import Settings
from domain.kernel.errors import Invalid

_ANSWER_SECONDS = 10
_WEIGHTS_MIN = 3


def model(settings: Settings) -> Iterator[Finding]:
    """Say a word to a model elsewhere: only its answer shows that key, name and address are right."""
    if settings.model == "offline":
        yield well("doctor.model.offline")
        return
    from bot.agent.failing import told  # noqa: PLC0415 - some seconds that offline saves
    from bot.agent.model import chat_model  # noqa: PLC0415 - as above

    key = settings.model_api_key.get_secret_value() if settings.model_api_key else ""
    try:
        made = chat_model(settings.model, key, settings.model_url, silent_seconds=_ANSWER_SECONDS)
        made.invoke("ok?")
    except Invalid as wrong:
        yield Finding(Verdict.BAD, wrong.say)
    except Exception as error:  # noqa: BLE001 - each provider fails in its own way
        yield bad(
            "doctor.model.silent", model=settings.model, why=type(error).__name__, told=told(error)
        )
    else:
        yield well("doctor.model.there", model=settings.model)


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
