"""Fetches a file from Slack: with our token, from Slack's own host only, never more than we read."""

import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.address import SlackAddress
from domain.kernel.errors import Invalid, Outage, Refused
from ingest.sniff import ENDINGS, SIZE_MAX, Media

#: Waits, in seconds, for a file that Slack announced before it has it.
WAITS = (0.2, 0.5, 1, 2)
_SLACKS = "files.slack.com"
_SECONDS = 60


def described(
    client: WebClient, file_id: str, pause: Callable[[float], object] = time.sleep
) -> Mapping[str, Any]:
    """Return what Slack says of a file. Raises Invalid for one that is not there, or elsewhere."""
    for wait in (*WAITS, None):
        file = _asked(client, file_id)
        if file is not None and file.get("is_external"):
            raise Invalid("document.elsewhere")
        if file is not None and file.get("url_private_download"):
            return file
        if wait is not None:
            pause(wait)
    raise Invalid("document.not_found")


def looks_like(client: WebClient, file_id: str) -> str:
    """Return what to call a file before it is read: a receipt, an invoice, or just a document.

    A word for the time of waiting only: what the file is, its bytes tell later.
    """
    try:
        file = _asked(client, file_id) or {}
    except (Outage, SlackApiError):
        return "document"
    media = ENDINGS.get(str(file.get("name") or "").rpartition(".")[2].lower())
    if media is Media.XML:
        return "invoice"
    return "receipt" if media is not None and media.is_image else "document"


def _asked(client: WebClient, file_id: str) -> Mapping[str, Any] | None:
    try:
        found: Mapping[str, Any] = client.files_info(file=file_id)["file"]
    except SlackApiError as refused:
        if refused.response.get("error") in {"file_not_found", "file_deleted"}:
            return None
        if refused.response.status_code >= 500:
            raise Outage("slack.did_not_answer") from refused
        raise
    except OSError as lost:
        raise Outage("slack.did_not_answer") from lost
    return found


def fetched(slack: SlackAddress, file: Mapping[str, Any], most: int = SIZE_MAX) -> bytes:
    """Return a file's bytes. Raises Invalid or Refused with the reason, Outage when Slack fails."""
    megabytes = most // 1024 // 1024
    if int(file.get("size") or 0) > most:
        raise Invalid("ingest.too_large", megabytes=megabytes)
    url = str(file["url_private_download"])
    if not _is_slacks(url, slack):
        raise Refused("document.strange_host")
    content = bytearray()
    headers = {"Authorization": f"Bearer {slack.bot_token}"}
    try:
        with httpx.stream("GET", url, headers=headers, timeout=_SECONDS, trust_env=False) as got:
            if got.status_code >= 500:
                raise Outage("slack.did_not_answer")
            if got.status_code == 404:
                raise Invalid("document.not_found")
            if got.status_code != 200 or _is_page(got, file):
                raise Refused("document.signed_out")
            for piece in got.iter_bytes():
                content += piece
                if len(content) > most:
                    raise Invalid("ingest.too_large", megabytes=megabytes)
    except httpx.HTTPError as lost:
        raise Outage("slack.did_not_answer") from lost
    return bytes(content)


def _is_slacks(url: str, slack: SlackAddress) -> bool:
    """Return whether the token may be shown there: Slack's file host, or the workspace we speak to."""
    there, ours = urlsplit(url), urlsplit(slack.api_url)
    if (there.scheme, there.netloc) == (ours.scheme, ours.netloc):
        return True
    return there.scheme == "https" and there.netloc == _SLACKS


def _is_page(got: httpx.Response, file: Mapping[str, Any]) -> bool:
    """Return whether a web page came where none was sent: Slack asks to sign in."""
    page = got.headers.get("Content-Type", "").startswith("text/html")
    return page and not str(file.get("mimetype", "")).startswith("text/html")
