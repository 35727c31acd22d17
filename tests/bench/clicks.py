"""How much longer a click takes while ten agent turns burn the processor.

The product runs as `python -m bot run` starts it, every process of it, with the local workspace. A
person approves requests that were filed before, one after the other, in turns: a block of clicks with
an idle bot, a block with ten turns in flight, and again. The turns are real ones, asked for in Slack
and topped up to ten whenever one is answered; only their chat model is ours: it computes for a
second in pure Python inside the turns worker, which runs as many at once as it always does.

A click is *answered* when the workspace has our acknowledgement, which we give after the decision is
committed (Slack waits 3 s for it); its *outcome is shown* when the card has become a record line, after
the request was executed. Person, workspace, bot and database share the machine's processors.
"""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import monotonic, sleep

from sqlalchemy import select, text

from bot.build import House, furnished
from bot.postgres.connect import connected
from bot.settings import Settings
from bot.tour.product import product
from bot.workspace.driver import Human, Post
from domain.kernel.ids import PersonId
from domain.person.model import Person
from domain.proposal.model import Proposal, Verdict
from domain.proposal.service import decide
from tests.bench.bench import SEED, Bar, Number, percentile, surely
from tests.bench.watch import Watch, is_open, watching

TITLE = "A click beside ten busy turns"
TURNS = 10
_BURN_SECONDS = 1
_BOT = "Retaguarda"
_MODELS = Path(__file__).with_name("burning")
_WAIT_SECONDS = 120.0
_UNDONE = text(
    "select count(*) from procrastinate_jobs"
    " where queue_name = :queue and status in ('todo', 'doing')"
)


@dataclass(slots=True)
class Clicked:
    """Seconds until each click was answered, and until its outcome was shown."""

    answered: list[float] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Scene:
    """The running product: its books, the one who clicks, the one whose messages make turns."""

    house: House
    marcos: Human
    ana: Human
    watch: Watch

    def undone(self, queue: str) -> int:
        """Return how many jobs of a queue wait or run."""
        with self.house.desk.read() as read:
            return int(read.session.scalar(_UNDONE, {"queue": queue}) or 0)


def measure(tell: Callable[[str], None], *, tiny: bool = False) -> tuple[Number, Number]:
    """Return the ratios of busy to idle, both at the 95th percentile."""
    rounds, clicks = (1, 2) if tiny else (8, 8)
    coin, idle, busy = Random(SEED), Clicked(), Clicked()
    with _scene() as scene:
        _click(scene, _cards(scene, clicks), Clicked(), coin)  # everything is loaded and connected
        for number in range(1, rounds + 1):
            cards = _cards(scene, 2 * clicks)
            _click(scene, cards[:clicks], idle, coin)
            with _busy(scene):
                _click(scene, cards[clicks:], busy, coin)
            tell(f"round {number} of {rounds}: {_told(idle, busy)}")
    bar = Bar(1.5)
    return (
        _number("click answered, p95, busy to idle", busy.answered, idle.answered, bar),
        _number("outcome shown, p95, busy to idle", busy.shown, idle.shown, None),
    )


def _number(name: str, busy: list[float], idle: list[float], bar: Bar | None) -> Number:
    low, high = surely(lambda over, under: _p95(over) / _p95(under), busy, idle)
    return Number(name, _p95(busy) / _p95(idle), low, high, bar)


def _p95(seconds: Sequence[float]) -> float:
    return percentile(seconds, 0.95)


def _told(idle: Clicked, busy: Clicked) -> str:
    return ", ".join(
        f"{name} {1000 * percentile(clicked, share):.0f} ms"
        for name, clicked, share in (
            ("idle p50", idle.answered, 0.5),
            ("p95", idle.answered, 0.95),
            ("busy p50", busy.answered, 0.5),
            ("p95", busy.answered, 0.95),
            ("shown idle p95", idle.shown, 0.95),
            ("busy p95", busy.shown, 0.95),
        )
    )


@contextmanager
def _scene() -> Iterator[Scene]:
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = str(_MODELS)
    try:
        with ExitStack() as open_:
            settings = Settings(_env_file=None)
            own = open_.enter_context(product(settings, model="ollama:burning")).settings
            house = open_.enter_context(furnished(own, open_.enter_context(connected(own))))
            marcos = open_.enter_context(Human(own.address, "marcos"))
            ana = open_.enter_context(Human(own.address, "ana"))
            watch = open_.enter_context(watching(own.address, marcos.id))
            yield Scene(house, marcos, ana, watch)
    finally:
        del os.environ["PYTHONPATH"]
        if before is not None:
            os.environ["PYTHONPATH"] = before


def _cards(scene: Scene, count: int) -> list[Post]:
    """File so many requests and return the cards on which Marcos can approve them."""
    with scene.house.desk.read() as read:
        carla = read.session.scalars(select(Person.id).where(Person.name == "Carla")).one()
    for number in range(count):
        _file(scene.house, carla, number)
    _until(lambda: scene.undone("decisions") == 0)
    there = scene.marcos.history(scene.marcos.dm(_BOT))
    cards = [each for each in there if is_open(each.blocks)]
    assert len(cards) == count, f"{len(cards)} of {count} cards"
    return cards


def _file(house: House, carla: PersonId, number: int) -> None:
    """Have Carla ask for an invoice above her own limit, and confirm it."""
    asked = {
        "customer": "Mercearia Silva",
        "amount": f"{3200 + number}.00",
        "description": "Buffet",
        "due_in_days": 30,
    }
    proposal_id = house.gate.propose("issue_invoice", asked, by=carla)
    with house.desk.work() as work:
        seen = work.session.get_one(Proposal, proposal_id).digest
        by = work.session.get_one(Person, carla)
        decide(work, proposal_id, Verdict.CONFIRM, by=by, seen=seen)


def _click(scene: Scene, cards: list[Post], clicked: Clicked, coin: Random) -> None:
    """Approve every card, each after the last one's outcome, at a person's uneven pace."""
    for card in cards:
        sleep(coin.uniform(0.02, 0.2))
        pressed_at = monotonic()
        answer = scene.marcos.click(card, "proposal.approve")
        clicked.answered.append(monotonic() - pressed_at)
        assert answer["outcome"] == "acked", answer
        clicked.shown.append(scene.watch.closed_at(card.ts, _WAIT_SECONDS) - pressed_at)


@contextmanager
def _busy(scene: Scene) -> Iterator[None]:
    """Keep ten turns in flight for the length of the block, and wait until all are answered."""
    ended = threading.Event()
    channel = scene.ana.dm(_BOT)

    def keep_busy() -> None:
        while not ended.wait(0.1):
            for _ in range(TURNS - scene.undone("turns")):
                scene.ana.say(channel, f"pense {_BURN_SECONDS} segundos")

    feeder = threading.Thread(target=keep_busy, name="ten turns", daemon=True)
    feeder.start()
    _until(lambda: scene.undone("turns") >= TURNS)
    try:
        yield
    finally:
        ended.set()
        feeder.join()
    _until(lambda: scene.undone("turns") == 0)


def _until(holds: Callable[[], bool]) -> None:
    until = monotonic() + _WAIT_SECONDS
    while not holds():
        if monotonic() > until:
            raise TimeoutError("the turns did not come, or did not end")
        sleep(0.1)
