"""Makes an archive of a company: one moment of its books, every paper they name, the key if asked."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from bot.build import furnished
from bot.keeping import archive, key, tables
from bot.keeping.originals import Originals
from bot.postgres.connect import connected
from bot.settings import Settings
from domain.audit.tags import Tag
from domain.kernel.errors import Refused


@dataclass(frozen=True, slots=True)
class Made:
    """What an archive holds."""

    notes: int
    head: str
    documents: int
    missing: tuple[str, ...]
    #: Whether there is a key that the archive does not hold.
    key_is_apart: bool


def back_up(settings: Settings, to: Path, *, passphrase: str | None = None) -> Made:
    """Write the archive `to`, while people go on working. That it was made is noted, and in it.

    Raises Refused when there is no company, Invalid when the file cannot be made, Outage when the
    database or the store fails; then there is no archive.
    """
    with connected(settings) as addresses, archive.new(to) as writer:
        if not tables.has_company(addresses):
            raise Refused("backup.no_company")
        with furnished(settings, addresses) as house:
            with house.desk.work() as work:
                work.note(Tag.BACKUP_MADE, subject="company", who=None)
            made_at = house.desk.clock.now().isoformat()
        with tables.moment(addresses) as at, tempfile.TemporaryDirectory(dir=to.parent) as folder:
            dumps = tables.dump(settings, addresses, at, Path(folder))
            for schema, path in dumps.items():
                writer.put_file(f"database/{schema}.dump", path)
        missing = _put_originals(writer, settings, at.documents)
        found = settings.keys.read_bytes() if settings.keys.exists() else None
        if found is not None and passphrase is not None:
            writer.put(archive.KEY, key.locked(found, passphrase))
        documents = len(at.documents) - len(missing)
        writer.close_with(
            archive.Manifest(
                made_at=made_at,
                notes=at.notes,
                head=at.head,
                key=None if found is None else key.fingerprint(found),
                documents=documents,
                missing=missing,
            )
        )
    apart = found is not None and passphrase is None
    return Made(at.notes, at.head, documents, tuple(missing), apart)


def _put_originals(writer: archive.Writer, settings: Settings, names: tuple[str, ...]) -> list[str]:
    """Put the originals into the archive; return those that the store does not have."""
    originals = Originals(settings.store)
    missing = []
    for name in names:
        sealed = originals.sealed(name)
        if sealed is None:
            missing.append(name)
        else:
            writer.put(f"store/{name}", sealed)
    return missing
