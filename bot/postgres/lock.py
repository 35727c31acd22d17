"""Locks between processes: `flock`, which the kernel lets go of even after kill -9."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def shared(path: Path) -> Iterator[None]:
    """Hold `path` together with others; waits for an exclusive holder."""
    with _held(path, fcntl.LOCK_SH):
        yield


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold `path` alone; waits for everybody else."""
    with _held(path, fcntl.LOCK_EX):
        yield


@contextmanager
def _held(path: Path, how: int) -> Iterator[None]:
    handle = _opened(path)
    try:
        fcntl.flock(handle, how)
        yield
    finally:
        os.close(handle)


def taken_alone(path: Path) -> int | None:
    """Return a handle that holds `path` alone until it is closed, or None if it is in use."""
    handle = _opened(path)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle


def is_held(path: Path) -> bool:
    """Return whether some process holds `path`."""
    handle = taken_alone(path)
    if handle is None:
        return True
    os.close(handle)
    return False


def _opened(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
