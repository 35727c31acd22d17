"""Linux's Landlock: from here on this process opens what the readers are made of, and nothing else.

The kernel enforces it, for C libraries too, and needs no privilege. It holds for the thread that asks
and for all that it starts: so it comes before any library that has threads. Source: landlock(7).
"""

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_ABI_OF = 1  # flag: answer with the version instead of making a ruleset
_BENEATH = 1
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
#: All that each version of the kernel's interface can refuse: files, then TCP, then signals.
_FILES = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
_TCP, _SCOPES = 0b11, 0b11
_NO_NEW_PRIVILEGES = 38

_ROOT = Path(__file__).resolve().parents[2]
#: What a reader is made of: Python, its packages, our own code, the system's libraries.
NEEDED = (
    sys.prefix,
    sys.base_prefix,
    str(_ROOT / "ingest"),
    str(_ROOT / "domain"),
    "/usr/lib",
    "/usr/lib64",
    "/usr/share/zoneinfo",
    "/usr/share/fonts",
    "/lib",
    "/lib64",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/dev/urandom",
    "/dev/null",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/sys/devices/system/cpu",
)


def version() -> int:
    """Return the version of Landlock that the kernel has; 0 where it has none."""
    return max(_call(_CREATE, None, 0, _ABI_OF), 0)


def restrict(needed: Iterable[str] = NEEDED) -> bool:
    """Give up every file but those under `needed`, to be read; False where the kernel cannot."""
    known = version()
    if not known:
        return False
    files = _FILES[max(at for at in _FILES if at <= known)]
    shape = [files] + ([_TCP] if known >= 4 else []) + ([_SCOPES] if known >= 6 else [])
    asked = struct.pack(f"={len(shape)}Q", *shape)
    rules = _call(_CREATE, asked, len(asked), 0)
    if rules < 0:
        return False
    for path in needed:
        _allow(rules, path)
    library = ctypes.CDLL(None)
    done = library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0 and _call(_RESTRICT, rules, 0) == 0
    os.close(rules)
    return done


def _allow(rules: int, path: str) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # another system keeps its libraries elsewhere
    rights = _READ_FILE | _READ_DIR if os.path.isdir(path) else _READ_FILE  # noqa: PTH112 - a str
    _call(_ADD, rules, _BENEATH, struct.pack("=Qi", rights, place), 0)
    os.close(place)


def _call(number: int, *args: int | bytes | None) -> int:
    return int(ctypes.CDLL(None, use_errno=True).syscall(number, *args))
