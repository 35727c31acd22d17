"""Runs every test with coverage: what can share two cores together, then what plays in a browser.

A failure in any part, or a part without tests, fails the whole; coverage data is left for `make check`.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: Starts many processes against the clock: it plays alone.
_SUPERVISOR = "tests/integration/runtime/test_supervisor.py"
#: Many short plays in a browser: two at a time, in a run of their own.
_PAGE = "tests/e2e/workspace_page"
_BROWSER = ["-n", "2", "--dist", "loadfile", _PAGE]
#: Two processes for two cores; one file's tests stay together.
_TOGETHER = [
    *("-n", "2", "--dist", "loadfile", f"--ignore={_SUPERVISOR}"),
    *("tests/unit", "tests/integration", "tests/promises", "tests/evals"),
]
#: The whole product, again and again: it takes both cores.
_ALONE = [f"--ignore={_PAGE}", "tests/e2e", _SUPERVISOR]


def run() -> int:
    """Return 0 when every test passes."""
    for old in ROOT.glob(".coverage*"):
        old.unlink()
    codes = [_pytest(_TOGETHER), _pytest(_BROWSER), _pytest(_ALONE)]
    subprocess.run([sys.executable, "-m", "coverage", "combine", "-q"], cwd=ROOT, check=False)
    return max(codes)


def _pytest(words: list[str]) -> int:
    there = [word for word in words if not word.startswith("tests/") or (ROOT / word).exists()]
    command = [sys.executable, "-m", "coverage", "run", "-m", "pytest", "-q", *there]
    # Python 3.12 measures branches with the C tracer, which also follows the processes we start.
    return subprocess.run(command, cwd=ROOT, check=False, env={**os.environ}).returncode


if __name__ == "__main__":
    sys.exit(run())
