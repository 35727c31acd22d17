"""The tools that are bound to the model, as it understands them: what they say of themselves."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.agent.offline.lexicon import lexicon
from bot.agent.offline.text import fold
from domain.kernel.say import Language

#: Slots that hold the name of somebody outside.
PARTIES = frozenset({"supplier", "customer"})
NAMES = PARTIES | {"person", "account"}


@dataclass(frozen=True, slots=True)
class Slot:
    """One argument: what it holds, how it is described in each language, whether it must be told."""

    name: str
    kind: str
    labels: Mapping[Language, str]
    required: bool
    is_whole: bool
    choices: tuple[str, ...] = ()
    #: What of a paper it is read from, and which kinds of paper it may name.
    on_paper: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()

    @property
    def words(self) -> list[str]:
        """Return every folded word that the slot says of itself."""
        told = " ".join((self.name.replace("_", " "), *self.labels.values()))
        return re.findall(r"[a-z0-9]+", fold(told))

    @property
    def leaning(self) -> int:
        """Return -1 if a day here lies in the past, 1 if it is to come, 0 if the slot does not say."""
        grammar = lexicon().grammar
        past = sum(word in grammar["past"] for word in self.words)
        future = sum(word in grammar["future"] for word in self.words)
        return (future > past) - (past > future)


@dataclass(frozen=True, slots=True)
class Offer:
    """One tool: what people ask for with it, what it does, and what it must be told."""

    name: str
    summary: str
    asks: Mapping[Language, tuple[str, ...]]
    does: str
    slots: tuple[Slot, ...]
    is_question: bool
    one_of: tuple[str, ...] = ()

    def slot(self, name: str) -> Slot | None:
        """Return the slot called `name`."""
        return next((slot for slot in self.slots if slot.name == name), None)

    def of(self, *kinds: str) -> list[Slot]:
        """Return the slots of `kinds`."""
        return [slot for slot in self.slots if slot.kind in kinds]

    def title(self, language: Language) -> str:
        """Return the first thing that people say to ask for it."""
        return next(iter(self.asks[language]), self.summary)


def offered(tools: Sequence[Mapping[str, Any]]) -> tuple[Offer, ...]:
    """Return what is offered by tools in the form that chat models are given them."""
    return tuple(_offer(tool["function"]) for tool in tools)


def _offer(function: Mapping[str, Any]) -> Offer:
    parts = _parts(function.get("description", ""))
    schema = function.get("parameters", {})
    required = frozenset(schema.get("required", ()))
    slots = tuple(
        _slot(name, spec, required=name in required)
        for name, spec in schema.get("properties", {}).items()
    )
    asks = _two(parts.get("asks", ""))
    return Offer(
        name=function["name"],
        summary=parts.get("", ""),
        asks={
            language: tuple(phrase.strip() for phrase in told.split(",") if phrase.strip())
            for language, told in asks.items()
        },
        does=parts.get("does", ""),
        slots=slots,
        is_question=parts.get("undo", "").lower().startswith("nothing"),
        one_of=tuple(schema.get("x-one-of", ())),
    )


def _parts(description: str) -> dict[str, str]:
    """Cut a tool's description at `Asks:`, `Does:` and `Undo:`; what comes first has no name."""
    parts = {"": ""}
    at = ""
    for line in description.splitlines():
        label = re.match(r"\s*(Asks|Does|Undo|Needs|Note):\s*(.*)", line)
        if label:
            at = label[1].lower()
            parts[at] = label[2].strip()
        else:
            parts[at] = f"{parts[at]} {line.strip()}".strip()
    return parts


def _two(told: str) -> dict[Language, str]:
    """Return the Portuguese and the English part of `Asks:`: `pt / en`."""
    pt, _, en = told.partition(" / ")
    return {Language.PT: pt.strip(), Language.EN: (en or pt).strip()}


def _slot(name: str, spec: Mapping[str, Any], *, required: bool) -> Slot:
    kinds = [spec, *(each for each in spec.get("anyOf", ()) if each.get("type") != "null")]
    marked = next((each for each in kinds if "x-slot" in each), kinds[-1])
    choices = tuple(str(each) for each in marked.get("enum", ()))
    en, _, pt = spec.get("description", name.replace("_", " ")).partition(" / ")
    return Slot(
        name=name,
        kind=_named_kind(name, marked.get("x-slot") or _guess(marked, choices)),
        labels={Language.EN: en.strip(), Language.PT: (pt or en).strip()},
        required=required,
        is_whole=marked.get("type") == "integer",
        choices=choices,
        on_paper=tuple(map(str, spec.get("x-on-paper", ()))),
        takes=tuple(map(str, spec.get("x-takes", ()))),
    )


def _named_kind(name: str, kind: str) -> str:
    """Return the kind of a slot: free words called `supplier` or `number` are read as one."""
    return name if kind == "text" and name in NAMES | {"number"} else kind


def _guess(spec: Mapping[str, Any], choices: tuple[str, ...]) -> str:
    """Return the kind of a slot that does not say it."""
    if choices:
        return "choice"
    if spec.get("format") == "date":
        return "date"
    return "number" if spec.get("type") == "integer" else "text"
