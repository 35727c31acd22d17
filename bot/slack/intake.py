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
    return _job(event, str(event["channel"]), str(event["user"]))


def _job(message: Mapping[str, Any], channel: str, user: str) -> Job:
    """Return the job of a message: files are read first. One thread's jobs are done in order."""
    ts = str(message["ts"])
    thread_ts = str(message.get("thread_ts") or ts)
    files = [str(each["id"]) for each in message.get("files", [])]
    told = {
        "channel": channel,
        "thread_ts": thread_ts,
        "ts": ts,
        "user": user,
        "text": str(message.get("text") or "")[:WORDS_MAX],
        "files": files,
    }
    name, queue = ("document.take", "documents") if files else ("agent.turn", "turns")
    return Job(name, queue, told, lock=f"thread:{channel}:{thread_ts}")


def take_event(desk: Desk, body: Mapping[str, Any]) -> bool:
    """Store an event and its job; return whether it is new and for us."""
    job = turn_of(body)
    if job is None:
        return False
    with desk.work() as work:
        return take_in(work, str(body["event_id"]), job)


def shortcut_turn(body: Mapping[str, Any]) -> tuple[str, Job]:
    """Return the key and the job of the shortcut on a message: the message is worked on as said."""
    job = _job(body["message"], str(body["channel"]["id"]), str(body["user"]["id"]))
    return f"shortcut:{body['trigger_id']}"[:60], job
