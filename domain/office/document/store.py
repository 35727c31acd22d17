"""Originals, encrypted at rest and named by their content; any store that fsspec knows.

Each document has a random key of its own; AES-256-GCM with the document's name as associated data,
so that nothing can be altered, cut or put in another's place unnoticed. That key is wrapped the same
way by the key file's, and kept in the database: without either, a copy of the store is noise.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from fsspec.core import url_to_fs

from domain.kernel.errors import Outage, Refused

KEY_BYTES = 32
_NONCE_BYTES = 12
#: The first byte of everything sealed: how it was sealed.
_VERSION = b"\x01"
_ORIGINAL, _KEY = b"original:", b"key:"

#: Returns so many random bytes; handed in, since the domain is no place for chance.
type Random = Callable[[int], bytes]


def named(content: bytes) -> str:
    """Return the name of an original: its SHA-256."""
    return hashlib.sha256(content).hexdigest()


def path_of(root: str, name: str) -> str:
    """Return where the original `name` lies below the store's root."""
    return f"{root}/{name[:2]}/{name[2:4]}/{name}"


@dataclass(frozen=True, slots=True)
class Sealer:
    """Seals and opens with AES-256-GCM, a fresh nonce each time."""

    random: Random

    def seal(self, key: bytes, content: bytes, bound_to: bytes) -> bytes:
        """Return `content` encrypted and bound to a context without which it does not open."""
        nonce = self.random(_NONCE_BYTES)
        return _VERSION + nonce + AESGCM(key).encrypt(nonce, content, bound_to)

    @staticmethod
    def open(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
        """Return what was sealed. Raises InvalidTag for any change, another key or context."""
        if sealed[:1] != _VERSION:
            raise InvalidTag
        nonce, rest = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
        try:
            return AESGCM(key).decrypt(nonce, rest, bound_to)
        except ValueError as cut:  # too short to hold a nonce and a tag
            raise InvalidTag from cut


class Store:
    """Where originals are. `key` is the key file's 32 bytes."""

    def __init__(self, url: str, key: bytes, random: Random) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError(f"a key has {KEY_BYTES} bytes")
        files, root = url_to_fs(url)
        self._files: Any = files
        self._root = str(root).rstrip("/")
        self._key = key
        self._sealer = Sealer(random)

    def put(self, content: bytes) -> bytes:
        """Keep an original; return its wrapped key. Raises Outage when the store fails."""
        name = named(content)
        key = self._sealer.random(KEY_BYTES)
        sealed = self._sealer.seal(key, content, _ORIGINAL + name.encode())
        path = self._path(name)
        part = f"{path}.{self._sealer.random(8).hex()}.part"
        try:
            self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
            self._files.pipe_file(part, sealed)
            # An original appears whole or not at all.
            self._files.mv(part, path)
        except OSError as failed:
            raise Outage("document.store_failed") from failed
        return self._sealer.seal(self._key, key, _KEY + name.encode())

    def get(self, name: str, wrapped_key: bytes) -> bytes:
        """Return an original byte for byte.

        Raises Outage when the store cannot give it, Refused when it is not what was kept.
        """
        try:
            sealed: bytes = self._files.cat_file(self._path(name))
        except OSError as failed:
            raise Outage("document.store_failed") from failed
        try:
            key = self._sealer.open(self._key, wrapped_key, _KEY + name.encode())
            content = self._sealer.open(key, sealed, _ORIGINAL + name.encode())
        except InvalidTag as altered:
            raise Refused("document.altered", name=name[:12]) from altered
        return content

    def _path(self, name: str) -> str:
        return path_of(self._root, name)
