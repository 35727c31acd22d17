"""What one message asks for, apart from the conversation: the likely tools, and a request filled."""

from dataclasses import replace

from bot.agent.offline.fill import Filled, fill
from bot.agent.offline.lexicon import lexicon
from bot.agent.offline.offered import Offer
from bot.agent.offline.papers import captions, files, meant, points, takers
from bot.agent.offline.reading import Reading, read
from bot.agent.offline.router import MARGIN_MIN, SCORE_MIN, Ranked, Router
from bot.agent.offline.state import Context, Frame

#: From here on a message clearly reads as a request of its own.
CLEAR_MIN = 0.6


class Understanding:
    """Reads requests for the bound tools, on one day and with the papers at hand."""

    def __init__(self, router: Router, context: Context) -> None:
        self._router = router
        self._context = context

    def clearest(self, reading: Reading) -> Offer | None:
        """Return the tool that a message clearly asks for."""
        ranked = self._router.rank(reading)
        return ranked[0].offer if ranked and ranked[0].score >= CLEAR_MIN else None

    def likely(self, reading: Reading) -> list[Ranked]:
        """Return the tool that is meant, two or three if they cannot be told apart, or none."""
        ranked = [each for each in self._router.rank(reading)[:3] if each.score >= SCORE_MIN]
        near = [each for each in ranked if ranked[0].score - each.score < MARGIN_MIN]
        return self._by_paper(reading, near)

    def _by_paper(self, reading: Reading, near: list[Ranked]) -> list[Ranked]:
        """Return what is meant where the paper that is spoken of says more than the words do.

        Words that clearly speak for another tool are not overruled: both are asked about.
        """
        taking = takers(self._router.offers, meant(self._context.papers))
        is_about = files(reading) and (points(reading) or not near)
        if not taking or not (is_about or (not near and self._is_caption(reading))):
            return near
        both = [each for each in near if each.offer in taking]
        clear = [each for each in near if each.score >= CLEAR_MIN and each.offer.of("document")]
        return both or [*clear, *(Ranked(offer, SCORE_MIN) for offer in taking)]

    def stands_alone(self, part: str) -> bool:
        """Tell whether a part of a message reads as a request of its own."""
        reading = read(part, self._context.today, self._context.language)
        if not any(lexicon().of(word) for word in reading.words()):
            return False
        return self.clearest(reading) is not None

    def frame(self, offer: Offer, reading: Reading) -> Frame:
        """Return a new request for `offer` with what the message tells."""
        frame = Frame(offer, papers=self._context.papers)
        filled = self.fill(frame, reading)
        about = [slot.name for slot in offer.of("text") if slot.required]
        if about and self._is_caption(reading) and not (files(reading) or reading.found):
            filled.args[about[0]] = reading.text.strip(" .!")
        return replace(frame, args=filled.args, doubts=tuple(filled.doubts))

    def _is_caption(self, reading: Reading) -> bool:
        """Tell whether a message came with a paper and can be what that is about."""
        here = any(each.is_here for each in meant(self._context.papers))
        return here and captions(reading)

    def fill(self, frame: Frame, reading: Reading) -> Filled:
        """Return the arguments that the message tells for the tool of `frame`."""
        return fill(
            frame.offer,
            reading,
            self._context.papers,
            self._router.is_known,
            self._router.own_words(frame.offer),
        )


def decides(reading: Reading) -> bool:
    """Tell whether a message means to approve, confirm or reject by text."""
    words = reading.words()
    book = lexicon()
    if "?" in reading.text:
        return False
    if book.says("approve", words[:3]) or book.says("reject", words[:3]):
        return True
    rest = [word for word in words if word not in book.function and book.of(word)]
    return book.says("approve", words) and len(rest) <= 1 and not reading.found


def is_only_values(reading: Reading) -> bool:
    """Tell whether a message is nothing but figures and days: it adds to what was said before."""
    function = lexicon().function
    return bool(reading.found) and all(
        token.folded in function
        for token in reading.tokens
        if token.is_word and reading.is_free(token)
    )
