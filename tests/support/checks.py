"""`make check`: every rule that the code keeps, each with its verdict.

`--fast` leaves out what takes longer than a few seconds or needs a run of the tests: it is what a
commit waits for.
"""

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from domain.kernel.say import Phrasebook
from tests.support.lints import phrases, source

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("bot", "tools", "domain", "ingest", "prompts")
#: Branch coverage that each folder keeps, in percent.
COVERAGE = {"domain/": 99.9, "tools/": 100, "bot/": 94, "ingest/": 95}


def main() -> int:
    """Run every check, or the fast ones; return 0 when all hold."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--fast", action="store_true", help="only what takes a few seconds")
    fast: dict[str, Callable[[], list[str]]] = {
        "our lints": _lints,
        "phrases": _phrases,
        "lock": _lock,
    }
    slow: dict[str, Callable[[], list[str]]] = {
        "ruff check": lambda: _command("ruff", "check", "."),
        "ruff format": lambda: _command("ruff", "format", "--check", "."),
        "mypy --strict": lambda: _command("mypy"),
        "directions": lambda: _command("lint-imports", "--no-cache"),
        "coverage": _coverage,
    }
    checks = fast if asked.parse_args().fast else fast | slow
    failed = 0
    for name, check in checks.items():
        faults = check()
        failed += bool(faults)
        print(f"{'FAILED' if faults else 'ok':>6}  {name}", flush=True)
        for fault in faults[:40]:
            print(f"        {fault}")
    print(f"{len(checks) - failed} passed, {failed} failed")
    return 1 if failed else 0


def _command(program: str, *words: str) -> list[str]:
    path = Path(sys.executable).parent / program
    done = subprocess.run([path, *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return [] if done.returncode == 0 else (done.stdout + done.stderr).strip().splitlines()[-40:]


def _files(*patterns: str) -> dict[str, str]:
    listed = subprocess.run(
        ["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    return {
        name: (ROOT / name).read_text(encoding="utf-8")
        for name in listed
        if (ROOT / name).is_file()
    }


def _lints() -> list[str]:
    code = _files("*.py")
    faults = [fault for path, text in code.items() for fault in source.faults(path, text)]
    words = code | _files("*.md", "*.toml", "Makefile", "*.lock", "*.js", "*.html", ".ci/*")
    return faults + [f for path, text in words.items() for f in source.host_names(path, text)]


def _phrases() -> list[str]:
    book = Phrasebook.load([ROOT / name for name in PACKAGES])
    code = {
        path: text
        for path, text in _files("*.py", "*.html").items()
        if path.split("/")[0] in PACKAGES
    }
    return [*phrases.unwritten(code, book.keys), *phrases.unsaid(code, book.keys)]


def _lock() -> list[str]:
    """The lock names every direct dependency of pyproject.toml."""
    locked = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    wanted = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = wanted.partition("dependencies = [")[2].partition("]\n")[0]
    names = [re.split(r"[\[<>=!;]", line.strip(' ",'))[0] for line in block.splitlines()]
    return [
        f"{name} is not in requirements.lock; run make lock"
        for name in names
        if name and not any(row.startswith(f"{name}==") for row in locked.splitlines())
    ]


def _coverage() -> list[str]:
    report = ROOT / ".coverage.json"
    done = subprocess.run(
        [sys.executable, "-m", "coverage", "json", "-q", "-o", report],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        return ["no coverage data: run make test first"]
    files = json.loads(report.read_text(encoding="utf-8"))["files"]
    report.unlink()
    faults = []
    for folder, wanted in COVERAGE.items():
        of = {path: each["summary"] for path, each in files.items() if path.startswith(folder)}
        total = sum(each["num_statements"] + each["num_branches"] for each in of.values())
        hit = sum(each["covered_lines"] + each["covered_branches"] for each in of.values())
        percent = 100 * hit / total if total else 100
        print(f"        {folder} {percent:.1f} % of {total} lines and branches, asked {wanted} %")
        if percent < wanted:
            worst = sorted(of.items(), key=lambda item: item[1]["percent_covered"])[:15]
            faults.append(f"{folder} is below {wanted} %")
            faults += [f"  {path} {each['percent_covered']:.0f} %" for path, each in worst]
    return faults


if __name__ == "__main__":
    sys.exit(main())
