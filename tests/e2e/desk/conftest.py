"""The desk by itself, over a bakery in which things have happened, and windows to look at it."""

import os
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Thread

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, ViewportSize, expect
from sqlalchemy import select

from bot.demo.papers import papers
from bot.desk.app import build
from bot.desk.links import link_to
from bot.documents.quarantine import Reader
from bot.postgres.embedded import Server
from bot.words import phrasebook
from domain.finance.expense.model import Expense
from domain.kernel.clock import today
from domain.kernel.money import Money
from domain.kernel.say import Language
from domain.office.document.model import Document
from domain.office.document.reading import Box, Field, Kind, Name, Proof, Reading, Source
from domain.office.document.service import keep, record_reading
from domain.office.document.store import Store
from domain.people.vacation.model import Vacation
from domain.proposal.model import Verdict
from tests.support.bakery import Bakery, a_bakery
from tests.support.chromium import chromium
from tests.support.postgres import fresh_database
from tools.spec import Reference

expect.set_options(timeout=30_000)


@dataclass(frozen=True, slots=True)
class Counter:
    """Where links are given out: the bakery, the desk's address and what has pages."""

    bakery: Bakery
    address: str
    pages: dict[str, tuple[str, int]]

    def link(self, who: str, record: tuple[str, int], language: Language = Language.PT) -> str:
        with self.bakery.desk.work() as work:
            person = self.bakery.people[who]
            return link_to(work, self.address, record[0], record[1], person, language)

    def asked(self, question: str, who: str, **raw: object) -> list[Reference]:
        """Return what an answer in Slack links to."""
        answer = self.bakery.gate.ask(question, raw, by=self.bakery.people[who])
        return list(answer.records)


#: Opens a link in a new window of that size, in dark or light, and returns the record's page.
type Opens = Callable[..., Page]


@pytest.fixture(scope="module")
def counter(
    server: Server, postgres_home: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Counter]:
    store = Store(tmp_path_factory.mktemp("originals").as_uri(), bytes(32), os.urandom)
    with (
        fresh_database(server, postgres_home) as database,
        a_bakery(database) as bakery,
        Reader(bakery.clock) as reader,
        socket.create_server(("127.0.0.1", 0)) as listening,
    ):
        pages = _month(bakery, store, reader)
        address = f"http://localhost:{listening.getsockname()[1]}"
        app = build(bakery.desk, phrasebook(), address, store, reader)
        serving = uvicorn.Server(uvicorn.Config(app, log_config=None))
        thread = Thread(target=serving.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield Counter(bakery, address, pages)
        finally:
            serving.should_exit = True
            thread.join()


def _month(bakery: Bakery, store: Store, reader: Reader) -> dict[str, tuple[str, int]]:
    """Let a bill be paid, a receipt be booked, a bill be handed in and a vacation be granted."""
    bakery.happens("post_payment", supplier="Energisa", amount="1240.55", paid_on="2026-11-24")
    made = papers(today(bakery.clock))
    receipt = _kept(bakery, store, made, "recibo-padaria.jpg", _receipt())
    bill = _kept(bakery, store, made, "boleto-energisa.pdf", None, reader)
    bakery.happens(
        "submit_expense",
        "Ana",
        supplier="Padaria do Largo",
        amount="56.90",
        spent_on="2026-11-23",
        category="refeição",
        document=receipt,
    )
    bakery.happens("request_vacation", "João", starts_on="2027-02-01", days=15)
    refused = bakery.propose(
        "post_payment", supplier="Moinho Boa Safra", amount="900.00", paid_on="2026-11-24"
    )
    bakery.decide(refused, Verdict.CANCEL, "Carla")
    with bakery.desk.read() as read:
        paid = bakery.gate.ask("why", {"amount": "1240.55"}, by=bakery.people["Carla"]).records
        expense = read.session.scalars(select(Expense.id)).one()
        vacation = read.session.scalars(select(Vacation.id)).one()
    entry = next((each.table, each.record_id) for each in paid if each.table == "entry")
    payment = next((each.table, each.record_id) for each in paid if each.table == "proposal")
    return {
        "entry": entry,
        "payment": payment,
        "bill": ("payable", 1),
        "invoice": ("receivable", 1),
        "expense": ("expense", expense),
        "vacation": ("vacation", vacation),
        "receipt": ("document", receipt),
        "boleto": ("document", bill),
        "withdrawn": ("proposal", refused),
    }


def _kept(
    bakery: Bakery,
    store: Store,
    made: object,
    name: str,
    reading: Reading | None,
    reader: Reader | None = None,
) -> int:
    content = made[name]  # type: ignore[index]  # a mapping of file names
    media = "image/jpeg" if name.endswith("jpg") else "application/pdf"
    if reading is None and reader is not None:
        reading = reader.read(content, name)
    with bakery.desk.work() as work:
        document: Document = keep(
            work, store, content, name, bakery.people["Ana"], media_type=media
        )
        if reading is not None:
            record_reading(work, document, reading)
        return document.id


def _receipt() -> Reading:
    """Return what the receipt says, as a reader would: nobody waits here for the recognition."""
    day = Field(
        Name.ISSUED_ON, date(2026, 11, 23), "23/11/2026", Source.OCR, 88, None, 1,
        Box(1700, 3260, 4350, 3560),
    )  # fmt: skip
    total = Field(
        Name.TOTAL, Money(5690), "R$ 56,90", Source.OCR, 97, Proof.SUM, 1,
        Box(7350, 5900, 8300, 6200),
    )  # fmt: skip
    tax_id = Field(
        Name.SUPPLIER_TAX_ID, "24494897000115", "24.494.897/0001-15", Source.OCR, 99,
        Proof.CHECK_DIGIT, 1, Box(2900, 2520, 6700, 2850),
    )  # fmt: skip
    shop = Field(
        Name.SUPPLIER_NAME, "PADARIA PAO DA SERRA LTDA", "PADARIA PAO DA SERRA LTDA", Source.OCR,
        61, None, 1, Box(2750, 1780, 6800, 2120),
    )  # fmt: skip
    return Reading(Kind.RECEIPT, (shop, tax_id, day, total), pages=1, engine="test")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def opens(browser: Browser, counter: Counter) -> Iterator[Opens]:
    """Open pages; a test ends without a complaint in any console."""
    complaints: list[str] = []
    contexts = []

    def open_as(
        who: str,
        record: tuple[str, int],
        size: ViewportSize,
        scheme: str = "light",
        language: Language = Language.PT,
    ) -> Page:
        context = browser.new_context(
            viewport=size,
            color_scheme=scheme,  # type: ignore[arg-type]  # light or dark
            locale="pt-BR",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(counter.link(who, record, language))
        page.get_by_role("button", name="Abrir" if language is Language.PT else "Open").click()
        page.wait_for_url(f"{counter.address}/records/**")
        return page

    yield open_as
    for context in contexts:
        context.close()
    # Being told to come in by a link is no fault.
    assert [each for each in complaints if "401" not in each] == []
