"""Which model answers: the embedded one, or any that LangChain knows as `provider:name`."""

import re
from typing import Any

from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel

from bot.agent.offline.model import OfflineModel
from domain.kernel.errors import Invalid

#: The name of the model that needs no key.
OFFLINE = "offline"
#: How long a model may say nothing.
TIMEOUT_SECONDS = 25
#: Packages whose name does not follow from the provider's.
_PACKAGES = {"google_genai": "langchain-google-genai", "mistralai": "langchain-mistralai"}


def chat_model(
    name: str, api_key: str = "", base_url: str = "", *, silent_seconds: float = TIMEOUT_SECONDS
) -> BaseChatModel:
    """Return the model called `name`: `offline`, or `provider:name`.

    `api_key` and `base_url` are passed on where they are set; else the provider's package reads its
    own variables. Raises Invalid, with one sentence saying what to do, when the model cannot be made.
    """
    if name == OFFLINE:
        return OfflineModel()
    provider, _, model = name.partition(":")
    if not provider or not model:
        raise Invalid("model.name_unclear", name=name)
    more: dict[str, Any] = {
        key: value for key, value in (("api_key", api_key), ("base_url", base_url)) if value
    }
    try:
        # We ask again ourselves, within the turn's time, and let Stop be heard meanwhile.
        made: BaseChatModel = init_chat_model(
            model, model_provider=provider, timeout=silent_seconds, max_retries=0, **more
        )
    except ImportError as missing:
        package = _PACKAGES.get(provider, f"langchain-{provider}")
        raise Invalid("model.package_missing", name=name, package=package) from missing
    except ValueError as wrong:
        if "Unsupported provider" in str(wrong):
            raise Invalid("model.provider_unknown", provider=provider) from wrong
        raise _unusable(name, wrong) from wrong
    except Exception as wrong:
        # Each provider's package raises its own errors for a missing key.
        raise _unusable(name, wrong) from wrong
    return made


def _unusable(name: str, wrong: Exception) -> Invalid:
    told = str(wrong)
    if re.search(r"api[_ ]?key|credential|unauthorized", told, re.IGNORECASE):
        variable = re.search(r"\b[A-Z][A-Z0-9_]*(?:KEY|TOKEN)\b", told)
        return Invalid(
            "model.key_missing",
            name=name,
            variable=variable.group() if variable else "MODEL_API_KEY",
        )
    return Invalid("model.cannot_start", name=name, error=type(wrong).__name__)


def is_offline(model: BaseChatModel) -> bool:
    """Tell whether everything said to the model stays in this process."""
    return isinstance(model, OfflineModel)
