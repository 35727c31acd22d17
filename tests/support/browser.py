"""Finds a Chromium for the browser tests, and installs one where there is none.

Looks on PATH; else, as root, installs Debian's package; else asks Playwright for its own.
"""

import os
import shutil
import subprocess
import sys

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium_path() -> str | None:
    """Return the path of an installed Chromium, or None for Playwright's own."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def provide() -> int:
    """Install what is missing; return the exit code, having said what to do if it failed."""
    if chromium_path() is not None:
        return 0
    print("Chromium is missing; installing it for the browser tests.", flush=True)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update", "-qq"], ["install", "-y", "-qq", "chromium"]):
            subprocess.run(["apt-get", *words], check=False, env=quiet, stdout=subprocess.DEVNULL)
        if chromium_path() is not None:
            return 0
    done = subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if done.returncode != 0:
        print("No Chromium: install the package `chromium`, then run this again.", flush=True)
    return done.returncode


if __name__ == "__main__":
    sys.exit(provide())
