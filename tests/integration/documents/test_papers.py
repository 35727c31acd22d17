"""A receipt that is dropped in Slack becomes a card with what was read, and one request."""

from pathlib import Path

from sqlalchemy import func, select

from domain.intake.service import origin_of
from domain.kernel.ids import PersonId, ProposalId
from domain.office.document.model import Document, StoredReading
from domain.office.paper.model import Paper, PaperState
from domain.office.paper.queries import picture_in_slack
from domain.person.model import Person
from domain.proposal.model import Proposal, Verdict
from domain.proposal.service import decide
from tests.integration.documents.room import Stage, a_photo, played, told, upload
from tests.support.postgres import Database
from tests.support.waiting import until


def _counted(stage: Stage, table: type) -> int:
    with stage.desk.read() as read:
        return int(read.session.scalar(select(func.count()).select_from(table)) or 0)


def _expense(stage: Stage) -> None:
    ana = stage.slack.human("ana", seconds=30)
    sent = upload(ana, ("recibo.png", a_photo()))
    job = stage.take()
    assert (job.queue, job.lock) == ("documents", f"thread:{sent.channel}:{sent.ts}")
    card = stage.card(ana, sent)
    for words in ("R$\u00a086,40", "11.222.333/0001-81", "23/11/2026", "dígito verificador"):
        assert words in card.words
    assert "pág. 1, em cima" in card.words
    assert any(block["type"] == "image" for block in card.blocks)

    ana.click(card, "Lançar despesa")
    modal = ana.wait_for_modal("Categoria")
    ana.fill_in(modal, **{"Categoria da despesa (refeição, táxi...)": "almoço"})
    assert ana.submit(modal)["outcome"] != "errors"
    until(lambda: _counted(stage, Proposal) == 1)
    ana.click(card, "Lançar despesa")
    told(ana, sent, "já virou o pedido nº")
    stage.work()

    assert "Virou o pedido nº" in ana.wait_for_change(card, "Virou").words
    with stage.desk.read() as read:
        paper = read.session.scalars(select(Paper)).one()
        proposal = read.session.scalars(select(Proposal)).one()
        assert paper.proposal_id == proposal.id
        assert paper.document_id is not None
        assert f'"document":{paper.document_id}' in proposal.arguments
        assert '"amount":"86.40"' in proposal.arguments
        began = origin_of(read, proposal.id)
        assert began is not None
        assert (began.channel, began.thread_ts) == (sent.channel, sent.ts)
        assert picture_in_slack(read, paper.document_id)

    _approver_sees_the_paper(stage)
    again = upload(ana, ("de novo.png", a_photo()))
    stage.take()
    blocked = stage.card(ana, again)
    assert "já foi enviado: pedido nº" in blocked.words
    assert "Lançar despesa" not in blocked.words
    assert _counted(stage, StoredReading) == 1


def _approver_sees_the_paper(stage: Stage) -> None:
    ana_id, number = _maker(stage)
    with stage.desk.work() as work:
        seen = work.session.get_one(Proposal, number).digest
        decide(work, number, Verdict.CONFIRM, by=work.session.get_one(Person, ana_id), seen=seen)
    stage.work()
    marcos = stage.slack.human("marcos", seconds=30)
    card = marcos.wait_for_post(marcos.dm("Retaguarda"), f"Pedido nº {number}")
    assert "image" in [block["type"] for block in card.blocks]


def _maker(stage: Stage) -> tuple[PersonId, ProposalId]:
    with stage.desk.read() as read:
        proposal = read.session.scalars(select(Proposal)).one()
        return proposal.maker_id, proposal.id


async def test_a_receipt_becomes_one_request_and_never_two(
    database: Database, tmp_path: Path
) -> None:
    await played(database, tmp_path, _expense)


def _states(stage: Stage) -> list[str]:
    with stage.desk.read() as read:
        return list(read.session.scalars(select(Paper.state).order_by(Paper.id)))


def _documents(stage: Stage) -> int:
    return _counted(stage, Document)


def _discarded(stage: Stage) -> None:
    ana = stage.slack.human("ana", seconds=30)
    sent = upload(ana, ("recibo.png", a_photo()))
    stage.take()
    card = stage.card(ana, sent)
    ana.click(card, "Descartar")
    until(lambda: _states(stage) == [PaperState.DISCARDED])
    ana.click(card, "Descartar")
    told(ana, sent, "já foi encerrado")
    stage.work()
    assert "Descartado por Ana" in ana.wait_for_change(card, "Descartado").words

    again = upload(ana, ("recibo.png", a_photo()))
    stage.take()
    assert "Lançar despesa" in stage.card(ana, again).words
    assert _documents(stage) == 1


async def test_a_discarded_paper_may_be_handed_in_again(database: Database, tmp_path: Path) -> None:
    await played(database, tmp_path, _discarded)
