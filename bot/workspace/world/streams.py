"""Streamed answers: chunks in, blocks out.

open -> done      stopped by the app
open -> expired   five minutes after the start, however busy
"""

from bot.workspace.blocks.check import finished
from bot.workspace.wire import Json, without_nones


def fed(stream: Json, chunks: list[Json]) -> Json:
    """Return the stream after these chunks; a task that is there already is updated in place."""
    items: list[Json] = [dict(item) for item in stream["items"]]
    title = stream["title"]
    for chunk in chunks:
        match chunk["type"]:
            case "markdown_text":
                if items and items[-1]["kind"] == "text":
                    items[-1]["text"] += chunk["text"]
                else:
                    items.append({"kind": "text", "text": chunk["text"]})
            case "task_update":
                _update_task(items, chunk)
            case "plan_update":
                title = chunk["title"]
            case "blocks":
                items.append({"kind": "blocks", "blocks": finished(chunk["blocks"])})
    return stream | {"items": items, "title": title}


def text_in(stream: Json) -> str:
    """Return all the words streamed so far."""
    return "".join(item["text"] for item in stream["items"] if item["kind"] == "text")


def blocks_of(stream: Json) -> list[Json]:
    """Return the message's blocks: in timeline mode each task stands where it came, in plan mode together."""
    blocks: list[Json] = []
    tasks = [_card(item["task"]) for item in stream["items"] if item["kind"] == "task"]
    if stream["mode"] == "plan" and (tasks or stream["title"]):
        blocks.append({"type": "plan", "title": stream["title"], "tasks": tasks})
    for item in stream["items"]:
        if item["kind"] == "text":
            blocks.append({"type": "markdown", "text": item["text"]})
        elif item["kind"] == "blocks":
            blocks.extend(item["blocks"])
        elif stream["mode"] != "plan":
            blocks.append(_card(item["task"]))
    for place, block in enumerate(blocks):
        block.setdefault("block_id", f"stream-{place}")
    return blocks


def _update_task(items: list[Json], chunk: Json) -> None:
    told = {key: value for key, value in chunk.items() if key != "type"}
    for item in items:
        if item["kind"] == "task" and item["task"]["id"] == chunk["id"]:
            item["task"] = item["task"] | told
            return
    items.append({"kind": "task", "task": told})


def _card(task: Json) -> Json:
    return without_nones(
        {
            "type": "task_card",
            "task_id": task["id"],
            "title": task["title"],
            "status": task.get("status", "pending"),
            "details": _rich(task.get("details")),
            "output": _rich(task.get("output")),
            "sources": task.get("sources") or None,
        }
    )


def _rich(text: str | None) -> Json | None:
    if not text:
        return None
    leaf = {"type": "text", "text": text}
    section = {"type": "rich_text_section", "elements": [leaf]}
    return {"type": "rich_text", "elements": [section]}
