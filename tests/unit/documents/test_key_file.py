"""The key file is made once, whole and private; one that holds no key is never used."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.documents.store import document_store, key_in
from bot.settings import Settings
from domain.kernel.errors import Refused
from domain.office.document.store import named


def test_the_key_is_made_at_the_first_use_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "documents.key"

    first = key_in(path)

    assert (len(first), key_in(path)) == (32, first)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["documents.key"]


def test_eight_makers_at_once_make_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: key_in(tmp_path / "k" / "documents.key"), range(8)))

    assert len(keys) == 1


def test_a_file_of_another_size_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "documents.key"
    path.write_bytes(b"short")

    with pytest.raises(Refused) as refused:
        key_in(path)

    assert refused.value.say.key == "document.wrong_key"
    assert path.read_bytes() == b"short"


def test_a_kept_original_opens_in_the_next_process(tmp_path: Path) -> None:
    settings = Settings(retaguarda_home=tmp_path)
    wrapped = document_store(settings).put(b"a receipt")

    assert document_store(settings).get(named(b"a receipt"), wrapped) == b"a receipt"
