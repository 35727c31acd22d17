"""A small Slack app on the official Bolt that plays an agent: status, streamed answer, card, modal, Home.

It knows nothing of the workspace but its address, so that what the page shows came through Slack's API.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from tests.support.workspace import Running

type Payload = dict[str, Any]

LOADING = ["Lendo o recibo…", "Conferindo o CNPJ…", "Somando os itens…"]


class Director:
    """Lets a test hold the answer back at a point, to look at the page meanwhile."""

    def __init__(self) -> None:
        self._held: dict[str, threading.Event] = {}
        self.submitted: list[Payload] = []

    def hold(self, point: str) -> None:
        self._held[point] = threading.Event()

    def release(self, point: str) -> None:
        self._held[point].set()

    def reach(self, point: str) -> None:
        if point in self._held:
            self._held[point].wait(20)


def plain(text: str) -> Payload:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Payload:
    return {"type": "mrkdwn", "text": text}


def card(who: str, file_id: str | None) -> list[Payload]:
    """What waits for a decision: headline, effect, picture, buttons."""
    lines = [
        [("Conta", False), ("Débito", True), ("Crédito", True)],
        [("6.1.03 Alimentação", False), ("187,40", True), ("", True)],
        [("2.1.04 Reembolsos a pagar", False), ("", True), ("187,40", True)],
    ]
    picture = {
        "accessory": {"type": "image", "slack_file": {"id": file_id}, "alt_text": "Foto do recibo"}
    }
    return [
        {"type": "header", "text": plain("Lançar despesa de R$ 187,40")},
        {
            "type": "section",
            "fields": [
                mrkdwn("*Fornecedor*\nPadaria Pão Quente"), mrkdwn("*CNPJ*\n12.345.678/0001-95"),
                mrkdwn("*Data*\n12 de novembro"), mrkdwn("*Quem gastou*\n<@" + who + ">"),
            ],
            **(picture if file_id else {}),
        },
        {
            "type": "table",
            "column_settings": [{"is_wrapped": True}, {"align": "right"}, {"align": "right"}],
            "rows": [[{"type": "raw_text", "text": text or "-"} for text, _ in row] for row in lines],
        },
        {"type": "context",
            "elements": [mrkdwn("Caixa hoje R$ 12.410,00 → *R$ 12.410,00* · nada foi lançado ainda")]},
        {
            "type": "actions",
            "block_id": "decide",
            "elements": [
                {"type": "button", "action_id": "approve", "style": "primary",
                    "text": plain("Aprovar Despesa"), "value": "1"},
                {"type": "button", "action_id": "edit", "text": plain("Corrigir"), "value": "1"},
                {"type": "button", "action_id": "reject", "text": plain("Recusar"), "value": "1"},
            ],
        },
    ]  # fmt: skip


def form() -> Payload:
    """The modal in which a field is corrected."""
    return {
        "type": "modal",
        "callback_id": "correct",
        "title": plain("Corrigir a despesa"),
        "submit": plain("Confirmar"),
        "close": plain("Voltar"),
        "blocks": [
            {
                "type": "input", "block_id": "supplier", "label": plain("Fornecedor"),
                "element": {"type": "plain_text_input", "action_id": "v", "initial_value": "Padaria Pão Quente"},
            },
            {
                "type": "input", "block_id": "amount", "label": plain("Total"),
                    "hint": plain("Como está no papel."),
                "element": {"type": "number_input", "action_id": "v", "is_decimal_allowed": True},
            },
            {
                "type": "input", "block_id": "day", "label": plain("Data"),
                "element": {"type": "datepicker", "action_id": "v", "initial_date": "2026-11-12"},
            },
            {
                "type": "input", "block_id": "account", "label": plain("Conta"), "optional": True,
                "element": {
                    "type": "static_select", "action_id": "v",
                    "options": [{"text": plain("Alimentação"), "value": "a"}, {"text": plain("Energia"),
                        "value": "e"}],
                },
            },
        ],
    }  # fmt: skip


def home(name: str) -> Payload:
    """The Home tab."""
    return {
        "type": "home",
        "blocks": [
            {"type": "header", "text": plain(f"Bom dia, {name}")},
            {"type": "section", "text": mrkdwn("*Uma despesa* espera por você.")},
            {"type": "actions", "elements": [{"type": "button", "action_id": "edit", "text": plain("Corrigir")}]},
        ],
    }  # fmt: skip


class ScriptedApp:
    """Listeners over the official client; `director` says when to go on."""

    def __init__(self, slack: Running) -> None:
        self.director = Director()
        self.web = WebClient(slack.bot_token, base_url=slack.api)
        self.app = App(client=self.web, token_verification_enabled=False, signing_secret="unused")
        self.app.event("message")(self.on_message)
        self.app.event("app_home_opened")(self.on_home)
        for name in (
            "file_shared",
            "app_mention",
            "app_context_changed",
            "agent_session_stopped",
            "file_created",
        ):
            self.app.event(name)(lambda ack: ack())
        self.app.action("approve")(self.on_approve)
        self.app.action("reject")(self.on_reject)
        self.app.action("edit")(self.on_edit)
        self.app.action("thumbs")(lambda ack: ack())
        self.app.view("correct")(self.on_correct)
        self.app.command("/despesa")(self.on_edit)
        self.app.shortcut("expense_from_message")(self.on_shortcut)
        self.app.shortcut("new_expense")(self.on_edit)
        self.handler = SocketModeHandler(self.app, slack.app_token)

    def on_message(self, event: Payload) -> None:
        if event.get("bot_id") or event.get("subtype") not in (None, "file_share"):
            return
        if event["channel_type"] != "im":
            return
        where: Payload = {
            "channel": event["channel"],
            "thread_ts": event.get("thread_ts") or event["ts"],
        }
        self._work(where)
        if "segredo" in event.get("text", ""):
            self.web.chat_postEphemeral(user=event["user"], text="Isto é só seu.", **where)
        elif event.get("files") or "despesa" in event.get("text", ""):
            files = event.get("files") or [{"id": None}]
            self.web.chat_postMessage(
                text="Lançar despesa de R$ 187,40",
                blocks=card(event["user"], files[0]["id"]),
                **where,
            )
        else:
            self._stream(where, event)
        self.web.agents_sessions_setStatus(
            channel_id=where["channel"], thread_ts=where["thread_ts"], status="active"
        )
        self.web.assistant_threads_setStatus(
            channel_id=where["channel"], thread_ts=where["thread_ts"], status=""
        )

    def _work(self, where: Payload) -> None:
        self.web.agents_sessions_setStatus(
            channel_id=where["channel"],
            thread_ts=where["thread_ts"],
            status="processing",
            title="Despesa",
        )
        self.web.assistant_threads_setStatus(
            channel_id=where["channel"], thread_ts=where["thread_ts"],
            status="está lendo o recibo…", loading_messages=LOADING,
        )  # fmt: skip
        self.director.reach("status")

    def _stream(self, where: Payload, event: Payload) -> None:
        stream = self.web.chat_stream(
            recipient_team_id=event.get("team", "T"),
            recipient_user_id=event["user"],
            buffer_size=1,
            **where,
        )
        stream.append(markdown_text="Temos **R$ 12.410,00** em caixa. ")
        self.director.reach("stream")
        stream.append(
            markdown_text="Vencem hoje:\n\n1. Energisa, R$ 1.240,55\n2. Água, R$ 312,20\n"
        )
        feedback = {
            "type": "context_actions",
            "elements": [
                {
                    "type": "feedback_buttons", "action_id": "thumbs",
                    "positive_button": {"text": plain("Boa resposta"), "value": "up"},
                    "negative_button": {"text": plain("Resposta ruim"), "value": "down"},
                }
            ],
        }  # fmt: skip
        stream.stop(blocks=[feedback])

    def on_approve(self, ack: Ack, body: Payload) -> None:
        ack()
        self._settle(body, f":white_check_mark: Aprovado por <@{body['user']['id']}>")

    def on_reject(self, ack: Ack, body: Payload) -> None:
        ack()
        self._settle(body, f"Recusado por <@{body['user']['id']}>")

    def _settle(self, body: Payload, line: str) -> None:
        channel, ts = body["container"]["channel_id"], body["container"]["message_ts"]
        kept = [b for b in body["message"]["blocks"] if b["type"] != "actions"]
        self.web.chat_update(
            channel=channel,
            ts=ts,
            text=line,
            blocks=[*kept, {"type": "context", "elements": [mrkdwn(line)]}],
        )

    def on_edit(self, ack: Ack, body: Payload) -> None:
        ack()
        self.web.views_open(trigger_id=body["trigger_id"], view=form())

    def on_correct(self, ack: Ack, view: Payload) -> None:
        values = view["state"]["values"]
        if values["supplier"]["v"]["value"] == "x":
            ack(response_action="errors", errors={"supplier": "Não conheço este fornecedor."})
            return
        self.director.submitted.append(values)
        ack()

    def on_shortcut(self, ack: Ack, body: Payload) -> None:
        ack()
        self.web.views_open(trigger_id=body["trigger_id"], view=form())

    def on_home(self, event: Payload) -> None:
        if event["tab"] == "home":
            self.web.views_publish(user_id=event["user"], view=home("Ana"))


@contextmanager
def playing(slack: Running) -> Iterator[ScriptedApp]:
    """Yield the app, connected."""
    scripted = ScriptedApp(slack)
    scripted.handler.connect()  # type: ignore[no-untyped-call]  # the library's own gap
    try:
        yield scripted
    finally:
        client = scripted.handler.client
        client.current_session_state.terminated = True
        if client.current_session is not None:
            client.current_session.ping("bye")
        scripted.handler.close()  # type: ignore[no-untyped-call]  # the library's own gap
