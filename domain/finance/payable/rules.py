"""When two bills of one supplier are the same. Pure: over what is printed on them."""

from domain.kernel.text import folded


def same_number(number: str) -> str:
    """Return a bill's number for comparing: case, spaces and marks between its parts do not count."""
    return "".join(char for char in folded(number) if char.isalnum())
