"""The answer to a question of ours: one message read as the value of one argument."""

import re
from collections.abc import Sequence
from typing import Any

from bot.agent.offline.fill import Doubt
from bot.agent.offline.offered import NAMES, Slot
from bot.agent.offline.papers import Paper
from bot.agent.offline.reading import Reading
from bot.agent.offline.slots.calendar import NoSuchDayError, resolve
from bot.agent.offline.slots.found import Found, Kind, When
from bot.agent.offline.slots.money import plain
from bot.agent.offline.text import fold

_LEAD = re.compile(
    r"^(?:(?:foi|e|eh|era|sao|seria|por|porque|pra|para|pro|com|na|no|da|do|a|o|ah|entao|it|was|is|"
    r"it's|its|the|to|from|at|for|because|nao|no|desculpa|sorry|errei|na verdade|actually|quis dizer|"
    r"i meant)\b[\s,:]*)+"
)
_ORDINALS = (
    {"1", "primeiro", "primeira", "first", "one"},
    {"2", "segundo", "segunda", "second", "two"},
    {"3", "terceiro", "terceira", "third", "three"},
    {"4", "quarto", "quarta", "fourth", "four"},
    {"5", "quinto", "quinta", "fifth", "five"},
)


def answer(slot: Slot, reading: Reading, doubt: Doubt | None) -> Any:
    """Return the value that a message gives to `slot`: None if none, a Doubt if it is unclear."""
    if doubt is not None and doubt.choices:
        chosen = choose(doubt.choices, reading)
        if chosen is not None:
            return chosen
    match slot.kind:
        case "money":
            return _amount(slot, reading)
        case "date":
            return _day(slot, reading)
        case "days":
            return _count(reading)
        case "record":
            return _record(slot, reading)
        case "number":
            return _number(slot, reading)
        case "choice":
            said = fold(reading.text)
            return next(
                (each for each in slot.choices if fold(each).replace("_", " ") in said), None
            )
        case "document":
            return None
        case _:
            return _words(slot, reading)


def choose(choices: Sequence[Any], reading: Reading) -> Any:
    """Return the choice that a message names: by its place, or by words that only it has."""
    words = reading.words()
    for choice, ordinals in zip(choices, _ORDINALS, strict=False):
        if set(words) & ordinals and len(words) <= 3:
            return _value(choice)
    if "last" in words or {"ultimo", "ultima"} & set(words):
        return _value(choices[-1])
    amounts = {plain(a) for each in reading.of(Kind.MONEY, Kind.NUMBER) for a in each.amounts}
    exact = [choice for choice in choices if choice in amounts]
    if len(exact) == 1:
        return exact[0]
    said = _stripped(reading)
    fitting = [choice for choice in choices if said and said in fold(_label(choice))]
    return _value(fitting[0]) if len(fitting) == 1 else None


def _label(choice: Any) -> str:
    return choice.name if isinstance(choice, Paper) else str(choice)


def _value(choice: Any) -> Any:
    return choice.number if isinstance(choice, Paper) else choice


def _stripped(reading: Reading) -> str:
    return _LEAD.sub("", fold(reading.text).strip()).strip(" .!?")


def _amount(slot: Slot, reading: Reading) -> Any:
    found = reading.of(Kind.MONEY) or reading.of(Kind.NUMBER)
    if not found:
        foreign = reading.of(Kind.FOREIGN)
        return Doubt(slot.name, "offline.foreign", foreign[0].text) if foreign else None
    wires = [wire for amount in found[0].amounts if (wire := plain(amount)) is not None]
    if len(wires) > 1:
        return Doubt(slot.name, "offline.which_amount", found[0].text.strip(), tuple(wires))
    return wires[0] if wires else None


def _day(slot: Slot, reading: Reading) -> Any:
    found = [*reading.of(Kind.DAY, Kind.SPAN), *_bare_days(reading)]
    if not found or found[0].when is None:
        return None
    try:
        days = resolve(found[0].when, reading.today, slot.leaning, reading.language)
    except NoSuchDayError:
        return Doubt(slot.name, "offline.no_such_day", found[0].text.strip())
    if len(days) > 1:
        choices = tuple(day.isoformat() for day in days)
        return Doubt(slot.name, "offline.which_day", found[0].text.strip(), choices)
    return days[0].isoformat()


def _bare_days(reading: Reading) -> list[Found]:
    """Return whole numbers that may be a day of the month."""
    return [
        Found(Kind.DAY, each.start, each.end, each.text, when=When(day=int(each.amounts[0])))
        for each in reading.of(Kind.NUMBER)
        if each.amounts[0] == int(each.amounts[0]) and 1 <= each.amounts[0] <= 31
    ]


def _count(reading: Reading) -> int | None:
    lengths = [each for each in reading.of(Kind.DAYS, Kind.DAY) if each.number]
    if lengths:
        return lengths[0].number
    numbers = [each for each in reading.of(Kind.NUMBER) if each.amounts[0] == int(each.amounts[0])]
    return int(numbers[0].amounts[0]) if numbers else None


def _record(slot: Slot, reading: Reading) -> Any:
    for each in reading.of(Kind.RECORD, Kind.NUMBER):
        if each.kind is Kind.RECORD:
            return each.number if slot.is_whole else each.label
        number = int(each.amounts[0])
        return number if slot.is_whole else str(number)
    return None


def _number(slot: Slot, reading: Reading) -> Any:
    labels = [each.label for each in reading.of(Kind.LABEL, Kind.RECORD)]
    written = re.search(r"[0-9][0-9A-Za-z./-]*", reading.text, re.ASCII)
    said = labels[0] if labels else written.group() if written else None
    if slot.is_whole:
        return int(said) if said and re.fullmatch("[0-9]{1,9}", said, re.ASCII) else None
    return said


def _words(slot: Slot, reading: Reading) -> str | None:
    folded = fold(reading.text)
    lead = _LEAD.match(folded.lstrip())
    start = (len(folded) - len(folded.lstrip())) + (lead.end() if lead else 0)
    words = reading.text[start:].strip(" .!?\"“”'")
    if slot.kind in NAMES:
        if not any(token.is_word and reading.is_free(token) for token in reading.tokens):
            return None
        words = re.sub(r"\s*[,;].*$", "", words, flags=re.DOTALL)
    # A lead word can be all there is: a supplier called `A`.
    return words or reading.text.strip(" .!?") or None
