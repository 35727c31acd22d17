"""JSON as it travels: Slack's shapes are dictionaries, and stay so."""

from typing import Any

type Json = dict[str, Any]


def without_nones(shape: Json) -> Json:
    """Return `shape` without the keys that have no value: Slack leaves them out."""
    return {key: value for key, value in shape.items() if value is not None}
