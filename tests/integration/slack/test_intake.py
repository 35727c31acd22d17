"""A message becomes one job, however often it is delivered; everything else becomes none."""

import json
from typing import Any

from domain.conversation.service import Place, begin
from domain.kernel.canonical import Digest
from tests.integration.slack.stage import CARLA, MARCOS, a_stage
from tests.support.company import Company

DIRECT: dict[str, Any] = {
    "type": "message",
    "channel_type": "im",
    "channel": "DUCARLA",
    "user": CARLA,
    "ts": "10.1",
    "text": "paguei a luz",
}


async def test_a_repeated_delivery_is_worked_on_once(company: Company) -> None:
    async with a_stage(company) as stage:
        for _ in range(3):
            await stage.event("Ev1", **DIRECT)
        await stage.event("Ev2", **(DIRECT | {"subtype": "file_share", "files": [{"id": "F1"}]}))
        mention = {"type": "app_mention", "thread_ts": "9.0", "channel": "C1"}
        await stage.event("Ev3", **(DIRECT | mention))

        told = [job.arguments for job in company.jobs.filed]
        assert [each["files"] for each in told] == [[], ["F1"], []]
        assert [each["thread_ts"] for each in told] == ["10.1", "10.1", "9.0"]
        jobs = [(job.name, job.queue, job.lock) for job in company.jobs.filed]
        turn = ("agent.turn", "turns")
        assert jobs == [
            (*turn, "thread:DUCARLA:10.1"),
            ("document.take", "documents", "thread:DUCARLA:10.1"),
            (*turn, "thread:C1:9.0"),
        ]


async def test_whoever_spoke_with_us_last_goes_on_in_a_channel_without_a_mention(
    company: Company,
) -> None:
    async with a_stage(company) as stage:
        with company.desk.work() as work:
            place = Place("C1", "9.0", "9.0")
            begin(work, place, "despesa", [], by=company.carla, model="m", prompt=Digest("0" * 64))
        reply = DIRECT | {"channel_type": "channel", "channel": "C1", "thread_ts": "9.0"}
        for number, change in enumerate(
            (
                {"ts": "10.2", "text": "no Café Central"},
                {"ts": "10.3", "user": MARCOS},
                {"ts": "10.4", "text": "<@UBOT> isso"},
                {"ts": "10.5", "thread_ts": "8.0"},
                {"ts": "10.6", "bot_id": "B1"},
                {"ts": "10.7", "subtype": "message_changed"},
            )
        ):
            await stage.event(f"Ev{number}", **(reply | change))

        assert [job.arguments["ts"] for job in company.jobs.filed] == ["10.2"]


async def test_edits_bots_and_talk_among_others_are_not_for_us(company: Company) -> None:
    async with a_stage(company) as stage:
        for number, change in enumerate(
            ({"subtype": "message_changed"}, {"bot_id": "B1"}, {"channel_type": "channel"})
        ):
            await stage.event(f"Ev{number}", **(DIRECT | change))

        assert company.jobs.filed == []


async def test_the_shortcut_on_a_message_is_one_job(company: Company) -> None:
    async with a_stage(company) as stage:
        body = {
            "type": "message_action",
            "callback_id": "message.work_on",
            "team": {"id": "T1"},
            "user": {"id": CARLA},
            "channel": {"id": "C1"},
            "trigger_id": "7.7",
            "message": {"ts": "5.0", "text": "nota do almoço", "files": [{"id": "F9"}]},
            "response_url": f"{stage.slack.address}respond",
        }
        await stage.send(body)
        await stage.send(body)

        assert [job.arguments["files"] for job in company.jobs.filed] == [["F9"]]


async def test_the_home_tab_shows_what_waits_and_strangers_one_sentence(company: Company) -> None:
    async with a_stage(company) as stage:
        company.propose()
        await stage.jobs()
        await stage.press(CARLA, stage.slack.buttons(CARLA)["proposal.confirm"])
        for number, (who, tab) in enumerate(
            [(MARCOS, "home"), (CARLA, "home"), ("USTRANGER", "home"), ("UOTHER", "messages")]
        ):
            await stage.event(f"Ev{number}", type="app_home_opened", user=who, tab=tab)

        homes = {
            who: json.dumps(view, ensure_ascii=False) for who, view in stage.slack.homes.items()
        }
        assert set(homes) == {MARCOS, CARLA, "USTRANGER"}
        assert "Registrar pagamento" in homes[MARCOS]
        assert "Nada espera por você" in homes[CARLA]
        assert "Não reconheço" in homes["USTRANGER"]
