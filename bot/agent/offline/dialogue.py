"""The conversation: what a message means where it stands, and what to do next.

A message is a decision by text (never taken), a giving up, an answer to our question, a correction,
small talk, or one or more new requests.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.agent.offline import replies
from bot.agent.offline.answers import answer, choose
from bot.agent.offline.fill import Doubt
from bot.agent.offline.fitting import is_asking
from bot.agent.offline.lexicon import lexicon
from bot.agent.offline.offered import Offer
from bot.agent.offline.papers import Paper
from bot.agent.offline.reading import Reading, read
from bot.agent.offline.router import SCORE_MIN, Router
from bot.agent.offline.splitting import split
from bot.agent.offline.state import Context, Frame, Move, State
from bot.agent.offline.understanding import Understanding, decides, is_only_values
from domain.kernel.say import Language, Say, say

#: Requests taken from one message, and tries before we offer to give it up.
REQUESTS_MAX = 3
_TRIES_MAX = 2
_CORRECTION_WORDS_MAX = 14


class Dialogue:
    """Hears one message after another; holds the state between them."""

    def __init__(self, router: Router, context: Context) -> None:
        self._router = router
        self._context = context
        self._understands = Understanding(router, context)
        self.state = State()
        self._is_correction = False
        self._has_called = False

    @property
    def language(self) -> Language:
        """Return the language to answer in."""
        return self.state.language or self._context.language

    @property
    def offers(self) -> Sequence[Offer]:
        """Return the tools that are bound."""
        return self._router.offers

    @property
    def papers(self) -> Sequence[Paper]:
        """Return the papers of the thread."""
        return self._context.papers

    def hear(self, text: str) -> Move:
        """Return what to do about a message."""
        reading = self._read(text)
        words = reading.words()
        book = lexicon()
        if reading.text.strip() and book.is_only(("cancel",), words) and book.says("cancel", words):
            return self._give_up()
        if decides(reading):
            return Move(lines=(say("offline.text_never_decides"),))
        if self.state.options:
            return self._choose_tool(reading)
        if self.state.pending is not None:
            return self._answer(reading)
        corrected = self._correct(reading)
        if corrected is not None:
            return corrected
        return self._small_talk(words) or self._request(reading)

    def observe(self, frame: Frame, result: dict[str, Any]) -> Say:
        """Take in what became of a call, and return the sentence for it."""
        self._has_called = True
        told = str(result.get("say") or "")
        outcome = result.get("outcome")
        if outcome == "filed":
            again = self.state.last is not None and self.state.last.offer is frame.offer
            said = replies.filed(frame, again=again and self._is_correction)
            self.state.last = frame
            return said
        slot = frame.offer.slot(str(result.get("field") or ""))
        if outcome == "invalid" and slot is not None and self.state.pending is None:
            choices = tuple(str(choice) for choice in result.get("choices") or ())
            doubt = Doubt(slot.name, "offline.as_told", told, choices)
            self.state.pending = frame.lacking(slot.name, doubt)
            self.state.asked = slot.name
        return say("offline.as_told", told=told) if told else say("offline.unclear_result")

    def settle(self) -> Say | None:
        """Return what to ask now that the calls of a turn are done, unless it was asked already."""
        state = self.state
        if not self._has_called:
            return None
        self._has_called = False
        if state.pending is None and state.waiting:
            state.pending = state.waiting.pop(0)
        if state.pending is None:
            return None
        already = state.asked and state.pending.doubt_about(state.asked)
        if already and already.key == "offline.as_told":
            return None
        return self._ask()

    # -- one kind of message each

    def _read(self, text: str) -> Reading:
        reading = read(text, self._context.today, self.language)
        self.state.language = reading.language
        self._is_correction = False
        return reading

    def _give_up(self) -> Move:
        had = self.state.pending is not None or self.state.options
        self.state.drop()
        return Move(lines=(say("offline.dropped" if had else "offline.nothing_to_drop"),))

    def _small_talk(self, words: Sequence[str]) -> Move | None:
        book = lexicon()
        if not words:
            return Move(lines=(self._capable("offline.help"),))
        for kind in ("help", "thanks", "greeting"):
            if book.says(kind, words) and book.is_only(
                ("help", "greeting", "thanks", "yes"), words
            ):
                if kind == "thanks":
                    return Move(lines=(say("offline.thanks"),))
                return Move(lines=(self._capable(f"offline.{kind}"),))
        return None

    def _capable(self, key: str) -> Say:
        return replies.capabilities(key, self._router.offers, self.language)

    def _choose_tool(self, reading: Reading) -> Move:
        options = self.state.options
        titles = [frame.offer.title(self.language) for frame in options]
        chosen = choose(titles, reading)
        ranked = self._router.rank(reading)
        named = [frame for frame in options if ranked and frame.offer is ranked[0].offer]
        self.state.options = ()
        if chosen is not None:
            return self._go([options[titles.index(chosen)]])
        if named and ranked[0].score >= SCORE_MIN:
            return self._go([named[0]])
        return self._small_talk(reading.words()) or self._request(reading)

    def _answer(self, reading: Reading) -> Move:
        frame = self.state.pending
        assert frame is not None
        slot = frame.offer.slot(self.state.asked)
        assert slot is not None
        switched = self._switched(reading, frame)
        if switched is not None:
            return switched
        several = self._rest(frame, reading)
        if several is not None:
            self.state.tries, self.state.pending = 0, None
            return self._go([several])
        value = answer(slot, reading, frame.doubt_about(slot.name))
        more = self._also_told(frame, reading, slot.name)
        if value is None and not more:
            self.state.tries += 1
            hint = (say("offline.can_be_dropped"),) if self.state.tries >= _TRIES_MAX else ()
            return Move(lines=(say("offline.not_understood"), self._ask(), *hint))
        self.state.tries = 0
        if isinstance(value, Doubt):
            left = tuple(doubt for doubt in frame.doubts if doubt.slot != slot.name)
            frame = replace(frame, doubts=(value, *left)).having(**more)
        else:
            frame = frame.having(**more, **({} if value is None else {slot.name: value}))
        self.state.pending = None
        return self._go([frame])

    def _rest(self, frame: Frame, reading: Reading) -> Frame | None:
        """Return the request with all that a message tells of the several things asked at once."""
        lacking = [slot.name for slot in frame.lacks]
        if frame.paper is None or len(lacking) < 2 or frame.doubts:
            return None
        told = self._understands.fill(frame, reading).args
        found = {name: told[name] for name in lacking if name in told}
        return frame.having(**found) if len(found) > 1 else None

    def _also_told(self, frame: Frame, reading: Reading, asked: str) -> dict[str, Any]:
        """Return what a message tells besides the answer: other figures and days, or corrections."""
        filled = self._understands.fill(frame, reading)
        corrects = lexicon().says("correction", reading.words())
        figures = {"money", "date", "days", "record"}
        asked_kind = next(slot.kind for slot in frame.offer.slots if slot.name == asked)
        return {
            slot.name: filled.args[slot.name]
            for slot in frame.offer.slots
            if slot.name in filled.args
            and slot.name != asked
            and slot.kind in figures
            and slot.kind != asked_kind
            and (slot.name not in frame.args or corrects)
        }

    def _switched(self, reading: Reading, frame: Frame) -> Move | None:
        """Return the move for a message that is no answer but a clear request of its own."""
        top = self._understands.clearest(reading)
        if top is None or len(reading.words()) < 3:
            return None
        asking = is_asking(reading)
        if top.is_question and asking:
            # The request in hand waits; its question is asked again after the answer.
            self.state.pending = None
            return self._request(reading, keep=frame)
        slot = frame.offer.slot(self.state.asked)
        is_free_text = slot is not None and slot.kind == "text"
        if top.is_question or not self._is_request(reading, top, frame, is_free_text):
            return None
        self.state.drop()
        move = self._request(reading)
        return replace(move, lines=(say("offline.left_aside"), *move.lines))

    def _is_request(self, reading: Reading, top: Offer, frame: Frame, is_free_text: bool) -> bool:
        """Tell whether a message asks for something by itself, and not only answers."""
        new = self._understands.frame(top, reading)
        opens = bool(set(reading.words()[:2]) & lexicon().grammar["opens_request"])
        if new.offer is frame.offer:
            # The same thing again for somebody else, or for another amount.
            differs = any(frame.args.get(k, v) != v for k, v in new.args.items())
            return differs and (opens or new.open_slot is None)
        is_whole = new.open_slot is None and bool(new.args)
        return is_whole or opens or not is_free_text

    def _correct(self, reading: Reading) -> Move | None:
        """Return the move for a message that changes something of what was filed last."""
        last = self.state.last
        words = reading.words()
        if last is None or len(words) > _CORRECTION_WORDS_MAX:
            return None
        if not lexicon().says("correction", words[:4]) and not is_only_values(reading):
            return None
        clear = self._understands.clearest(reading)
        if clear is not None and clear is not last.offer:
            return None
        filled = self._understands.fill(last, reading)
        changed = {k: v for k, v in filled.args.items() if last.args.get(k) != v}
        if not changed and not filled.doubts:
            return None
        self._is_correction = True
        doubts = tuple(filled.doubts)
        args = {k: v for k, v in last.args.items() if k not in {doubt.slot for doubt in doubts}}
        return self._go([replace(last, args=args, doubts=doubts).having(**changed)])

    # -- new requests

    def _request(self, reading: Reading, keep: Frame | None = None) -> Move:
        parts = split(reading.text, self._understands.stands_alone)
        frames: list[Frame] = []
        lines: list[Say] = []
        for part in parts[:REQUESTS_MAX]:
            told = reading if len(parts) == 1 else read(part, reading.today, reading.language)
            ranked = self._understands.likely(told)
            if not ranked:
                key = "offline.part_not_understood"
                one = self._capable("offline.cannot") if len(parts) == 1 else say(key, part=part)
                lines.append(one)
            elif len(ranked) > 1 and len(parts) == 1:
                self.state.options = tuple(
                    self._understands.frame(each.offer, told) for each in ranked
                )
                lines.append(replies.which(self.state.options, self.language))
            else:
                frames.append(self._understands.frame(ranked[0].offer, told))
        if len(parts) > REQUESTS_MAX:
            lines.append(say("offline.at_most", limit=REQUESTS_MAX))
        move = self._go(frames, lines)
        if keep is not None and self.state.pending is None:
            self.state.waiting.append(keep)
        return move

    def _go(self, frames: Sequence[Frame], lines: Sequence[Say] = ()) -> Move:
        """Call what is complete; ask about the first that is not, and keep the others behind it."""
        ready = tuple(frame for frame in frames if frame.open_slot is None)
        self.state.waiting = [*[f for f in frames if f.open_slot is not None], *self.state.waiting]
        if ready or not self.state.waiting:
            return Move(ready, tuple(lines))
        self.state.pending = self.state.waiting.pop(0)
        return Move(lines=(*lines, self._ask()))

    def _ask(self) -> Say:
        frame = self.state.pending
        assert frame is not None
        name = frame.open_slot
        slot = frame.offer.slot(name) if name else None
        assert slot is not None
        self.state.asked = slot.name
        return replies.question(frame, slot, self.language, self._context.today)
