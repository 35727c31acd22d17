"""Modals: opened within three seconds, stacked three high, checked, submitted, closed."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.workspace.driver import Human, Refusal
from bot.workspace.faults import Kind
from bot.workspace.pace import Pace
from domain.kernel.clock import FixedClock, SystemClock
from tests.support.ear import Ear, listening, refused
from tests.support.postgres import Database
from tests.support.workspace import Running, running

TEXT = {"type": "plain_text", "text": "x"}


def modal(title: str = "Despesa", **more: Any) -> dict[str, Any]:
    blocks = [
        {
            "type": "input",
            "block_id": "amount",
            "label": {"type": "plain_text", "text": "Valor"},
            "element": {"type": "plain_text_input", "action_id": "v", "initial_value": "1,00"},
        },
        {
            "type": "actions",
            "block_id": "more",
            "elements": [
                {
                    "type": "button",
                    "action_id": "next",
                    "text": {"type": "plain_text", "text": "Mais"},
                }
            ],
        },
    ]
    view = {"type": "modal", "callback_id": "c", "title": {"type": "plain_text", "text": title}}
    return view | {"submit": TEXT, "blocks": blocks} | more


def trigger(ana: Human, ear: Ear) -> str:
    ana.shortcut("new_expense")
    return str(ear.next("shortcut")["trigger_id"])


def test_a_trigger_opens_one_modal_only(ana: Human, ear: Ear) -> None:
    ticket = trigger(ana, ear)

    opened = ear.web.views_open(trigger_id=ticket, view=modal())

    assert ana.modal().id == opened["view"]["id"]
    assert opened["view"]["state"] == {"values": {}}
    again = refused(ear.web.views_open, trigger_id=ticket, view=modal())
    assert again == "exchanged_trigger_id"
    assert refused(ear.web.views_open, trigger_id="1.2.x", view=modal()) == "invalid_trigger_id"


def test_a_trigger_lasts_three_seconds(database: Database) -> None:
    clock = FixedClock(SystemClock().now())
    with running(database.workspace, clock=clock) as slack, listening(slack) as ear:
        ana = slack.human("ana")
        in_time, late = trigger(ana, ear), trigger(ana, ear)
        clock.move(timedelta(seconds=3))
        assert ear.web.views_open(trigger_id=in_time, view=modal())["ok"]
        clock.move(timedelta(seconds=1))
        assert refused(ear.web.views_open, trigger_id=late, view=modal()) == "expired_trigger_id"


def test_a_fault_expires_the_next_trigger(slack: Running, ana: Human, ear: Ear) -> None:
    slack.arm(Kind.EXPIRED_TRIGGER)

    ticket = trigger(ana, ear)

    assert refused(ear.web.views_open, trigger_id=ticket, view=modal()) == "expired_trigger_id"


def test_modals_stack_three_high(ana: Human, ear: Ear) -> None:
    ear.web.views_open(trigger_id=trigger(ana, ear), view=modal("um"))
    for title in ("dois", "três"):
        ana.click(ana.modal(), "Mais")
        ear.web.views_push(trigger_id=ear.next("block_actions")["trigger_id"], view=modal(title))

    ana.click(ana.modal(), "Mais")
    payload = ear.next("block_actions")

    assert [window.title for window in ana.modals()] == ["um", "dois", "três"]
    fourth = refused(ear.web.views_push, trigger_id=payload["trigger_id"], view=modal("quatro"))
    assert fourth == "push_limit_reached"
    [first, second, third] = ana.modals()
    assert third.body["previous_view_id"] == second.id
    assert {each.body["root_view_id"] for each in (second, third)} == {first.id}
    ana.close(third)
    assert [window.title for window in ana.modals()] == ["um", "dois"]
    ana.close(second, everything=True)
    assert ana.modals() == []


def test_push_needs_a_modal_below(ana: Human, ear: Ear) -> None:
    assert refused(ear.web.views_push, trigger_id=trigger(ana, ear), view=modal()) == "not_found"


def test_an_update_with_an_old_hash_is_refused(ana: Human, ear: Ear) -> None:
    view = ear.web.views_open(trigger_id=trigger(ana, ear), view=modal(external_id="the-one"))[
        "view"
    ]

    changed = ear.web.views_update(external_id="the-one", view=modal("novo"), hash=view["hash"])

    assert changed["view"]["id"] == view["id"]
    assert ana.modal().title == "novo"
    stale = refused(ear.web.views_update, view_id=view["id"], view=modal(), hash=view["hash"])
    assert stale == "hash_conflict"
    ana.close(ana.modal())
    assert refused(ear.web.views_update, view_id=view["id"], view=modal()) == "not_found"


def test_two_open_views_cannot_share_an_external_id(ana: Human, ear: Ear) -> None:
    ear.web.views_open(trigger_id=trigger(ana, ear), view=modal(external_id="the-one"))
    ana.click(ana.modal(), "Mais")
    ticket = ear.next("block_actions")["trigger_id"]

    again = refused(ear.web.views_push, trigger_id=ticket, view=modal(external_id="the-one"))

    assert again == "duplicate_external_id"


def test_a_click_carries_what_was_typed(ana: Human, ear: Ear) -> None:
    ear.web.views_open(trigger_id=trigger(ana, ear), view=modal(private_metadata="m"))
    window = ana.modal()
    ana.fill_in(window, Valor="9,99")

    ana.click(window, "Mais")

    payload = ear.next("block_actions")
    assert payload["container"] == {"type": "view", "view_id": window.id}
    assert payload["view"]["private_metadata"] == "m"
    values = payload["view"]["state"]["values"]
    assert values == {"amount": {"v": {"type": "plain_text_input", "value": "9,99"}}}
    assert "response_url" not in payload
    assert "message" not in payload


def test_what_was_not_touched_is_sent_as_it_started(ana: Human, ear: Ear) -> None:
    ear.web.views_open(trigger_id=trigger(ana, ear), view=modal())

    assert ana.submit(ana.modal())["outcome"] == "closed"

    view = ear.next("view_submission")["view"]
    assert view["state"]["values"]["amount"]["v"]["value"] == "1,00"
    assert ana.modals() == []


def test_a_required_field_is_asked_for_before_the_app_hears(ana: Human, ear: Ear) -> None:
    ear.web.views_open(trigger_id=trigger(ana, ear), view=modal())
    window = ana.modal()
    ana.fill_in(window, Valor="")

    assert ana.submit(window)["errors"] == {"amount": "Preencha este campo obrigatório."}
    assert ear.hears_nothing("view_submission")


@pytest.mark.parametrize(
    ("element", "typed", "complaint"),
    [
        ({"type": "plain_text_input", "min_length": 3}, "ab", "3"),
        ({"type": "plain_text_input", "max_length": 3}, "abcd", "3"),
        ({"type": "email_text_input"}, "ana", "e-mail"),
        ({"type": "url_text_input"}, "ana", "web"),
        ({"type": "number_input", "is_decimal_allowed": False}, "1.5", "inteiro"),
        ({"type": "number_input", "is_decimal_allowed": True}, "x", "número"),
        ({"type": "number_input", "is_decimal_allowed": True}, "NaN", "número"),
        ({"type": "number_input", "is_decimal_allowed": True, "min_value": "5"}, "4", "5"),
        ({"type": "number_input", "is_decimal_allowed": True, "max_value": "5"}, "6.0", "5"),
    ],
)
def test_fields_are_checked_as_slack_checks_them(
    ana: Human, ear: Ear, element: dict[str, Any], typed: str, complaint: str
) -> None:
    block = {
        "type": "input",
        "block_id": "b",
        "label": TEXT,
        "element": element | {"action_id": "a"},
    }
    ear.web.views_open(trigger_id=trigger(ana, ear), view=modal(blocks=[block]))
    window = ana.modal()
    ana.fill_in(window, x=typed)

    answer = ana.submit(window)

    assert answer["outcome"] == "errors"
    assert complaint in answer["errors"]["b"]


def test_the_app_answers_with_errors_update_push_and_clear(slack: Running, ana: Human) -> None:
    answers: Iterator[dict[str, Any]] = iter(
        [
            {"response_action": "errors", "errors": {"amount": "Diga um valor."}},
            {"response_action": "update", "view": modal("dois")},
            {"response_action": "push", "view": modal("três")},
            {"response_action": "clear"},
        ]
    )

    def answer(request: SocketModeRequest) -> dict[str, Any]:
        return next(answers) if request.payload["type"] == "view_submission" else {}

    with listening(slack, answer) as ear:
        ear.web.views_open(trigger_id=trigger(ana, ear), view=modal("um"))
        assert ana.submit(ana.modal())["errors"] == {"amount": "Diga um valor."}
        assert ana.submit(ana.modal())["outcome"] == "updated"
        assert [window.title for window in ana.modals()] == ["dois"]
        assert ana.submit(ana.modal())["outcome"] == "pushed"
        assert [window.title for window in ana.modals()] == ["dois", "três"]
        assert ana.submit(ana.modal())["outcome"] == "cleared"
        assert ana.modals() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"response_action": "errors", "errors": {"more": "não é um campo"}},
        {"response_action": "errors"},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "push", "view": None},
    ],
)
def test_an_answer_slack_cannot_take_leaves_the_modal_and_says_so(
    slack: Running, ana: Human, wrong: dict[str, Any]
) -> None:
    def answer(request: SocketModeRequest) -> dict[str, Any]:
        return wrong if request.payload["type"] == "view_submission" else {}

    with listening(slack, answer) as ear:
        ear.web.views_open(trigger_id=trigger(ana, ear), view=modal())
        submitted = ana.submit(ana.modal())

        assert submitted["outcome"] == "not_acked"
        assert "Retaguarda" in submitted["say"]
        assert ana.modal()


def test_closing_is_told_to_who_asked(ana: Human, ear: Ear) -> None:
    ear.web.views_open(trigger_id=trigger(ana, ear), view=modal(notify_on_close=True))
    ana.click(ana.modal(), "Mais")
    ear.web.views_push(trigger_id=ear.next("block_actions")["trigger_id"], view=modal("dois"))

    ana.close(ana.modal())
    assert ear.hears_nothing("view_closed")
    ana.close(ana.modal(), everything=True)

    assert ear.next("view_closed")["is_cleared"] is True


def test_nobody_closes_or_sends_what_is_not_open_before_them(
    ana: Human, marcos: Human, ear: Ear
) -> None:
    ear.web.views_open(trigger_id=trigger(ana, ear), view=modal())
    window = ana.modal()

    for act in (marcos.submit, marcos.close):
        with pytest.raises(Refusal) as caught:
            act(window)
        assert caught.value.code == "view_not_found"


def test_a_silent_app_leaves_the_modal_open(database: Database) -> None:
    def answer(request: SocketModeRequest) -> dict[str, Any] | None:
        return None if request.payload["type"] == "view_submission" else {}

    haste = Pace(acknowledge=timedelta(milliseconds=200))
    with running(database.workspace, pace=haste) as slack, listening(slack, answer) as ear:
        ana = slack.human("ana")
        ear.web.views_open(trigger_id=trigger(ana, ear), view=modal())
        assert ana.submit(ana.modal())["outcome"] == "not_acked"
        assert ana.modal()
