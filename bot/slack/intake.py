"""Takes messages in: stored with their job and committed before Slack hears that they arrived."""

from collections.abc import Mapping
from typing import Any

from bot.slack.heard import mentioned
from domain.conversation.queries import last_speaker
from domain.db.work import Desk, Read
from domain.intake.service import take_in
from domain.outbox import Job
from domain.person.model import Person

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
    """Store an event and its job; return whether it is new and for us.

    In a channel we hear who mentions us, and whoever spoke with us last in a thread goes on there
    without a mention.
    """
    job, reply = turn_of(body), _reply_of(body)
    if job is None and reply is None:
        return False
    with desk.work() as work:
        if job is None and reply is not None and _goes_on(work, reply):
            job = reply
        return job is not None and take_in(work, str(body["event_id"]), job)


def _reply_of(body: Mapping[str, Any]) -> Job | None:
    """Return the job of a reply in a channel's thread that mentions nobody, or None."""
    event = body.get("event", {})
    in_channel = event.get("channel_type") in {"channel", "group"}
    if event.get("type") != "message" or not in_channel or "user" not in event:
        return None
    if event.get("bot_id") or event.get("subtype") not in {None, "file_share"}:
        return None
    if not event.get("thread_ts") or mentioned(str(event.get("text") or "")):
        return None
    return _job(event, str(event["channel"]), str(event["user"]))


def _goes_on(read: Read, reply: Job) -> bool:
    told = reply.arguments
    last = last_speaker(read, str(told["channel"]), str(told["thread_ts"]))
    if last is None:
        return False
    return read.session.get_one(Person, last).slack_user_id == told["user"]


def shortcut_turn(body: Mapping[str, Any]) -> tuple[str, Job]:
    """Return the key and the job of the shortcut on a message: the message is worked on as said."""
    job = _job(body["message"], str(body["channel"]["id"]), str(body["user"]["id"]))
    return f"shortcut:{body['trigger_id']}"[:60], job
