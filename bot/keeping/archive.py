"""The archive: a tar whose manifest names each member with its SHA-256.

| member              | holds                                                         |
|---------------------|---------------------------------------------------------------|
| `database/*.dump`   | the books and the local workspace, as PostgreSQL dumps them   |
| `store/<sha256>`    | each original as it lies in the store, encrypted              |
| `key.locked`        | the key file, locked with a passphrase, if one was given      |
| `manifest.json`     | what is there, the hashes, the head of the trail              |
"""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from domain.kernel.errors import Invalid

FORMAT = 1
MANIFEST, KEY = "manifest.json", "key.locked"
_MANIFEST_BYTES_MAX = 200_000_000
_PIECE = 1 << 20


@dataclass(slots=True)
class Manifest:
    """What an archive says of itself."""

    made_at: str
    notes: int
    head: str
    key: str | None
    documents: int
    #: Originals that the books name and the store did not have.
    missing: list[str]
    format: int = FORMAT
    members: dict[str, str] = field(default_factory=dict)


class Writer:
    """Puts members into an archive and remembers their hashes."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.hashes: dict[str, str] = {}

    def put(self, name: str, content: bytes) -> None:
        """Add a member."""
        self.hashes[name] = hashlib.sha256(content).hexdigest()
        self._add(name, io.BytesIO(content), len(content))

    def put_file(self, name: str, path: Path) -> None:
        """Add a file as a member."""
        with path.open("rb") as content:
            self.hashes[name] = hashlib.file_digest(content, "sha256").hexdigest()
            content.seek(0)
            self._add(name, content, path.stat().st_size)

    def close_with(self, manifest: Manifest) -> None:
        """Write the manifest, last."""
        manifest.members = self.hashes
        text = json.dumps(asdict(manifest), indent=1, sort_keys=True).encode()
        self._add(MANIFEST, io.BytesIO(text), len(text))

    def _add(self, name: str, content: IO[bytes], size: int) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        self._tar.addfile(member, content)


@contextmanager
def new(path: Path) -> Iterator[Writer]:
    """Yield a writer of a new archive, readable by us alone: `path` is there whole, or not at all.

    Raises Invalid where something is there already, or where we may not write.
    """
    if path.exists():
        raise Invalid("backup.file_there", file=str(path))
    part = path.with_name(f"{path.name}.part")
    try:
        handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as failed:
        raise Invalid("backup.file_closed", file=str(path), why=str(failed.strerror)) from failed
    try:
        with os.fdopen(handle, "wb") as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                yield Writer(tar)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


class Archive:
    """An archive that was read once from end to end: every member is what the manifest says."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self._members = {member.name: member for member in tar.getmembers() if member.isfile()}
        self.manifest = self._manifest()
        self._check()

    def read(self, name: str) -> bytes:
        """Return a member's bytes."""
        return self._open(name).read()

    def extract(self, name: str, to: Path) -> None:
        """Write a member into a file."""
        content = self._open(name)
        with to.open("wb") as file:
            while piece := content.read(_PIECE):
                file.write(piece)

    def names(self, prefix: str) -> list[str]:
        """Return the members below `prefix`, in order."""
        return sorted(name for name in self._members if name.startswith(prefix))

    def _open(self, name: str) -> IO[bytes]:
        content = self._tar.extractfile(self._members[name])
        assert content is not None  # only regular files are members
        return content

    def _manifest(self) -> Manifest:
        found = self._members.get(MANIFEST)
        if found is None or found.size > _MANIFEST_BYTES_MAX:
            raise Invalid("restore.no_manifest")
        try:
            told: dict[str, Any] = json.loads(self.read(MANIFEST))
            manifest = Manifest(**told)
        except (ValueError, TypeError) as wrong:
            raise Invalid("restore.no_manifest") from wrong
        if manifest.format != FORMAT:
            raise Invalid("restore.other_format", found=str(manifest.format))
        return manifest

    def _check(self) -> None:
        told = self.manifest.members
        for name in sorted(set(told) ^ (set(self._members) - {MANIFEST})):
            raise Invalid("restore.members_differ", member=name)
        for name, wanted in sorted(told.items()):
            found = hashlib.file_digest(self._open(name), "sha256").hexdigest()  # type: ignore[arg-type]  # tarfile's reader reads into buffers
            if found != wanted:
                raise Invalid("restore.member_altered", member=name)


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Yield the archive at `path`. Raises Invalid when it is none, or not what it was."""
    try:
        tar = tarfile.open(path, "r:")  # noqa: SIM115 - closed below, after its own failures
    except (OSError, tarfile.TarError) as failed:
        raise Invalid("keeping.file_unreadable", file=str(path)) from failed
    with tar:
        try:
            yield Archive(tar)
        except tarfile.ReadError as cut:
            raise Invalid("restore.cut", file=str(path)) from cut
