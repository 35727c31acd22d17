"""Every event and every block that the workspace emits has the shape that Slack's own types demand."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from bot.workspace.driver import Human
from tests.support import node
from tests.support.ear import Ear
from tests.support.slack_schema import PACKAGES, SlackSchema, generate
from tests.support.workspace import Running

MESSAGES = {
    None: "GenericMessageEvent",
    "file_share": "FileShareMessageEvent",
    "message_changed": "MessageChangedEvent",
    "message_deleted": "MessageDeletedEvent",
    "thread_broadcast": "ThreadBroadcastMessageEvent",
    "channel_join": "ChannelJoinMessageEvent",
    "channel_leave": "ChannelLeaveMessageEvent",
}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


@pytest.fixture(scope="session")
def schema(tmp_path_factory: pytest.TempPathFactory) -> SlackSchema:
    """Slack's types as JSON Schema; the test is skipped with a reason where Node is missing."""
    folder = node.project(tmp_path_factory.getbasetemp() / "slack-types", PACKAGES)
    return SlackSchema(generate(folder))


def test_everything_emitted_validates(
    slack: Running, ana: Human, ear: Ear, schema: SlackSchema
) -> None:
    people_talk(ana)
    the_app_talks(ana, ear)
    ana.say("geral", "o último")
    ear.event("message", text="o último")

    events = [entry["request"]["event"] for entry in entries(slack, "event")]
    faults = [fault for event in events for fault in schema.faults(definition(event), event)]
    assert faults == []
    kinds = Counter(definition(event) for event in events)
    assert {*MESSAGES.values(), "AppMentionEvent", "FileSharedEvent"} <= kinds.keys()

    shapes = list(blocks_in([entry["response"] for entry in entries(slack, "api")]))
    shapes += list(blocks_in(events))
    faults = [f for each in shapes for f in schema.faults(block_definition(each), each)]
    assert faults == []
    emitted = {each["type"] for each in shapes}
    assert {"section", "actions", "input", "rich_text", "markdown", "task_card", "plan"} <= emitted


def people_talk(ana: Human) -> None:
    dm = ana.dm("Retaguarda")
    root = ana.say(dm, "veja https://example.com e *isto* @Ana Souza #geral")
    ana.say(dm, "uma resposta", thread=root)
    ana.say("geral", "@Retaguarda olá")
    ana.edit(root, "mudei")
    ana.react(root, "tada")
    ana.react(root, "tada", on=False)
    ana.upload(dm, [("foto.png", PNG)], "uma foto")
    ana.upload("geral", [("nota.txt", b"nota")], "@Retaguarda uma nota")
    ana.delete(ana.say(dm, "apague"))
    ana.open_home("Retaguarda")
    ana.open_dm("Retaguarda", looking_at="geral")
    channel = ana._post("channel", name="compras", is_private=False)["channel"]
    ana._post("invite", channel=channel, user="retaguarda")
    ana._post("invite", channel=channel, user="carla")
    ana._post("leave", channel=channel)
    ana._post("join", channel=channel)
    ana._post("say", channel=dm, text="para todos", thread_ts=root.ts, broadcast=True)


def the_app_talks(ana: Human, ear: Ear) -> None:
    dm = ana.dm("Retaguarda")
    card = ear.web.chat_postMessage(channel=dm, text="cartão", blocks=blocks_of_all_kinds())
    ear.web.chat_update(channel=dm, ts=card["ts"], text="cartão novo", blocks=card_blocks())
    ear.web.chat_postMessage(
        channel=dm, text="para todos", thread_ts=card["ts"], reply_broadcast=True, username="Robô"
    )
    ear.web.views_publish(user_id=ana.id, view={"type": "home", "blocks": card_blocks()})
    for mode in ("timeline", "plan"):
        stream = ear.web.chat_stream(channel=dm, thread_ts=card["ts"], task_display_mode=mode)
        task = {"type": "task_update", "id": "1", "title": "Ler", "status": "in_progress"}
        stream.append(chunks=[{"type": "plan_update", "title": "Plano"}, task])
        source = {"type": "url", "url": "https://example.com", "text": "fonte"}
        done = task | {"status": "complete", "details": "d", "output": "o", "sources": [source]}
        stream.append(markdown_text="**lido**", chunks=[done])
        ana.stop(ana.history(dm)[-1])
        stream.stop(blocks=[feedback()])
    ear.web.files_upload_v2(channel=dm, filename="saida.png", content=PNG, title="Saída")
    ear.web.chat_delete(channel=dm, ts=card["ts"])


def text(words: str, kind: str = "plain_text") -> dict[str, Any]:
    return {"type": kind, "text": words}


def card_blocks() -> list[dict[str, Any]]:
    button = {"type": "button", "text": text("Ver"), "value": "1", "visible_to_user_ids": ["U1"]}
    option = {"text": text("Um"), "value": "1"}
    return [
        {"type": "header", "text": text("Título")},
        {"type": "section", "text": text("*oi*", "mrkdwn"), "accessory": button},
        {"type": "section", "fields": [text("a", "mrkdwn"), text("b")]},
        {"type": "context", "elements": [text("x", "mrkdwn")]},
        {"type": "divider"},
        {
            "type": "actions",
            "elements": [
                {"type": "static_select", "options": [option], "placeholder": text("Escolha")},
                {"type": "datepicker", "initial_date": "2026-01-02"},
                {"type": "overflow", "options": [option]},
            ],
        },
        {"type": "image", "image_url": "https://example.com/x.png", "alt_text": "x"},
        {
            "type": "input",
            "label": text("Nome"),
            "element": {"type": "plain_text_input", "max_length": 10},
        },
        {
            "type": "table",
            "rows": [
                [{"type": "raw_text", "text": "a"}, {"type": "raw_number", "value": 1, "text": "1"}]
            ],
        },
    ]


def blocks_of_all_kinds() -> list[dict[str, Any]]:
    return [
        *card_blocks(),
        {"type": "markdown", "text": "# oi"},
        feedback(),
        {
            "type": "card",
            "title": text("t", "mrkdwn"),
            "actions": [{"type": "button", "text": text("ok")}],
        },
        {"type": "carousel", "elements": [{"type": "card", "body": text("b", "mrkdwn")}]},
        {"type": "container", "title": text("Grupo"), "child_blocks": [{"type": "divider"}]},
        {"type": "data_table", "caption": "c", "rows": [[{"type": "raw_text", "text": "a"}]]},
    ]


def feedback() -> dict[str, Any]:
    sides = {
        f"{side}_button": {"text": text(word), "value": word}
        for side, word in (("positive", "Bom"), ("negative", "Ruim"))
    }
    element = {"type": "feedback_buttons", "action_id": "feedback"} | sides
    return {"type": "context_actions", "elements": [element]}


def entries(slack: Running, kind: str) -> list[dict[str, Any]]:
    return [entry for entry in slack.workspace.traffic.after(0) if entry["kind"] == kind]


def definition(event: dict[str, Any]) -> str:
    if event["type"] == "message":
        return MESSAGES[event.get("subtype")]
    words = event["type"].split("_")
    return "".join(word.capitalize() for word in words) + "Event"


def blocks_in(part: Any) -> Iterator[dict[str, Any]]:
    """Yield every block, wherever a `blocks`, `tasks` or `child_blocks` list stands."""
    if isinstance(part, list):
        for item in part:
            yield from blocks_in(item)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key in ("blocks", "tasks", "child_blocks") and isinstance(value, list):
                yield from value
            yield from blocks_in(value)


def block_definition(block: dict[str, Any]) -> str:
    return "".join(word.capitalize() for word in block["type"].split("_")) + "Block"
