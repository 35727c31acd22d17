"""JSON Schema made from Slack's own types, and where the workspace says more than they do.

`@slack/types` is strict about unknown properties and behind what Slack sends; each property that it
lacks is named here with the reason why the workspace sends it.
"""

import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator, ValidationError

PACKAGES = ("@slack/types@3.2.0", "ts-json-schema-generator@2.10.0", "typescript@5")
ENTRY = """import type { SlackEvent, KnownBlock, AnyChunk } from '@slack/types';
export type Event = SlackEvent;
export type KnownBlocks = KnownBlock;
export type Chunks = AnyChunk;
"""
TSCONFIG = {
    "compilerOptions": {
        "module": "nodenext",
        "moduleResolution": "nodenext",
        "target": "es2022",
        "strict": True,
        "skipLibCheck": True,
    },
    "files": ["entry.ts"],
}

ON_EVERY_MESSAGE = {
    "app_id": "every message of an app names it",
    "bot_id": "every message of an app names its bot, whatever the subtype",
    "bot_profile": "every message of an app carries its profile, whatever the subtype",
    "client_msg_id": "clients send it with every message of a person",
    "edited": "any message may have been edited",
    "files": "a message that had files keeps them in message_changed",
    "metadata": "apps attach metadata to messages",
    "pinned_to": "any message may be pinned",
    "reactions": "any message may have reactions",
    "reply_count": "the parent of a thread counts its replies",
    "reply_users": "the parent of a thread names who replied",
    "reply_users_count": "the parent of a thread counts who replied",
    "latest_reply": "the parent of a thread names its latest reply",
    "is_locked": "the parent of a thread says so",
    "subscribed": "the parent of a thread says so",
    "streaming_state": "in the types only for bot_message; streamed answers have no subtype",
    "team": "every message names its team",
    "upload": "messages with files say whether they are an upload",
    "username": "an app may wear a name for one message",
    "icons": "an app may wear an icon for one message",
    "parent_user_id": "every reply names who started the thread",
    "thread_ts": "every reply names its thread",
    "inviter": "absent when somebody joins by themselves",
    "blocks": "broadcast replies have blocks like any other message",
}
ON_BUTTONS = {
    "visible_to_user_ids": "documented with slack-sdk 3.47; the types have it on icon_button only",
}
#: What files.info documents and the types of a message's file lack.
ON_FILES = {
    "timestamp": "the old name of created, still sent",
    "user_team": "the team of who uploaded it",
    "media_display_type": "sent with every file",
    "alt_txt": "the description for people who cannot see it",
    "file_access": "whether the reader may see it",
    "has_rich_preview": "sent with every file",
    "is_starred": "sent with every file",
}
#: Properties that the types demand and Slack leaves out.
NOT_DEMANDED = {
    "subtype": "`subtype: undefined` becomes a property that must be there",
    "inviter": "nobody invites who joins by themselves",
    "client_msg_id": "an app's broadcast has none",
    "channel": "in message_changed it belongs to the outer event",
    "channel_type": "in message_changed it belongs to the outer event",
    "event_ts": "in message_changed it belongs to the outer event",
    "channels": "files.info gives it, messages do not",
    "groups": "files.info gives it, messages do not",
    "permalink_public": "only for files that may be shared publicly",
}


def generate(folder: Path) -> dict[str, Any]:
    """Return the schema's definitions, made by ts-json-schema-generator in `folder`."""
    (folder / "entry.ts").write_text(ENTRY, encoding="utf-8")
    (folder / "tsconfig.json").write_text(json.dumps(TSCONFIG), encoding="utf-8")
    program = folder / "node_modules/.bin/ts-json-schema-generator"
    words = ["-p", "entry.ts", "-f", "tsconfig.json", "--type", "*", "--no-type-check"]
    made = subprocess.run(
        [program, *words, "-o", "schema.json"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    schema: dict[str, Any] = json.loads((folder / "schema.json").read_text(encoding="utf-8"))
    widened_schema: dict[str, Any] = widened(schema)
    return widened_schema


def widened(part: Any) -> Any:
    """Return the schema with the named exceptions, and nothing else, let through.

    Slack's types write messages and files out in place, so they are known by what they carry.
    """
    if isinstance(part, list):
        return [widened(item) for item in part]
    if not isinstance(part, dict):
        return part
    part = {key: widened(value) for key, value in part.items()}
    properties = part.get("properties")
    if not isinstance(properties, dict):
        return part
    extra: dict[str, str] = {}
    if "ts" in properties and ("channel_type" in properties or "client_msg_id" in properties):
        extra = ON_EVERY_MESSAGE
    elif "pretty_type" in properties:
        extra = ON_FILES
    elif properties.get("type", {}).get("const") == "button":
        extra = ON_BUTTONS
    if extra:
        part["properties"] = {**{each: {} for each in extra}, **properties}
        gone = NOT_DEMANDED if extra is not ON_BUTTONS else {}
        part["required"] = [each for each in part.get("required", []) if each not in gone]
    return part


def _deepest(error: ValidationError) -> list[ValidationError]:
    """Of a choice that fits nowhere, return what is wrong with the nearest alternative."""
    branches: dict[Any, list[ValidationError]] = {}
    for each in error.context or []:
        branches.setdefault(each.relative_schema_path[0], []).append(each)
    if not branches:
        return []
    nearest = min(branches.values(), key=len)
    return [each for found in nearest for each in (found, *_deepest(found))]


class SlackSchema:
    """Checks shapes against one definition each."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self._schema = schema

    @cache  # noqa: B019  one schema for the whole session
    def _validator(self, name: str) -> Draft7Validator:
        return Draft7Validator(self._schema | {"$ref": f"#/definitions/{name}"})

    def faults(self, name: str, shape: Any) -> list[str]:
        """Return what is wrong with `shape` as a `name`."""
        return [
            f"{name}{list(each.absolute_path)}: {each.message[:300]}"
            for error in self._validator(name).iter_errors(shape)
            for each in (error, *_deepest(error))
        ]

    def has(self, name: str) -> bool:
        return name in self._schema["definitions"]
