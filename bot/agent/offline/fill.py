"""Fills a tool's arguments from a message: each thing found goes to one slot, and doubts are kept.

A doubt is asked about, never decided here: two readings of an amount, a day that does not exist.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.agent.offline.naming import Names, mentioned, reason, search_words
from bot.agent.offline.offered import PARTIES, Offer, Slot
from bot.agent.offline.papers import Paper, called, meant, points
from bot.agent.offline.reading import Reading
from bot.agent.offline.slots.calendar import NoSuchDayError, resolve, resolve_span
from bot.agent.offline.slots.found import Found, Kind, When
from bot.agent.offline.slots.money import plain
from bot.agent.offline.text import fold


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a slot could not be filled: a message key, what was said, and what it may mean."""

    slot: str
    key: str
    said: str
    choices: tuple[Any, ...] = ()


@dataclass(slots=True)
class Filled:
    """What a message gave a tool."""

    args: dict[str, Any] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)


def fill(
    offer: Offer,
    reading: Reading,
    papers: Sequence[Paper],
    is_known: Callable[[str], bool],
    own: Callable[[str], bool],
) -> Filled:
    """Return the arguments of `offer` that `reading` tells."""
    filled = Filled()
    names = Names.of(reading, is_known)
    _references(offer, reading, papers, filled)
    _money(offer, reading, filled)
    _days(offer, reading, filled)
    _choices(offer, reading, filled)
    _names(offer, reading, names, filled, own)
    return filled


def _names(
    offer: Offer, reading: Reading, names: Names, filled: Filled, own: Callable[[str], bool]
) -> None:
    for slot in offer.of("account"):
        _put(filled, slot, names.account())
    for slot in offer.of(*PARTIES):
        _put(filled, slot, names.party(slot))
    for slot in offer.of("person"):
        _put(filled, slot, names.person())
    quoted = [reading.text[each.start : each.end] for each in reading.of(Kind.QUOTED)]
    for slot in offer.of("text"):
        if offer.is_question:
            words = search_words(reading, offer, own)
        elif quoted:
            words = quoted.pop(0)
        elif {"why", "motivo", "reason"} & set(slot.words):
            words = reason(reading)
        else:
            words = names.matter() or mentioned(reading, slot)
        _put(filled, slot, words)


def _put(filled: Filled, slot: Slot, value: Any) -> None:
    if value is not None and value != "" and slot.name not in filled.args:
        filled.args[slot.name] = value


def _references(offer: Offer, reading: Reading, papers: Sequence[Paper], filled: Filled) -> None:
    for kind, slots in ((Kind.RECORD, offer.of("record")), (Kind.LABEL, offer.of("number"))):
        for slot, each in zip(slots, reading.of(kind), strict=False):
            _put(filled, slot, each.number if slot.is_whole and each.number else each.label)
    plain_numbers = reading.of(Kind.NUMBER)
    for slot in offer.of("record"):
        if slot.name not in filled.args and plain_numbers and not offer.of("money"):
            number = int(plain_numbers[0].amounts[0])
            _put(filled, slot, number if slot.is_whole else str(number))
    for slot in offer.of("document"):
        _paper(slot, reading, papers, filled)


def _paper(slot: Slot, reading: Reading, papers: Sequence[Paper], filled: Filled) -> None:
    """Name the paper that is meant: the one that is spoken of, or else the only one there is."""
    said, pointing = reading.of(Kind.DOCUMENT), points(reading)
    fitting = [paper for paper in meant(papers) if pointing or not paper.is_used]
    for narrower in (
        [paper for paper in fitting if said and said[0].label in called(paper.kind)],
        [paper for paper in fitting if paper.kind in slot.takes],
    ):
        fitting = narrower or fitting
    if len(fitting) == 1:
        _put(filled, slot, fitting[0].number)
    elif len(fitting) > 1 and (pointing or fitting[0].is_here):
        told = said[0].text if said else ""
        filled.doubts.append(Doubt(slot.name, "offline.which_document", told, tuple(fitting)))


def _money(offer: Offer, reading: Reading, filled: Filled) -> None:
    slots = offer.of("money")
    if not slots:
        return
    amounts = reading.of(Kind.MONEY) or [
        each for each in reading.of(Kind.NUMBER) if each.text.strip()[:1].isdigit()
    ]
    if not amounts and reading.of(Kind.FOREIGN):
        said = reading.of(Kind.FOREIGN)[0]
        filled.doubts.append(Doubt(slots[0].name, "offline.foreign", said.text))
    for slot, each in zip(_by_nearness(slots, amounts, reading), amounts, strict=False):
        wires = [wire for amount in each.amounts if (wire := plain(amount)) is not None]
        if len(wires) == 1:
            _put(filled, slot, wires[0])
        elif wires:
            filled.doubts.append(
                Doubt(slot.name, "offline.which_amount", each.text.strip(), tuple(wires))
            )


def _by_nearness(slots: Sequence[Slot], found: Sequence[Found], reading: Reading) -> list[Slot]:
    """Return the slots in the order of `found`: each takes what its own words stand before."""
    if len(slots) < 2 or not found:
        return list(slots)
    left, ordered = list(slots), []
    for each in found:
        before = fold(reading.text[max(0, each.start - 24) : each.start]).split()
        fits = [
            slot
            for slot in left
            if any(word[:4] == said[:4] for word in slot.words for said in before)
        ]
        chosen = (fits or [slot for slot in left if slot.required] or left)[:1]
        ordered += chosen
        left = [slot for slot in left if slot not in chosen]
    return ordered


def _days(offer: Offer, reading: Reading, filled: Filled) -> None:
    dates, counts = offer.of("date"), offer.of("days")
    spans, days, lengths = (reading.of(kind) for kind in (Kind.SPAN, Kind.DAY, Kind.DAYS))
    if spans and dates:
        _span(dates, counts, spans[0], reading, filled)
    ahead = [each for each in days if each.number]
    if counts and not lengths and ahead and not _needs_date(offer, days):
        _put(filled, counts[0], ahead[0].number)
        days = [each for each in days if each is not ahead[0]]
    free_counts = [slot for slot in counts if slot.name not in filled.args]
    for slot, each in zip(free_counts, lengths, strict=False):
        _put(filled, slot, each.number)
    # Told as a number of days, it is not told as a day as well.
    told = set(offer.one_of) if set(offer.one_of) & filled.args.keys() else set()
    free = [slot for slot in dates if slot.name not in {*filled.args, *told}]
    for slot, each in zip(_by_nearness(free, days, reading), days, strict=False):
        assert each.when is not None
        _day(slot, each.when, each.text, reading, filled)
    if lengths and not counts and not days and not spans:
        for slot in [each for each in dates if each.leaning > 0][:1]:
            _put(filled, slot, _after(reading.today, lengths[0].number))


def _needs_date(offer: Offer, days: Sequence[Found]) -> bool:
    """Tell whether `em 10 dias` must be the day itself, since a day is asked for and none is told."""
    required = [slot for slot in offer.of("date") if slot.required]
    return bool(required) and sum(not each.number for each in days) < len(required)


def _after(today: date, number: int) -> str:
    return date.fromordinal(today.toordinal() + number).isoformat()


def _day(slot: Slot, when: When, said: str, reading: Reading, filled: Filled) -> None:
    try:
        days = resolve(when, reading.today, slot.leaning, reading.language)
    except NoSuchDayError:
        filled.doubts.append(Doubt(slot.name, "offline.no_such_day", said.strip()))
        return
    if len(days) == 1:
        _put(filled, slot, days[0].isoformat())
    else:
        choices = tuple(day.isoformat() for day in days)
        filled.doubts.append(Doubt(slot.name, "offline.which_day", said.strip(), choices))


def _span(
    dates: Sequence[Slot], counts: Sequence[Slot], span: Found, reading: Reading, filled: Filled
) -> None:
    assert span.when is not None
    assert span.until is not None
    try:
        starts, number = resolve_span(span.when, span.until, reading.today, reading.language)
    except NoSuchDayError:
        filled.doubts.append(Doubt(dates[0].name, "offline.no_such_day", span.text.strip()))
        return
    if len(starts) > 1:
        choices = tuple(day.isoformat() for day in starts)
        filled.doubts.append(Doubt(dates[0].name, "offline.which_day", span.text.strip(), choices))
        return
    _put(filled, dates[0], starts[0].isoformat())
    if counts:
        _put(filled, counts[0], number)
    elif len(dates) > 1:
        _put(filled, dates[1], _after(starts[0], number - 1))


def _choices(offer: Offer, reading: Reading, filled: Filled) -> None:
    said = " ".join(reading.words())
    for slot in offer.of("choice"):
        named = [choice for choice in slot.choices if fold(choice).replace("_", " ") in said]
        if len(named) == 1:
            _put(filled, slot, named[0])


def missing(offer: Offer, args: Mapping[str, Any], papers: Sequence[Paper] = ()) -> list[Slot]:
    """Return what must still be told, in the order of the tool's own arguments.

    What the paper tells that the request names need not be told.
    """
    named = [args.get(slot.name) for slot in offer.of("document")]
    told = [paper for paper in papers if paper.number in named]
    return [
        slot
        for slot in offer.slots
        if slot.required and slot.name not in args and not any(paper.tells(slot) for paper in told)
    ]
