"""What a message is made of, read from a call and checked: text, blocks, attachments, metadata."""

from typing import Any

from bot.workspace.api.call import Call
from bot.workspace.api.errors import SlackError
from bot.workspace.blocks.catalogue import Surface
from bot.workspace.blocks.check import check_blocks, finished
from bot.workspace.blocks.rules import Problems
from bot.workspace.wire import Json, without_nones
from bot.workspace.world.messages import Draft

TEXT_MAX = 40_000
MARKDOWN_TEXT_MAX = 12_000
ATTACHMENTS_MAX = 100
CANNOT_SHOW = "This content can't be displayed."


def draft_from(call: Call) -> Draft:
    """Return the checked content of chat.postMessage and its relatives."""
    text = call.text("text")
    blocks = call.shapes("blocks", "invalid_blocks_format")
    attachments = call.shapes("attachments", "invalid_attachments")
    if call.has("markdown_text"):
        if call.has("text") or call.has("blocks"):
            raise SlackError("markdown_text_conflict")
        text = call.text("markdown_text")
        if len(text) > MARKDOWN_TEXT_MAX:
            raise SlackError("msg_too_long")
        blocks = [{"type": "markdown", "text": text}]
    if len(text) > TEXT_MAX:
        raise SlackError("msg_too_long")
    if not text and not blocks and not attachments:
        raise SlackError("no_text")
    return Draft(
        text=text if text or not blocks else CANNOT_SHOW,
        blocks=checked(blocks),
        attachments=checked_attachments(attachments),
        metadata=metadata_from(call),
        extra=_dress(call),
    )


def checked(blocks: list[Json] | None) -> list[Json] | None:
    """Return blocks as stored; refuse with `invalid_blocks` and the pointers to what is wrong."""
    if not blocks:
        return None
    refuse(check_blocks(blocks, Surface.MESSAGE), "invalid_blocks")
    return finished(blocks)


def refuse(problems: Problems, error: str) -> None:
    """Raise Slack's error when there are problems."""
    if problems:
        raise SlackError(
            error,
            errors=[problem.written().removeprefix("[ERROR] ") for problem in problems],
            response_metadata={"messages": [problem.written() for problem in problems]},
        )


def checked_attachments(attachments: list[Json] | None) -> list[Json] | None:
    if not attachments:
        return None
    if len(attachments) > ATTACHMENTS_MAX:
        raise SlackError("too_many_attachments")
    stored = []
    for place, attachment in enumerate(attachments, start=1):
        attachment_blocks: Any = attachment.get("blocks")
        if attachment_blocks:
            where = f"/attachments/{place - 1}/blocks"
            refuse(check_blocks(attachment_blocks, Surface.MESSAGE, where), "invalid_attachments")
            attachment = attachment | {"blocks": finished(attachment_blocks)}  # noqa: PLW2901  the stored form
        stored.append({"id": place, "fallback": "[no preview available]"} | attachment)
    return stored


def metadata_from(call: Call) -> Json | None:
    """Return message metadata: an event type and a flat payload."""
    metadata = call.shape("metadata", "invalid_metadata_format")
    if metadata is None:
        return None
    if not isinstance(metadata, dict):
        raise SlackError("invalid_metadata_format")
    if "entities" in metadata and "event_type" not in metadata:
        return metadata
    if not isinstance(metadata.get("event_type"), str) or not isinstance(
        metadata.get("event_payload", {}), dict
    ):
        raise SlackError("invalid_metadata_schema")
    return {"event_payload": {}} | metadata


def _dress(call: Call) -> Json | None:
    """Return the name and icon an app wears for one message (chat:write.customize)."""
    icons = without_nones(
        {
            "emoji": call.text("icon_emoji") or None,
            "image_48": call.text("icon_url") or None,
        }
    )
    dress = without_nones({"username": call.text("username") or None, "icons": icons or None})
    return dress or None
