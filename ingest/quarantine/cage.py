"""What the child gives up for ever, from the kernel where it can be had.

No network: an empty network namespace where the kernel allows one. No files but those that readers
are made of: Landlock. No bytes into files: a file size limit of zero. Memory and open files: limits.
On top, for everything that goes through Python, an audit hook that refuses sockets, files from
elsewhere, writing, deleting and programs.
"""

import os
import resource
import sys
from typing import Any

from ingest.quarantine import landlock

MEMORY_BYTES = 2 * 1024**3
_FILES_MAX = 256
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_REFUSED = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.fork",
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.chown",
    "os.kill",
    "os.putenv",
    "shutil.",
    "tempfile.",
    "pty.",
    "urllib.",
    "http.",
)


def leave_the_network() -> bool:
    """Move into an empty network namespace; False where the kernel refuses. Before any thread."""
    for flags in ("CLONE_NEWUSER CLONE_NEWNET", "CLONE_NEWNET"):
        try:
            os.unshare(sum(getattr(os, flag) for flag in flags.split()))
        except (OSError, AttributeError):
            continue
        return True
    return False


def limit(memory_bytes: int = MEMORY_BYTES) -> None:
    """Set the limits that hold until the process ends."""
    for what, most in (
        (resource.RLIMIT_DATA, memory_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _FILES_MAX),
    ):
        resource.setrlimit(what, (most, most))


def refuse(event: str, args: tuple[Any, ...]) -> None:
    """Refuse what a reader of files has no business doing; an audit hook cannot be taken off."""
    if event == "open":
        flags = args[2] if len(args) > 2 and isinstance(args[2], int) else 0
        if flags & _WRITING:
            raise PermissionError("the quarantine writes no file")
        if not isinstance(args[0], int) and not _is_needed(os.fsdecode(args[0])):
            raise PermissionError("the quarantine reads no file from elsewhere")
    elif event.startswith(_REFUSED):
        raise PermissionError(f"the quarantine does no {event}")


#: Each place as it is named and as it is found behind links: a library may ask for either.
_NEEDED = tuple(
    sorted({each for path in landlock.NEEDED if path for each in (path, os.path.realpath(path))})
)
_BENEATH = tuple(f"{path.rstrip(os.sep)}{os.sep}" for path in _NEEDED)


def _is_needed(path: str) -> bool:
    whole = os.path.abspath(path)  # noqa: PTH100 - a hook must not build paths that open files
    return whole in _NEEDED or whole.startswith(_BENEATH)


def close() -> None:
    """Close the cage: after this no file may be met outside of it."""
    sys.addaudithook(refuse)
