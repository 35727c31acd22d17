"""What a Python file must look like, beyond what ruff can say."""

import ast
import re
from collections.abc import Iterator

FILE_LINES_MAX = 300
FUNCTION_LINES_MAX = 50
#: Code is held at 100 by the formatter; a sentence of a docstring may run a few letters over.
LINE_LENGTH_MAX = 116

#: What each of these may be called in, by path prefix; everywhere else it is a fault.
ONLY_IN: dict[str, tuple[str, ...]] = {
    r"\.commit\(": (),
    r"\.rollback\(": (),
    r"datetime\.(?:now|utcnow|today)\(|date\.today\(": ("domain/kernel/clock.py",),
    r"os\.environ|os\.getenv": ("bot/settings.py", "tests/"),
    r"(?<![\w.])float\(": ("ingest/", "tests/", "bot/workspace/"),
}


def faults(path: str, text: str) -> Iterator[str]:
    """Yield what is wrong with the file at `path` (relative, with slashes)."""
    lines = text.splitlines()
    if len(lines) > FILE_LINES_MAX and "/migrations/versions/" not in path:
        yield f"{path}: {len(lines)} lines; move what is another concept"
    for number, line in enumerate(lines, 1):
        if len(line) > LINE_LENGTH_MAX and "noqa" not in line and "type: ignore" not in line:
            yield f"{path}:{number}: {len(line)} characters"
    tree = ast.parse(text)
    if not ast.get_docstring(tree):
        yield f"{path}: opens with no sentence"
    yield from _long_functions(path, tree)
    if not path.startswith("tests/support/lints/") and "/lints/" not in path:
        yield from _misplaced(path, lines)


def _long_functions(path: str, tree: ast.Module) -> Iterator[str]:
    if "/migrations/versions/" in path:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES_MAX:
                yield f"{path}:{node.lineno}: {node.name} has {length} lines"


def _misplaced(path: str, lines: list[str]) -> Iterator[str]:
    for pattern, places in ONLY_IN.items():
        if path.startswith(places) if places else False:
            continue
        for number, line in enumerate(lines, 1):
            if re.search(pattern, line.partition("#")[0]) and "lint: " not in line:
                yield f"{path}:{number}: {line.strip()[:60]} does not belong here"


def host_names(path: str, text: str) -> Iterator[str]:
    """Yield registries' hosts and machines' paths, which never belong into the project."""
    for number, line in enumerate(text.splitlines(), 1):
        if re.search(r"https?://[\w.]*(?:pypi|npmjs|pythonhosted|debian)\.", line):
            yield f"{path}:{number}: names a registry's host"
