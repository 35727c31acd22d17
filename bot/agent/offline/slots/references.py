"""References: records (`LC-12`, `lançamento 12`), numbers on paper, documents at hand, quoted words."""

import re
from collections.abc import Iterator

from bot.agent.offline.slots.found import Found, Kind, Places

_RECORD = re.compile(
    r"\b(?P<code>[a-z]{1,4}-[0-9]{1,9})\b"
    r"|\b(?:lancamento|entry|proposta|pedido|proposal|request|registro|record)\s+"
    r"(?:n[º°o.]*\s*|numero\s+|number\s+|#\s*)?(?P<number>[0-9]{1,9})\b(?![.,/][0-9])"
    r"|(?<!\w)#(?P<hash>[0-9]{1,9})\b",
    re.ASCII,
)
_LABEL = re.compile(
    r"\b(?:(?:nota(?:\s+fiscal)?|nf(?:-?e)?|boleto|fatura|invoice|bill|duplicata|documento|doc)\s+)?"
    r"(?:n[º°]\.?|n[o.]\.?\s|numero|number|no\.|nr\.?|num\.?)\s*(?P<numbered>[0-9][0-9a-z./-]{0,40})\b"
    r"|\b(?:nota(?:\s+fiscal)?|nf-?e?|invoice|duplicata)\s+#?(?P<plain>[0-9]{2,20})\b(?![.,/][0-9])",
    re.ASCII,
)
_DOCUMENT = re.compile(
    r"\b(?:(?:este|esse|esta|essa|deste|desse|desta|dessa|neste|nesse|nesta|nessa|this|that|the\s+attached)\s+"
    r"(?P<kind>recibo|nota(?:\s+fiscal)?|documento|arquivo|papel|comprovante|foto|anexo|boleto|pdf|"
    r"receipt|document|file|paper|photo|picture|attachment|bill|invoice|scan)"
    r"|(?:segue|anexei|anexo|em\s+anexo|attached(?:\s+is)?|mandei|enviei)\s+(?:o\s+|a\s+|the\s+)?"
    r"(?P<sent>recibo|nota|documento|arquivo|comprovante|foto|boleto|pdf|receipt|document|file|bill)"
    r"|em\s+anexo|o\s+anexo|the\s+attachment)\b"
)
_QUOTED = re.compile(r"[\"“”«](?P<words>[^\"“”«»\n]{1,200})[\"“”»]")


def read(folded: str, places: Places) -> Iterator[Found]:
    """Yield the references in folded text."""
    for match in _QUOTED.finditer(folded):
        places.take(match.start(), match.end())
        yield Found(Kind.QUOTED, *match.span("words"), folded[slice(*match.span("words"))])
    for match in _RECORD.finditer(folded):
        if places.is_free(match.start(), match.end()):
            places.take(match.start(), match.end())
            label = (match["code"] or match["number"] or match["hash"]).upper()
            digits = re.sub(r"\D", "", label, flags=re.ASCII)
            yield Found(
                Kind.RECORD, match.start(), match.end(), match.group(),
                number=int(digits), label=label,
            )  # fmt: skip
    for match in _LABEL.finditer(folded):
        if places.is_free(match.start(), match.end()):
            places.take(match.start(), match.end())
            label = (match["numbered"] or match["plain"]).rstrip(".,-/")
            yield Found(Kind.LABEL, match.start(), match.end(), match.group(), label=label)
    for match in _DOCUMENT.finditer(folded):
        if places.is_free(match.start(), match.end()):
            places.take(match.start(), match.end())
            label = match["kind"] or match["sent"] or ""
            yield Found(Kind.DOCUMENT, match.start(), match.end(), match.group(), label=label)
