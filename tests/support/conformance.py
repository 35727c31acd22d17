"""Which of Slack's methods, events and faults the workspace has, and which test tries each.

Read from the tests themselves.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import bot.workspace.api.router  # noqa: F401  it brings every method into the registry
from bot.workspace.api.registry import METHODS
from bot.workspace.faults import Kind

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "workspace.md"
TESTS = ROOT / "tests" / "integration" / "workspace"
START, END = "<!-- made by make docs -->\n", "<!-- end -->\n"

type Function = ast.FunctionDef | ast.AsyncFunctionDef
#: The tests that use each word, as `file::test`.
type Uses = dict[str, list[str]]

EVENTS = (
    "message", "app_mention", "app_home_opened", "app_context_changed", "agent_session_stopped",
    "file_created", "file_shared", "reaction_added", "reaction_removed", "member_joined_channel",
    "block_actions", "block_suggestion", "view_submission", "view_closed", "slash_commands",
    "shortcut", "message_action",
)  # fmt: skip


def with_tables(page: str) -> str:
    """Return the page with its tables as the tests stand now."""
    before, _, rest = page.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}{tables()}{END}{after}"


def tables() -> str:
    uses = tests_of()
    called = {n: uses.get(n.replace(".", "_"), []) + uses.get(f"={n}", []) for n in METHODS}
    faults = {k.value: uses.get(k.name, []) + uses.get(f"={k.value}", []) for k in Kind}
    parts = [
        ("Method", {name: called[name] for name in sorted(METHODS)}),
        ("Event or payload", {name: uses.get(f"={name}", []) for name in EVENTS}),
        ("Fault", faults),
    ]
    return "\n".join(line for title, rows in parts for line in _table(title, rows))


def tests_of() -> Uses:
    """Return, for each name and each =string in the tests and what they call beside them, who uses it."""
    uses: Uses = {}
    for path in sorted(TESTS.glob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        there = {n.name: n for n in tree.body if isinstance(n, Function.__value__)}
        for name, function in there.items():
            if name.startswith("test_"):
                for word in set(_words(function, there, {name})):
                    uses.setdefault(word, []).append(f"{path.stem}::{name}")
    return uses


def _words(function: Function, there: dict[str, Function], seen: set[str]) -> Iterator[str]:
    for node in (each for line in function.body for each in ast.walk(line)):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield f"={node.value}"
        elif isinstance(node, ast.Name) and node.id in there and node.id not in seen:
            seen.add(node.id)
            yield from _words(there[node.id], there, seen)


def _table(title: str, rows: Uses) -> Iterator[str]:
    yield f"\n| {title} | Checked by |\n|---|---|"
    for name, tests in rows.items():
        shown = sorted(set(tests), key=tests.index)
        more = f" and {len(shown) - 1} more" if len(shown) > 1 else ""
        yield f"| `{name}` | {f'`{shown[0]}`{more}' if shown else ''} |"
    yield ""
