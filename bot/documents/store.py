"""The company's document store: where the settings say, locked by the key file."""

import os
import secrets
from pathlib import Path

from bot.settings import Settings
from domain.kernel.errors import Refused
from domain.office.document.store import KEY_BYTES, Store


def document_store(settings: Settings) -> Store:
    """Return the store; its key file is made at the first use.

    Raises Refused for a key file that holds no key: writing with it would lose the documents.
    """
    return Store(settings.store, key_in(settings.keys), secrets.token_bytes)


def key_in(path: Path) -> bytes:
    """Return the key in the file at `path`, made if there is none.

    It appears whole or not at all, readable by its owner alone; of two makers the first one wins.
    """
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.{secrets.token_hex(8)}.part")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        try:
            path.hardlink_to(part)
        except FileExistsError:
            pass
        finally:
            part.unlink()
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise Refused("document.wrong_key", file=str(path), bytes=KEY_BYTES)
    return key
