"""People decide by clicking; it happens once, everybody sees it, and every wrong click is told why."""

import json
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.build import House
from bot.desk.trail import trail_of
from bot.desk.words import Words
from bot.jobs.tasks.expiry import close_overdue
from bot.settings import Settings
from bot.slack.clicks import Click
from bot.slack.decisions import edited
from domain.accounting.ledger.model import Entry
from domain.audit.model import Note
from domain.audit.tags import Tag
from domain.audit.verify import verify
from domain.finance.payable.model import Payment
from domain.intake.service import began, origin_of
from domain.kernel.say import Language
from domain.person.model import Person
from domain.proposal.model import Proposal, State
from tests.integration.slack.stage import ANA, CARLA, MARCOS, Stage, a_stage
from tests.support.company import Company
from tests.support.postgres import Database


def _payments(company: Company) -> int:
    with company.desk.read() as read:
        assert read.session.scalars(select(Entry)).all()
        return len(read.session.scalars(select(Payment)).all())


def _notes(company: Company, tag: Tag) -> list[dict[str, Any]]:
    with company.desk.read() as read:
        bodies = read.session.scalars(select(Note.body).order_by(Note.seq))
        return [body for body in map(json.loads, bodies) if body["tag"] == tag]


async def _confirmed(stage: Stage) -> None:
    stage.company.propose()
    await stage.jobs()
    await stage.press(CARLA, stage.slack.buttons(CARLA)["proposal.confirm"])
    await stage.jobs()


async def test_confirmed_and_approved_by_clicks_it_is_done_once_and_both_see_it(
    company: Company,
) -> None:
    async with a_stage(company) as stage:
        await _confirmed(stage)
        assert list(stage.slack.buttons(CARLA)) == ["proposal.cancel"]
        assert f"D{ANA}" not in stage.slack.messages
        approve = stage.slack.buttons(MARCOS)["proposal.approve"]

        await stage.press(MARCOS, approve)
        await stage.jobs()

        assert _payments(company) == 1
        assert stage.slack.posts == 2
        for who in (CARLA, MARCOS):
            assert stage.slack.buttons(who) == {}
            assert "Feito em" in stage.slack.messages[f"D{who}"]["text"]
        assert stage.slack.whispers == []

        await stage.press(MARCOS, approve)
        await stage.press("USTRANGER", approve)
        assert _payments(company) == 1
        assert len(stage.slack.whispers) == 2
        assert "já foi decidido por Marcos" in stage.slack.whispers[0]
        assert "Não reconheço a sua conta" in stage.slack.whispers[1]


async def test_each_wrong_click_is_told_one_sentence_in_its_language(company: Company) -> None:
    async with a_stage(company) as stage:
        stage.slack.locales[ANA] = "en-US"
        await _confirmed(stage)
        approve = stage.slack.buttons(MARCOS)["proposal.approve"]
        old = approve | {"value": approve["value"][:-1] + "x"}
        changed = approve | {"value": approve["value"].split(":")[0] + ":" + "0" * 64}

        for who, button in ((ANA, approve), (CARLA, approve), (MARCOS, old), (MARCOS, changed)):
            await stage.press(who, button)

        assert [each.split(":")[0][:22] for each in stage.slack.whispers] == [
            "Your approval limit fo",
            "Quem pediu não pode ap",
            "Este cartão não é mais",
            "Este cartão é antigo",
        ]
        assert _payments(company) == 0


async def test_every_refused_click_is_in_the_trail_by_ids_only(company: Company) -> None:
    async with a_stage(company) as stage:
        await _confirmed(stage)
        approve = stage.slack.buttons(MARCOS)["proposal.approve"]
        own = stage.slack.buttons(CARLA)["proposal.cancel"]
        for who, button in (
            ("USTRANGER", approve),
            (CARLA, approve),
            (ANA, approve),
            (MARCOS, own),
            (ANA, own | {"action_id": "proposal.edit"}),
        ):
            await stage.press(who, button)
        await stage.press(CARLA, own)
        await stage.press(MARCOS, approve)
        await stage.press(MARCOS, approve | {"action_id": "proposal.review"})

        digest = own["value"].partition(":")[2]
        noted = _notes(company, Tag.DECISION_REFUSED)
        assert [
            (each["who"], each["details"]["tried"], each["details"]["why"]) for each in noted
        ] == [
            (None, "proposal.approve", "slack.stranger"),
            (company.carla, "proposal.approve", "authority.own_proposal"),
            (company.ana, "proposal.approve", "authority.beyond_approval"),
            (company.marcos, "proposal.cancel", "proposal.only_maker"),
            (company.ana, "proposal.edit", "proposal.only_maker"),
            (company.marcos, "proposal.approve", "proposal.already_decided"),
            (company.marcos, "proposal.review", "proposal.closed"),
        ]
        assert {each["details"]["digest"] for each in noted} == {digest}
        assert all(set(each["details"]) == {"tried", "digest", "why"} for each in noted)
        with company.desk.read() as read:
            assert not verify(read).faults
            told = trail_of(read, "proposal", 1, Words(stage.edge.book, Language.PT))
        refused = [each.step.who for each in told if "recusada" in each.step.what]
        assert refused == [
            "alguém sem cadastro",
            "Carla",
            "Ana",
            "Marcos",
            "Ana",
            "Marcos",
            "Marcos",
        ]


async def test_somebody_who_left_decides_nothing(company: Company) -> None:
    async with a_stage(company) as stage:
        await _confirmed(stage)
        with company.desk.work() as work:
            work.session.get_one(Person, company.marcos).active = False

        await stage.press(MARCOS, stage.slack.buttons(MARCOS)["proposal.approve"])

        assert "não está ativo" in stage.slack.whispers[0]


async def test_a_rejection_says_why_and_takes_every_button_away(company: Company) -> None:
    async with a_stage(company) as stage:
        await _confirmed(stage)
        reject = stage.slack.buttons(MARCOS)["proposal.reject"]

        await stage.press(MARCOS, reject)
        assert len(stage.slack.buttons(MARCOS)) == 2
        values = {"why": {"value": {"type": "plain_text_input", "value": " Já foi pago. "}}}
        view = stage.slack.views[0] | {"id": "V1", "state": {"values": values}}
        body = {"type": "view_submission", "team": {"id": "T1"}, "view": view}
        stranger = await stage.send(body | {"user": {"id": ANA}})
        assert list(stranger["errors"]) == ["why"]
        assert await stage.send(body | {"user": {"id": MARCOS}}) is None
        await stage.jobs()

        assert stage.slack.buttons(CARLA) == stage.slack.buttons(MARCOS) == {}
        told = stage.slack.messages[f"D{CARLA}"]
        assert "Rejeitado por Marcos" in told["text"]
        assert "Já foi pago." in str(told["blocks"])

        late = await stage.send(body | {"user": {"id": MARCOS}})
        assert "já foi decidido por Marcos" in late["errors"]["why"]
        await stage.press(MARCOS, reject)
        assert len(stage.slack.whispers) == 1


async def test_a_busy_slack_is_asked_again_and_gets_one_card(company: Company) -> None:
    async with a_stage(company) as stage:
        stage.slack.busy = 1
        company.propose()

        await stage.jobs()

        assert stage.slack.posts == 1


async def test_a_click_on_what_is_not_there_is_told_so(company: Company) -> None:
    async with a_stage(company) as stage:
        absent = "9" * 18 + ":" + "0" * 64
        await stage.press(CARLA, {"action_id": "proposal.confirm", "value": absent})
        await stage.press(CARLA, {"action_id": "proposal.confirm"})

        assert [each[:11] for each in stage.slack.whispers] == ["Este pedido", "Este cartão"]


async def test_an_edit_asks_anew_and_withdraws_the_old_request(company: Company) -> None:
    async with a_stage(company) as stage:
        old_id = company.propose()
        await stage.jobs()
        old_button = stage.slack.buttons(CARLA)["proposal.confirm"]
        await stage.press(CARLA, stage.slack.buttons(CARLA)["proposal.edit"])
        view = stage.slack.views[0]

        def filled(amount: str) -> dict[str, object]:
            values = {
                "supplier": {"value": {"type": "plain_text_input", "value": "Energisa"}},
                "amount": {"value": {"type": "plain_text_input", "value": amount}},
                "paid_on": {"value": {"type": "datepicker", "selected_date": "2026-11-23"}},
            }
            user = {"id": CARLA}
            whole = view | {"id": "V1", "state": {"values": values}}
            return {"type": "view_submission", "team": {"id": "T1"}, "user": user, "view": whole}

        refused = await stage.send(filled("abc"))
        assert refused["response_action"] == "errors"
        assert list(refused["errors"]) == ["amount"]
        more = await stage.send(filled("1240.56"))
        assert list(more["errors"]) == ["amount"]
        assert "Energisa" in more["errors"]["amount"]
        assert company.state(old_id) is State.DRAFT

        assert await stage.send(filled("900.00")) is None
        await stage.jobs()

        with company.desk.read() as read:
            states = read.session.scalars(select(Proposal.state).order_by(Proposal.id)).all()
            new = read.session.scalars(select(Proposal).order_by(Proposal.id)).all()[-1]
        assert states == [State.SUPERSEDED, State.DRAFT]
        edit = _notes(company, Tag.PROPOSAL_EDITED)[0]
        assert (edit["subject"], edit["who"]) == (f"proposal:{old_id}", company.carla)
        old_digest = company.digest(old_id)
        details = {"digest": old_digest, "new": new.id, "new_digest": new.digest}
        assert edit["details"] == details

        late = await stage.send(filled("800.00"))
        assert late["response_action"] == "errors"
        await stage.press(CARLA, old_button)
        assert "Carla corrigiu este pedido em" in stage.slack.whispers[0]
        with company.desk.read() as read:
            assert read.session.scalars(select(Proposal.state)).all().count(State.DRAFT) == 1


async def test_only_the_maker_may_edit_and_only_while_it_is_open(company: Company) -> None:
    async with a_stage(company) as stage:
        company.propose()
        await stage.jobs()
        edit = stage.slack.buttons(CARLA)["proposal.edit"]
        await stage.press(MARCOS, edit)
        await stage.press(CARLA, edit | {"value": edit["value"].split(":")[0] + ":" + "0" * 64})
        await stage.press(CARLA, stage.slack.buttons(CARLA)["proposal.cancel"])
        await stage.press(CARLA, edit)

        assert [each[:12] for each in stage.slack.whispers] == [
            "Só Carla, qu",
            "Este cartão ",
            "Este pedido ",
        ]
        assert stage.slack.views == []


async def test_an_edited_request_stays_in_its_thread(company: Company) -> None:
    async with a_stage(company) as stage:
        old = company.propose()
        with company.desk.work() as work:
            began(work, old, "D1", "1.0")
        click = Click("proposal.edit", old, company.digest(old), CARLA, "")
        new = edited(company.desk, company.gate, click, {"amount": "900.00"})
        assert stage.slack.whispers == []

    with company.desk.read() as read:
        at = origin_of(read, new)
        assert at is not None
        assert (at.channel, at.thread_ts) == ("D1", "1.0")
        assert read.session.get_one(Proposal, new).arguments.count("900.00") == 1


async def test_nobody_answered_in_time_and_every_card_says_so(
    company: Company, database: Database
) -> None:
    async with a_stage(company) as stage:
        await _confirmed(stage)
        late = company.propose(amount="900.00")
        desk, gate, edge = company.desk, company.gate, stage.edge
        crew = House(Settings(), database.addresses, desk, gate, edge.toolbox, edge.book)

        close_overdue(crew, {})
        assert company.state(late) is State.DRAFT
        company.clock.move(timedelta(days=7))
        for _ in range(2):
            close_overdue(crew, {})
        await stage.jobs()

        assert company.state(late) is State.EXPIRED
        assert "Venceu sem resposta" in str(stage.slack.messages[f"D{MARCOS}"])
        assert _payments(company) == 0
