"""A record's page tells it whole: figures in columns, who decided, the paper, what hangs together."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.desk.trail import words_of
from bot.desk.words import Words
from bot.words import phrasebook
from domain.accounting.ledger.model import Entry
from domain.audit.tags import Tag
from domain.finance.expense.model import Expense
from domain.finance.payable.model import Payable
from domain.kernel.money import Money
from domain.kernel.say import Language, say
from domain.office.document.model import Document
from domain.office.document.reading import Box, Field, Kind, Name, Proof, Reading, Source
from domain.office.document.service import keep, record_reading
from domain.office.document.store import Store
from domain.people.vacation.model import Vacation
from domain.person.model import Person
from domain.proposal.model import Proposal, Verdict
from domain.proposal.service import decide
from tests.integration.desk.conftest import Visitors
from tests.support.bakery import Bakery

TODAY = "2026-11-24"
SHOP = Field(
    Name.SUPPLIER_NAME, "Café <b>&", "Café <b>&", Source.OCR, 40, None, 1, Box(100, 0, 5000, 400)
)
TOTAL = Field(
    Name.TOTAL,
    Money(5690),
    "TOTAL 56,90",
    Source.OCR,
    97,
    Proof.SUM,
    2,
    Box(6000, 7000, 8000, 7300),
)
RECEIPT = Reading(
    Kind.RECEIPT,
    (SHOP, TOTAL),
    (
        say("ingest.empty"),
        say("of.another.version"),
    ),
    pages=2,
    engine="test",
)


def _document(
    bakery: Bakery, store: Store, reading: Reading | None, media: str = "image/jpeg"
) -> int:
    with bakery.desk.work() as work:
        content = repr((reading, media)).encode()
        kept = keep(work, store, content, "recibo.jpg", bakery.people["Ana"], media_type=media)
        if reading is not None:
            record_reading(work, kept, reading)
        return kept.id


def _flat(html: str) -> str:
    """Return the words of a page, one space between them."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ").split())


def test_every_value_read_is_shown_with_its_certainty_proof_source_and_place(
    visitors: Visitors, bakery: Bakery, store: Store
) -> None:
    number = _document(bakery, store, RECEIPT)

    html = visitors.visit("Ana", "document", number).text
    words = _flat(html)

    assert "Café &lt;b&gt;&amp; confira lido da imagem · pág. 1, em cima à esquerda" in words
    assert (
        "Total R$ 56,90 no papel: “TOTAL 56,90” certo a soma confere · lido da imagem"
        " · pág. 2, embaixo à direita"
    ) in words
    assert html.count("<figure") == 2
    assert '<rect x="0.60%" y="0.00%" width="49.80%" height="4.40%"' in html
    assert 'href="#spot-2"' in html
    assert 'id="spot-2"' in html
    assert f'href="/documents/{number}/original"' in html
    assert "O arquivo está vazio" in words
    assert "Nenhum pedido usa este documento ainda" in words
    with bakery.desk.read() as read:
        assert read.session.get_one(Document, number).sha256 in words


def test_what_stands_nowhere_on_a_page_claims_no_place(
    visitors: Visitors, bakery: Bakery, store: Store
) -> None:
    bank = Field(Name.BANK, "999", "999", Source.KEY, 100, Proof.CHECK_DIGIT)
    number = _document(bakery, store, Reading(Kind.BILL, (bank,)), "application/pdf")

    words = _flat(visitors.visit("Ana", "document", number).text)

    assert "dígito verificador confere · tirado da chave ou da linha digitável O que foi" in words


def test_an_electronic_invoice_has_no_picture_and_each_paper_of_a_file_its_own_list(
    visitors: Visitors, bakery: Bakery, store: Store
) -> None:
    total = Field(Name.TOTAL, Money(100), "1.00", Source.XML, 100)
    whole = Reading(Kind.NFE, (total,), more=(Reading(Kind.OTHER),))
    number = _document(bakery, store, whole, "application/xml")

    html = visitors.visit("Ana", "document", number).text
    words = _flat(html)

    assert "<figure" not in html
    assert "certo está no XML da nota · lido do XML · no arquivo XML" in words
    assert "no papel" not in words
    assert "Documento Nada foi reconhecido aqui" in words


def test_a_document_that_was_not_read_says_so(
    visitors: Visitors, bakery: Bakery, store: Store
) -> None:
    odd = _document(bakery, store, None, "application/octet-stream")
    photo = _document(bakery, store, None)

    for number, figures in ((odd, 0), (photo, 1)):
        html = visitors.visit("Ana", "document", number).text
        assert "Este documento ainda não foi lido." in html
        assert html.count("<figure") == figures


def test_a_long_document_shows_ten_pages_and_links_no_place_on_the_others(
    visitors: Visitors, bakery: Bakery, store: Store
) -> None:
    last = Field(Name.NUMBER, "7", "7", Source.OCR, 90, None, 12, Box(0, 0, 9990, 9990))
    number = _document(bakery, store, Reading(Kind.OTHER, (last,), pages=12))

    html = visitors.visit("Ana", "document", number).text

    assert html.count("<figure") == 10
    assert "provável</span> lido da imagem · pág. 12, no meio" in html
    assert "#spot-1" not in html


def test_a_receipt_leads_to_its_request_title_expense_and_entry_and_back(
    visitors: Visitors, bakery: Bakery, store: Store
) -> None:
    paper = _document(bakery, store, RECEIPT)
    bakery.happens("submit_expense", "Ana", supplier="Café", amount="56.90",
                   spent_on="2026-11-23", category="refeição", document=paper)  # fmt: skip
    with bakery.desk.read() as read:
        expense = read.session.scalars(select(Expense)).one()

    html = visitors.visit("Carla", "document", paper).text

    places = {
        f"/records/proposal/{1}",
        f"/records/payable/{expense.payable_id}",
        f"/records/expense/{expense.id}",
        f"/records/entry/{expense.entry_id}",
    }
    assert places <= set(re.findall(r'href="([^"]+)"', html))
    for place in places:
        other = visitors.web.get(place).text
        assert f'href="/records/document/{paper}"' in other
        assert f'src="/documents/{paper}/pages/1"' in other
        assert "#spot-" not in other


def test_figures_stand_in_columns_with_their_total(visitors: Visitors, bakery: Bakery) -> None:
    with bakery.desk.read() as read:
        late = read.session.scalars(
            select(Payable).where(Payable.due_on < date(2026, 11, 24), Payable.state == "open")
        ).first()
        assert late is not None
        number, payee, amount = late.id, late.payee, late.amount
    bakery.happens("post_payment", supplier=payee, amount="100.00", paid_on=TODAY)

    words = _flat(visitors.visit("Carla", "payable", number).text)

    assert "em aberto em atraso há" in words
    left = phrasebook().render(say("desk.value", value=amount - Money(10000)), Language.PT)
    assert f"Pago R$ 100,00 Em aberto {left}".replace("\u00a0", " ") in words
    assert "Conta Débito (R$) Crédito (R$)" in words
    assert "100,00 1.1.02 Banco 100,00 Total 100,00 100,00" in words


def test_a_reversal_and_what_it_reverses_lead_to_each_other(
    visitors: Visitors, bakery: Bakery
) -> None:
    bakery.happens("post_payment", supplier="Energisa", amount="1240.55", paid_on=TODAY)
    with bakery.desk.read() as read:
        records = bakery.gate.ask("why", {"amount": "1240.55"}, by=bakery.people["Carla"]).records
        entry = next(each for each in records if each.table == "entry")
        number = read.session.get_one(Entry, entry.record_id).number
    bakery.happens("reverse_entry", entry=number, reason="pago em dobro", reversed_on=TODAY)

    first = visitors.visit("Carla", "entry", entry.record_id).text
    found = re.search(r"<dt>Lançamento</dt><dd><a href=\"(/records/entry/\d+)", _tight(first))
    assert found is not None
    assert f"/records/entry/{entry.record_id}" in visitors.web.get(found[1]).text


def _tight(html: str) -> str:
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", html))


def test_a_request_says_until_when_it_waits_and_why_it_was_rejected(
    visitors: Visitors, bakery: Bakery
) -> None:
    number = bakery.propose("request_vacation", "João", starts_on="2027-02-01", days=15)
    waiting = _flat(visitors.visit("João", "proposal", number).text)
    bakery.decide(number, Verdict.CONFIRM, "João")
    with bakery.desk.work() as work:
        seen = work.session.get_one(Proposal, number).digest
        marcos = work.session.get_one(Person, bakery.people["Marcos"])
        decide(work, number, Verdict.REJECT, by=marcos, seen=seen, reason="mês cheio <i>")
    words = _flat(visitors.visit("João", "proposal", number).text)

    assert "O que vai mudar" in waiting
    assert "Vale até" in waiting
    assert "O que mudaria (não foi feito)" in words
    assert "Marcos Rejeitou Motivo: mês cheio &lt;i&gt;" in words
    assert "Encerrado em" in words


def test_every_link_on_a_page_opens_for_its_reader(visitors: Visitors, bakery: Bakery) -> None:
    bakery.happens("submit_expense", "Ana", supplier="Café", amount="40.00",
                   spent_on="2026-11-23", category="refeição")  # fmt: skip
    bakery.happens("request_vacation", "João", starts_on="2027-02-01", days=15)
    with bakery.desk.read() as read:
        expense = read.session.scalars(select(Expense)).one()
        vacation = read.session.scalars(select(Vacation.id)).one()
        pages = [("Ana", "expense", expense.id), ("Ana", "payable", expense.payable_id)]
    pages += [("João", "vacation", vacation), ("João", "proposal", 2), ("Carla", "payable", 1)]

    for who, table, number in pages:
        html = visitors.visit(who, table, number).text
        links = set(re.findall(r'href="(/records/[^"]+)"', html))
        assert {visitors.web.get(each).status_code for each in links} <= {200}
        assert links or table == "proposal"


def test_the_times_are_the_companys(visitors: Visitors, bakery: Bakery) -> None:
    bakery.clock.at += timedelta(hours=13)  # two in the night in London, eleven in the evening here
    number = bakery.propose("post_payment", supplier="Energisa", amount="9.00", paid_on=TODAY)

    portuguese = visitors.visit("Carla", "proposal", number).text
    english = visitors.visit("Carla", "proposal", number, Language.EN).text

    assert "25/11/2026 01:00" in portuguese
    assert "25 Nov 2026 01:00" in english
    assert "Request made" in english


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("tag", list(Tag))
def test_every_tag_of_the_trail_has_words(tag: Tag, language: Language) -> None:
    told = words_of(tag, Words(phrasebook(), language))

    assert tag not in told
    assert told[0].isupper()
