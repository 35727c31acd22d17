"""The pieces of a streamed answer, checked: text, task and plan updates, blocks."""

from typing import Any

from bot.workspace.blocks.catalogue import SOURCE, STATUS, Surface
from bot.workspace.blocks.check import check_blocks
from bot.workspace.blocks.rules import Problem, Problems, by_type, listing, shape, string


def _blocks(value: Any, at: str, problems: Problems) -> None:
    problems += check_blocks(value, Surface.MESSAGE, at)


CHUNK = by_type(
    {
        "markdown_text": shape({"text": string(12_000)}),
        "plan_update": shape({"title": string(256, least=1)}),
        "task_update": shape(
            {"id": string(255, least=1), "title": string(256)},
            {
                "status": STATUS,
                "details": string(256),
                "output": string(256),
                "sources": listing(SOURCE),
            },
        ),
        "blocks": shape({"blocks": _blocks}),
    }
)


def check_chunks(chunks: Any) -> Problems:
    """Return what Slack would refuse in a list of chunks."""
    problems: Problems = []
    if not isinstance(chunks, list):
        return [Problem("/chunks", "must provide an array")]
    listing(CHUNK)(chunks, "/chunks", problems)
    return problems
