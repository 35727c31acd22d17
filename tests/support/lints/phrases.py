"""Every phrase the code says is written down, and every phrase written down is said."""

import re
from collections.abc import Iterable, Iterator, Mapping

_KEY = re.compile(r"[\"']([a-z_]+(?:\.[a-z_0-9]+)+)[\"']")
_SAID = re.compile(
    r'(?:\bsay|Invalid|Refused|Conflict|Outage|Uncertain)\(\s*"([a-z_]+\.[a-z_.0-9]+)"'
)


def unwritten(sources: Mapping[str, str], keys: Iterable[str]) -> Iterator[str]:
    """Yield phrases that code says and nobody wrote."""
    known = set(keys)
    for path, text in sources.items():
        for key in sorted(set(_SAID.findall(text)) - known):
            yield f"{path}: says {key}, which no says.toml holds"


def unsaid(sources: Mapping[str, str], keys: Iterable[str]) -> Iterator[str]:
    """Yield phrases that nothing in the code mentions; `record.` and `command.` are looked up."""
    mentioned = {key for text in sources.values() for key in _KEY.findall(text)}
    parts = {
        prefix
        for text in sources.values()
        for prefix in re.findall(r'f"((?:[a-z_]+\.)+(?:[a-z_]+_)?)\{', text)
    }
    for key in sorted(set(keys) - mentioned):
        if not any(key.startswith(prefix) for prefix in parts):
            yield f"{key} is written and never said"
