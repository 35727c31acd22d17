"""The key file: locked with a passphrase when it travels with a backup, known by its fingerprint.

Without the key no paper can be read, and whoever has both archive and key can read all. So the key
is in an archive only when a passphrase locks it: scrypt makes a key of the passphrase, AES-256-GCM
locks the file with it.
"""

import hashlib
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from domain.kernel.errors import Invalid
from domain.office.document.store import KEY_BYTES, Sealer

PASSPHRASE_MIN = 12
_SALT_BYTES = 16
_BOUND_TO = b"retaguarda key file"
_SEALER = Sealer(secrets.token_bytes)


def fingerprint(key: bytes) -> str:
    """Return what names a key and gives nothing away of it."""
    return hashlib.sha256(b"retaguarda key:" + key).hexdigest()


def locked(key: bytes, passphrase: str) -> bytes:
    """Return the key file's bytes, locked."""
    salt = secrets.token_bytes(_SALT_BYTES)
    return salt + _SEALER.seal(_stretched(passphrase, salt), key, _BOUND_TO)


def unlocked(sealed: bytes, passphrase: str) -> bytes:
    """Return the key file's bytes. Raises Invalid for another passphrase."""
    salt, rest = sealed[:_SALT_BYTES], sealed[_SALT_BYTES:]
    try:
        return _SEALER.open(_stretched(passphrase, salt), rest, _BOUND_TO)
    except InvalidTag as wrong:
        raise Invalid("keeping.passphrase_wrong") from wrong


def passphrase_in(path: Path) -> str:
    """Return the first line of a file. Raises Invalid when it cannot be read or is too short."""
    try:
        first = path.read_text(encoding="utf-8").partition("\n")[0].strip()
    except (OSError, UnicodeDecodeError) as failed:
        raise Invalid("keeping.file_unreadable", file=str(path)) from failed
    if len(first) < PASSPHRASE_MIN:
        raise Invalid("keeping.passphrase_short", least=PASSPHRASE_MIN)
    return first


def put_in_place(key: bytes, path: Path) -> None:
    """Make `key` the key file; another key that is there is put aside, never removed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        there = path.read_bytes()
        if there == key:
            return
        path.rename(path.with_name(f"{path.name}.{fingerprint(there)[:8]}.old"))
    draft = path.with_name(f"{path.name}.part")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as written:
        written.write(key)
    draft.replace(path)


def _stretched(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=KEY_BYTES, n=2**16, r=8, p=1).derive(passphrase.encode())
