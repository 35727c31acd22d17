"""Writes the pages that are made from the code: the reference of tools, and the guarantees."""

import sys
from pathlib import Path
from typing import Any

from tests.support import conformance, guarantees
from tools.registry import load
from tools.spec import Action, Question

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / "docs" / "tools.md"


def tool_reference() -> str:
    """Return the page of every tool: what it does, how it is asked for, its arguments."""
    toolbox = load()
    pages = [
        "# Tools\n\nMade by `make docs` from each tool's own words; a test holds it up to date.\n"
    ]
    for title, tools in (("Actions", toolbox.actions), ("Questions", toolbox.questions)):
        pages.append(f"## {title}\n")
        pages += [_page(tools[name]) for name in sorted(tools)]
    return "\n".join(pages)


def _page(tool: Action | Question) -> str:
    schema = tool.arguments.model_json_schema()
    rows = [
        f"| `{name}` | {'yes' if name in schema.get('required', ()) else ''} | {_cell(field)} |"
        for name, field in schema.get("properties", {}).items()
    ]
    table = ["| argument | needed | what it is |", "|---|---|---|", *rows] if rows else []
    return "\n".join([f"### `{tool.name}`\n", *_words(tool.words), "", *table, ""])


def _words(words: str) -> list[str]:
    """Return a tool's docstring: its sentence, then each part as an item."""
    lines: list[str] = []
    for line in words.strip().splitlines():
        text = line.strip()
        if text.startswith(("Asks:", "Does:", "Undo:")):
            name, _, rest = text.partition(":")
            lines.append(f"- *{name}*: {rest.strip()}")
        elif text and lines and lines[-1]:
            lines[-1] = f"{lines[-1]} {text}"
        else:
            lines.append(text)
    return lines


def _cell(field: dict[str, Any]) -> str:
    return str(field.get("description", "")).replace("|", "\\|")


def main() -> int:
    """Write every page."""
    workspace = conformance.with_tables(conformance.PAGE.read_text(encoding="utf-8"))
    pages = (
        (TOOLS, tool_reference()),
        (guarantees.PAGE, guarantees.page()),
        (conformance.PAGE, workspace),
    )
    for path, text in pages:
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
