"""chat.unfurl: what an app shows below a link."""

from bot.workspace.api.call import Call
from bot.workspace.api.errors import SlackError
from bot.workspace.api.registry import method
from bot.workspace.wire import Json
from bot.workspace.world.messages import change


@method("chat.unfurl", scopes=("links:write",))
def unfurl(call: Call) -> Json:
    """Attach an app's previews to somebody's message."""
    channel = call.own_channel()
    message = call.message(channel)
    unfurls = call.shape("unfurls", "cannot_parse_attachment")
    metadata = call.shape("metadata", "invalid_metadata_format")
    if not isinstance(unfurls, dict) and not isinstance(metadata, dict):
        raise SlackError("missing_unfurls")
    body = dict(message.body)
    if isinstance(unfurls, dict):
        shown = [
            {"from_url": url, "original_url": url, "is_app_unfurl": True, "app_id": call.app.id}
            | preview
            for url, preview in unfurls.items()
        ]
        body["attachments"] = [*body.get("attachments", []), *shown]
    if isinstance(metadata, dict):
        body["metadata"] = metadata
    change(call.work, channel, message, body)
    return {}
