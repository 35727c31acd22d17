"""Text for comparing and searching. The database sorts by bytes, so both sides are folded by us."""

import unicodedata


def folded(text: str) -> str:
    """Return `text` for comparing and searching: no accents, one case, single spaces."""
    bare = unicodedata.normalize("NFKD", text)
    kept = "".join(char for char in bare if not unicodedata.combining(char))
    return " ".join(kept.casefold().split())
