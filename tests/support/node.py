"""Node packages for tests: installed once a session into a folder of their own, or a reason to skip."""

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

INSTALL_SECONDS = 240


def project(folder: Path, packages: tuple[str, ...]) -> Path:
    """Return a folder with these npm packages; skips the test with a printed reason without them."""
    why_not = installed(folder, packages)
    if why_not:
        print(f"skipped: {why_not}")
        pytest.skip(why_not)
    return folder


@cache
def installed(folder: Path, packages: tuple[str, ...]) -> str:
    """Install once; return why it was not possible, or nothing."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return "Node is not installed here"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text(json.dumps({"name": "tests", "private": True}))
    command = ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error", *packages]
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=INSTALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "npm install took too long"
    return "" if done.returncode == 0 else f"npm install failed: {done.stderr.strip()[-300:]}"
