"""The originals as they lie in the store: encrypted, named by what they hold."""

import secrets
from typing import Any

from fsspec.core import url_to_fs

from domain.kernel.errors import Conflict, Outage
from domain.office.document.store import path_of


class Originals:
    """The store at `url`, seen from outside: nothing is opened, nothing needs the key."""

    def __init__(self, url: str) -> None:
        files, root = url_to_fs(url)
        self._files: Any = files
        self._root = str(root).rstrip("/")

    def sealed(self, name: str) -> bytes | None:
        """Return an original as it lies there, or None when it does not."""
        try:
            content: bytes = self._files.cat_file(path_of(self._root, name))
        except FileNotFoundError:
            return None
        except OSError as failed:
            raise Outage("document.store_failed") from failed
        return content

    def must_take(self, name: str, sealed: bytes) -> bool:
        """Return whether `name` is still to be put here.

        Raises Conflict when another company's is here: it would be lost.
        """
        there = self.sealed(name)
        if there is not None and there != sealed:
            raise Conflict("restore.store_taken", name=name[:12])
        return there is None

    def put(self, name: str, sealed: bytes) -> None:
        """Put an original here, whole or not at all."""
        path = path_of(self._root, name)
        part = f"{path}.{secrets.token_hex(8)}.part"
        try:
            self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
            self._files.pipe_file(part, sealed)
            self._files.mv(part, path)
        except OSError as failed:
            raise Outage("document.store_failed") from failed
