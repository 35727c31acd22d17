"""Takes messages in: stored with their job and committed before Slack hears that they arrived."""

from collections.abc import Mapping
from typing import Any

from domain.db.work import Desk
from domain.intake.service import take_in
from domain.outbox import Job

#: Longer messages are cut: a person does not type them, and a job holds little.
WORDS_MAX = 8000


def turn_of(body: Mapping[str, Any]) -> Job | None:
    """Return the job of a message that is for us, or None for everything else.

    Edits, deletions, our own words and the second event of one mention are not for us.
    """
    event = body.get("event", {})
    if event.get("bot_id") or event.get("subtype") not in {None, "file_share"}:
        return None
    direct = event.get("type") == "message" and event.get("channel_type") == "im"
    if not (direct or event.get("type") == "app_mention") or "user" not in event:
        return None
    ts = str(event["ts"])
    return Job(
        "agent.turn",
        "turns",
        {
            "channel": str(event["channel"]),
            "thread_ts": str(event.get("thread_ts") or ts),
            "ts": ts,
            "user": str(event["user"]),
            "text": str(event.get("text") or "")[:WORDS_MAX],
            "files": [str(each["id"]) for each in event.get("files", [])],
        },
    )


def take_event(desk: Desk, body: Mapping[str, Any]) -> bool:
    """Store an event and its job; return whether it is new and for us."""
    job = turn_of(body)
    if job is None:
        return False
    with desk.work() as work:
        return take_in(work, str(body["event_id"]), job)


def shortcut_turn(body: Mapping[str, Any]) -> tuple[str, Job]:
    """Return the key and the job of the shortcut on a message: the message is worked on as said."""
    message, channel = body["message"], str(body["channel"]["id"])
    ts = str(message["ts"])
    told: dict[str, Any] = {
        "channel": channel,
        "thread_ts": str(message.get("thread_ts") or ts),
        "ts": ts,
        "user": str(body["user"]["id"]),
        "text": str(message.get("text") or "")[:WORDS_MAX],
        "files": [str(each["id"]) for each in message.get("files", [])],
    }
    return f"shortcut:{body['trigger_id']}"[:60], Job("agent.turn", "turns", told)
