"""What the tour's scenes share: the people at their screens, what they see, and how it is told."""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from http import HTTPStatus
from typing import Any

import httpx

from bot.build import House
from bot.demo.papers import papers
from bot.tour.ledger_lines import Statement
from bot.workspace.driver import Human
from bot.workspace.seen import Post
from domain.kernel.clock import today
from domain.kernel.ids import ProposalId
from domain.kernel.say import Language, Say, say
from domain.proposal.model import Proposal, State

BOT = "Retaguarda"
_SECONDS = 60.0
_TITLE = re.compile(r"<h1[^>]*>\s*(.*?)\s*</h1>", re.DOTALL)


class TourError(Exception):
    """Something in the story did not hold."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: the message that began it, its card, and its number."""

    message: Post
    card: Post
    proposal_id: ProposalId


class Stage:
    """The people, each with the workspace open, and the company's books to look into."""

    def __init__(
        self,
        house: House,
        people: Mapping[str, Human],
        tell: Callable[[str], None],
        language: Language,
    ) -> None:
        self.house = house
        self.people = people
        self._tell = tell
        self._language = language

    def say_to_bot(self, who: str, key: str, *, thread: Post | None = None, **values: Any) -> Post:
        """Have somebody type a message to the bot, as the phrase `key` words it."""
        words = self.words(say(key, **values))
        self.line("tour.types", who=who, words=words)
        human = self.people[who]
        return human.say(human.dm(BOT), words, thread=thread)

    def drop(self, who: str, name: str) -> Post:
        """Have somebody drop a paper into their conversation with the bot, without a word."""
        human = self.people[who]
        message = human.upload(human.dm(BOT), [(name, papers(self.day(0))[name])])
        self.line("tour.drops", who=who, name=name)
        return message

    def paper(self, who: str, message: Post, *, blocked: bool = False) -> Post:
        """Return the card of a paper that was dropped, told line by line.

        A `blocked` one is used already and has no button to use it again.
        """

        def look() -> Post | None:
            named = [(each, _block(each, "paper:")) for each in self._replies(who, message)]
            cards = [each for each, block in named if block is not None]
            usable = [each for each in cards if _offers(each, "paper.expense")]
            return next(iter(cards if blocked else usable), None)

        found = self.people[who].wait_for(look, _SECONDS)
        if blocked and _offers(found, "paper.expense"):
            raise TourError("the same paper could be used twice")
        for line in found.words.replace("\n (", " (").splitlines()[2:]:
            self._tell(f"    {_unescaped(line)}")
        return found

    def fill_in(self, who: str, **values: str) -> None:
        """Correct fields of the form that has opened, and send it."""
        human = self.people[who]
        window = human.wait_for_modal(seconds=_SECONDS)
        human.fill_in(window, **values)
        for name, value in values.items():
            labels = [each["label"]["text"] for each in window.blocks if each["block_id"] == name]
            self.line("tour.fills", who=who, field=labels[0], value=value)
        outcome = human.submit(window)
        if outcome["outcome"] == "errors":
            raise TourError(f"the form was refused: {outcome['errors']}")

    def answer(self, who: str, message: Post) -> Post:
        """Return the answer to a message, told line by line; cards are no answers."""

        def look() -> Post | None:
            replies = [each for each in self._replies(who, message) if not _buttons(each)]
            return replies[0] if replies else None

        found = self.people[who].wait_for(look, _SECONDS)
        for line in found.text.splitlines():
            self._tell(f"    {_unescaped(line)}")
        return found

    def card_or_answer(self, who: str, message: Post) -> Post:
        """Return what comes first: a card, or an answer that means there will be none."""

        def look() -> Post | None:
            replies = self._replies(who, message)
            cards = [each for each in replies if _buttons(each)]
            if cards:
                return cards[0]
            final = [each for each in replies if not self._promises(each)]
            return final[0] if final else None

        return self.people[who].wait_for(look, _SECONDS)

    def card(self, who: str, message: Post) -> Asked:
        """Return the request that a message made, its effect told."""
        found = self.card_or_answer(who, message)
        return self.request(message, found)

    def request_in(self, who: str, message: Post) -> Asked:
        """Return the request that a longer conversation came to, its effect told."""

        def look() -> Post | None:
            cards = [each for each in self._replies(who, message) if _buttons(each)]
            return cards[0] if cards else None

        return self.request(message, self.people[who].wait_for(look, _SECONDS))

    def request(self, message: Post, card: Post) -> Asked:
        """Return the request of a card, its effect told. Raises TourError for a card without one."""
        block = _buttons(card)
        if not block:
            raise TourError(f"no card came, but: {card.text}")
        asked = Asked(message, card, ProposalId(int(block.split(":")[1])))
        with self.house.desk.read() as read:
            proposal = read.session.get_one(Proposal, asked.proposal_id)
            self.line("tour.effect", proposal=asked.proposal_id, digest=proposal.digest)
            for line in Statement(self.house.book, self._language).lines_of(proposal.effect):
                self._tell(f"    {line}")
        return asked

    def press(self, who: str, card: Post, action: str) -> None:
        """Press a button of a card."""
        self.line("tour.presses", who=who, button=say(f"tour.{action.replace('.', '_')}"))
        self.people[who].click(card, action)

    def approvers_card(self, who: str, proposal_id: ProposalId) -> Post:
        """Return the copy of a card that somebody else was sent."""
        human = self.people[who]
        dm = human.dm(BOT)

        def look() -> Post | None:
            there = [
                each
                for each in human.history(dm)
                if _buttons(each).startswith(f"proposal:{proposal_id}:")
            ]
            return there[-1] if there else None

        return human.wait_for(look, _SECONDS)

    def ends(self, who: str, asked: Asked, state: State) -> None:
        """Wait until a request's card is a record line, and see that the books agree."""
        human = self.people[who]

        def look() -> Post | None:
            now = human.look_again(asked.card)
            return None if _buttons(now) else now

        human.wait_for(look, _SECONDS)
        with self.house.desk.read() as read:
            found = State(read.session.get_one(Proposal, asked.proposal_id).state)
        if found is not state:
            raise TourError(f"request {asked.proposal_id}: expected {state}, found {found}")
        self.line("tour.ended", proposal=asked.proposal_id)

    def hears(self, who: str, asked: Asked) -> None:
        """Wait until the thread of a request is told its outcome by itself."""
        known = {asked.card.ts}

        def look() -> Post | None:
            told = [
                each
                for each in self._replies(who, asked.message)
                if each.ts > asked.card.ts and each.ts not in known and _is_outcome(each)
            ]
            return told[-1] if told else None

        found = self.people[who].wait_for(look, _SECONDS)
        self.line("tour.told", who=who, sentence=_unescaped(found.text))

    def open_record(self, who: str, answer: Post) -> None:
        """Open the first record that an answer links to, as its reader's browser would."""
        urls = re.findall(r"'url': '([^']+)'", str(answer.blocks))
        if not urls:
            raise TourError("the answer links to no record")
        with httpx.Client(follow_redirects=True, trust_env=False) as browser:
            page = browser.get(urls[0])
            origin = urls[0].rsplit("/", 2)[0]
            page = browser.post(urls[0], headers={"Origin": origin})
            again = httpx.post(urls[0], headers={"Origin": origin}, trust_env=False)
        found = _TITLE.search(page.text)
        title = html.unescape(found[1]) if found else ""
        if page.status_code != HTTPStatus.OK or again.is_success:
            raise TourError(f"the link answered {page.status_code}, and {again.status_code} again")
        self.line("tour.opens", who=who, title=title)

    def day(self, days: int) -> date:
        """Return the day so many days from the company's today."""
        return today(self.house.desk.clock) + timedelta(days=days)

    def heading(self, key: str) -> None:
        """Tell that a scene begins."""
        self._tell(f"\n== {self.words(say(key))}")

    def line(self, key: str, **values: int | str | Say) -> None:
        """Tell one line."""
        self._tell(f"  {self.words(say(key, **values))}")

    def words(self, what: Say) -> str:
        """Return a phrase in the language of the tour."""
        return self.house.book.render(what, self._language)

    def _replies(self, who: str, message: Post) -> list[Post]:
        human = self.people[who]
        return [
            each
            for each in human.thread(message)[1:]
            if each.user != human.id and each.body.get("streaming_state") != "in_progress"
        ]

    def _promises(self, post: Post) -> bool:
        """Whether an answer says that a card follows."""
        return any(word in post.text for word in ("cartão", "card"))


def _buttons(post: Post) -> str:
    """Return the name of the block with a request's buttons, or nothing."""
    block = _block(post, "proposal:")
    return "" if block is None else str(block["block_id"])


def _block(post: Post, name: str) -> dict[str, Any] | None:
    """Return the block whose name begins so."""
    named = (each for each in post.blocks if str(each.get("block_id", "")).startswith(name))
    return next(named, None)


def _offers(post: Post, action_id: str) -> bool:
    """Return whether a card has a button."""
    return any(
        element.get("action_id") == action_id
        for block in post.blocks
        for element in block.get("elements", [])
    )


def _is_outcome(post: Post) -> bool:
    key = str(post.body.get("metadata", {}).get("event_payload", {}).get("key", ""))
    return key.startswith("outcome:")


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
