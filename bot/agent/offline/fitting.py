"""How well a tool's arguments fit what a message holds: its figures, its days, and how it asks."""

from collections.abc import Sequence

from bot.agent.offline.features import asked_with, words_of
from bot.agent.offline.lexicon import lexicon
from bot.agent.offline.offered import Offer
from bot.agent.offline.reading import Reading
from bot.agent.offline.slots.calendar import NoSuchDayError, resolve
from bot.agent.offline.slots.found import Kind, When


def is_asking(reading: Reading) -> bool:
    """Tell whether the message is put as a question or asks to see something."""
    words = reading.words()
    opening = words[1:4] if words[:1] == ["me"] else words[:3]
    grammar = lexicon().grammar["asking"]
    polite = bool({"pode", "poderia", "posso", "could", "can", "da", "would"} & set(words[:2]))
    asks = "?" in reading.text or any(word in grammar for word in opening[:1])
    asks = asks or " ".join(opening[:2]) in {"o que", "por que"}
    return asks and not polite


#: What a question asks for; a tool is asked with the same ones.
_ASKING = (
    {"quem", "who"}, {"quanto", "quanta", "quantos", "quantas", "much", "many"},
    {"onde", "cade", "where"}, {"why", "porque"}, {"que", "what", "qual", "quais", "which"},
)  # fmt: skip


def _asked_for(words: Sequence[str]) -> set[int]:
    told = {number for number, sort in enumerate(_ASKING) if sort & set(words)}
    if "por que" in " ".join(words):
        told = (told - {4}) | {3}
    return told


def _asks_otherwise(reading: Reading, offer: Offer) -> bool:
    """Tell whether the message asks for a who, a how much or a where that the tool is not asked for."""
    said = _asked_for(reading.words())
    usual = _asked_for([word for phrase in asked_with(offer) for word in [*words_of(phrase), "/"]])
    return bool(said and usual and not said & usual)


def _is_out_of_time(reading: Reading, offer: Offer) -> bool:
    """Tell whether a day is said that is to come, to a tool that only knows days that are past."""
    leanings = [slot.leaning for slot in offer.of("date")]
    if not leanings or any(leaning >= 0 for leaning in leanings):
        return False
    for each in reading.of(Kind.DAY):
        try:
            days = resolve(each.when or When(), reading.today, 0, reading.language)
        except NoSuchDayError:
            continue
        is_vague = each.when is not None and (each.when.weekday is not None or not each.when.month)
        if all(day > reading.today for day in days) and (
            (each.when or When()).exact or not is_vague
        ):
            return True
    return False


def fits_schema(reading: Reading, offer: Offer) -> float:
    kinds = {slot.kind for slot in offer.slots}
    money = reading.of(Kind.MONEY, Kind.FOREIGN)
    days = reading.of(Kind.DAY, Kind.SPAN, Kind.DAYS)
    score = 0.0
    if _is_out_of_time(reading, offer):
        score -= 0.15
    if money:
        score += 0.05 if "money" in kinds else -0.15
    if days and not kinds & {"date", "days"}:
        score -= 0.05
    told = {"money"} if money else set()
    told |= {"date"} if reading.of(Kind.DAY, Kind.SPAN) else set()
    told |= {"days"} if reading.of(Kind.DAYS, Kind.SPAN) else set()
    needed = {slot.kind for slot in offer.slots if slot.required} & {"money", "date", "days"}
    score += 0.08 * len(needed & told) / len(needed) if needed else 0.0
    if reading.of(Kind.SPAN) and {"date", "days"} <= kinds:
        score += 0.08
    if reading.of(Kind.RECORD):
        score += 0.15 if "record" in kinds else -0.1
    if reading.of(Kind.DOCUMENT) and "document" in kinds:
        score += 0.1
    if is_asking(reading):
        score += 0.1 if offer.is_question else -0.12
        score -= 0.06 if offer.is_question and _asks_otherwise(reading, offer) else 0.0
    elif money and not offer.is_question:
        score += 0.04
    return score - (0.1 if _says_nothing(reading, offer) else 0.0)


def _says_nothing(reading: Reading, offer: Offer) -> bool:
    """Tell whether a question that can be narrowed in several ways is narrowed in none."""
    if not offer.is_question or len(offer.slots) < 2 or any(slot.required for slot in offer.slots):
        return False
    return not reading.found and not any(token.is_capital for token in reading.tokens[1:])
