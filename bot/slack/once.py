"""Posts a message that may stand once only, however often its job is run."""

from collections.abc import Callable
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.cards.parts import Block
from domain.db.work import Desk
from domain.intake.service import claim, stands

#: How many of the newest messages are searched for one whose posting was cut off.
_SEARCHED = 200
_EVENT = "retaguarda.message"


def post_once(
    desk: Desk,
    client: WebClient,
    key: str,
    at: tuple[str, str | None],
    *,
    text: str,
    blocks: list[Block],
) -> str:
    """Post the message called `key` at (channel, thread), or bring it up to date; return its ts.

    The claim is committed before Slack is asked. Where it was made and its answer lost, the thread
    is searched for the key, which every message carries, before it is posted again.
    """
    channel, thread_ts = at
    with desk.work() as work:
        earlier = claim(work, key, channel, thread_ts)
        ts = earlier.ts if earlier else None
        if earlier is not None:
            channel, thread_ts = earlier.channel, earlier.thread_ts
    if earlier is not None and ts is None:
        ts = _standing(client, key, channel, thread_ts)
    if ts is None:
        metadata = {"event_type": _EVENT, "event_payload": {"key": key}}
        posted = _pictured(
            client.chat_postMessage,
            blocks,
            channel=channel,
            thread_ts=thread_ts,
            text=escaped(text),
            metadata=metadata,
            unfurl_links=False,
            unfurl_media=False,
        )
        ts = str(posted["ts"])
    else:
        updated(client, (channel, ts), text=text, blocks=blocks)
    with desk.work() as work:
        stands(work, key, ts)
    return ts


def updated(client: WebClient, at: tuple[str, str], *, text: str, blocks: list[Block]) -> None:
    """Bring the message at (channel, ts) up to date."""
    channel, ts = at
    _pictured(client.chat_update, blocks, channel=channel, ts=ts, text=escaped(text))


def _pictured(call: Callable[..., Any], blocks: list[Block], **arguments: Any) -> Any:
    """Make a call with its blocks; where Slack does not have their picture, without it.

    A picture may be gone, or Slack may still be at work on it: the words matter more.
    """
    try:
        return call(blocks=blocks, **arguments)
    except SlackApiError as refused:
        without = [each for each in blocks if each["type"] != "image"]
        if refused.response.get("error") != "invalid_blocks" or len(without) == len(blocks):
            raise
        return call(blocks=without, **arguments)


def escaped(words: str) -> str:
    """Return words as Slack's `text` takes them: nothing in them is a mention or a link."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _standing(client: WebClient, key: str, channel: str, thread_ts: str | None) -> str | None:
    """Return where the message called `key` stands already, or None."""
    if thread_ts is None:
        found: Any = client.conversations_history(
            channel=channel, limit=_SEARCHED, include_all_metadata=True
        )
    else:
        found = client.conversations_replies(
            channel=channel, ts=thread_ts, limit=_SEARCHED, include_all_metadata=True
        )
    for message in found["messages"]:
        told = message.get("metadata", {})
        if told.get("event_type") == _EVENT and told["event_payload"].get("key") == key:
            return str(message["ts"])
    return None
