"""Can documents be stored, is their key safe, is there room?"""

import os
import shutil
import uuid
from collections.abc import Iterator

import fsspec

from bot.doctor.finding import Finding, bad, note, well
from bot.settings import Settings

_FREE_BYTES_MIN = 2_000_000_000


def store(settings: Settings) -> Iterator[Finding]:
    """Write, read and remove a small file in the document store."""
    probe = uuid.uuid4().hex.encode()
    try:
        files, root = fsspec.core.url_to_fs(settings.store)
        path = f"{root.rstrip('/')}/doctor-{probe.decode()}"
        files.makedirs(root, exist_ok=True)
        files.pipe_file(path, probe)
        is_kept = files.cat_file(path) == probe
        files.rm_file(path)
    except ImportError as error:
        yield bad("doctor.store.library", store=_shown(settings.store), why=str(error))
    except Exception as error:  # noqa: BLE001 - each kind of store fails in its own way
        yield bad("doctor.store.closed", store=_shown(settings.store), why=type(error).__name__)
    else:
        yield (
            well("doctor.store.writable", store=_shown(settings.store))
            if is_kept
            else bad("doctor.store.forgets", store=_shown(settings.store))
        )


def _shown(url: str) -> str:
    """Return a store's address without a login in it."""
    scheme, separator, rest = url.partition("://")
    return f"{scheme}{separator}{rest.rpartition('@')[2]}"


def keys(settings: Settings) -> Iterator[Finding]:
    """Look whether the key file is there and closed to others."""
    path = settings.keys
    if not path.exists():
        yield note("doctor.keys.none_yet", file=str(path))
    elif path.stat().st_mode & 0o077:
        yield bad("doctor.keys.open", file=str(path))
    elif not os.access(path, os.R_OK):
        yield bad("doctor.keys.closed", file=str(path))
    else:
        yield well("doctor.keys.safe", file=str(path))


def room(settings: Settings) -> Iterator[Finding]:
    """Look for free space in the home."""
    home = settings.home
    while not home.exists():
        home = home.parent
    free = shutil.disk_usage(home).free
    gigabytes = free // 1_000_000_000
    if free < _FREE_BYTES_MIN:
        yield bad("doctor.room.short", folder=str(settings.home), gigabytes=gigabytes)
    else:
        yield well("doctor.room.enough", folder=str(settings.home), gigabytes=gigabytes)
