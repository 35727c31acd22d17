"""Brings a company back from an archive, into a place where there is none.

Everything is checked before anything is written: every hash, the key, that nothing is in the way.
Then papers, key and books, in this order: a company is there only when all of it is.
"""

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bot.build import furnished
from bot.keeping import archive, key, tables
from bot.keeping.originals import Originals
from bot.postgres.addresses import Addresses
from bot.postgres.connect import connected
from bot.postgres.migrate import migrate_all
from bot.settings import Settings
from bot.supervisor.supervisor import alone
from domain.audit.tags import Tag
from domain.audit.verify import Verdict, verify
from domain.kernel.errors import Invalid, Refused
from domain.kernel.say import say

_DUMPS = [f"database/{schema}.dump" for schema in sorted(tables.SCHEMAS)]
_STORE = "store/"


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back. `verdict` is of the trail as it was when the archive was made."""

    made_at: str
    documents: int
    missing: tuple[str, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Keys:
    """Where the key may be found that the archive does not hold, or how to unlock the one in it."""

    passphrase: str | None = None
    file: Path | None = None


def bring_back(settings: Settings, path: Path, keys: Keys) -> Restored:
    """Restore the archive at `path`. Raises Refused where a company is, Invalid for a bad archive.

    That it was restored is noted as the first thing after the archive's last note.
    """
    with alone(settings), archive.opened(path) as found, connected(settings) as addresses:
        if tables.has_company(addresses):
            raise Refused("restore.company_there")
        _check_names(found)
        opens = _key_of(found, settings, keys)
        originals = Originals(settings.store)
        names = [name.removeprefix(_STORE) for name in found.names(_STORE)]
        wanted = [
            name for name in names if originals.must_take(name, found.read(f"{_STORE}{name}"))
        ]
        for name in wanted:
            originals.put(name, found.read(f"{_STORE}{name}"))
        if opens is not None:
            key.put_in_place(opens, settings.keys)
        _fill(settings, addresses, found)
        verdict = _verified(settings, addresses, found.manifest)
    told = found.manifest
    return Restored(told.made_at, len(names), tuple(told.missing), verdict)


def _check_names(found: archive.Archive) -> None:
    """Raise Invalid for members that no archive of ours has: names become paths."""
    for name in found.manifest.members:
        is_original = re.fullmatch(r"store/[0-9a-f]{64}", name)
        if name not in {*_DUMPS, archive.KEY} and not is_original:
            raise Invalid("restore.members_differ", member=name)
    if found.names("database/") != _DUMPS:
        raise Invalid("restore.no_manifest")


def _key_of(found: archive.Archive, settings: Settings, keys: Keys) -> bytes | None:
    """Return the key that the archive's papers need, or None when they need none.

    Raises Invalid when it is nowhere, or another one.
    """
    wanted = found.manifest.key
    if wanted is None:
        return None
    place = keys.file or settings.keys
    if keys.passphrase is not None and found.names(archive.KEY):
        opens = key.unlocked(found.read(archive.KEY), keys.passphrase)
    elif place.exists():
        opens = place.read_bytes()
    else:
        raise Invalid("restore.key_needed", file=str(place))
    if key.fingerprint(opens) != wanted:
        raise Invalid("restore.key_other", file=str(place))
    return opens


def _fill(settings: Settings, addresses: Addresses, found: archive.Archive) -> None:
    with tempfile.TemporaryDirectory(dir=settings.home) as folder:
        for member in _DUMPS:
            found.extract(member, Path(folder) / member.removeprefix("database/"))
        tables.fill(settings, addresses, Path(folder))
    migrate_all(addresses)


def _verified(settings: Settings, addresses: Addresses, told: archive.Manifest) -> Verdict:
    """Return what the trail proves, then note that it was brought back."""
    with furnished(settings, addresses) as house:
        with house.desk.read() as read:
            verdict = verify(read)
        if (verdict.notes, verdict.head) != (told.notes, told.head):
            other = say("restore.other_head", head=told.head)
            verdict = Verdict(verdict.notes, verdict.head, (*verdict.faults, other))
        with house.desk.work() as work:
            work.note(Tag.BACKUP_RESTORED, subject="company", who=None, head=told.head)
    return verdict
