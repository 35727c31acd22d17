"""Originals come back byte for byte, and anything altered, moved or opened otherwise is noticed."""

import itertools
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag

from domain.kernel.errors import Outage, Refused
from domain.office.document.store import KEY_BYTES, Sealer, Store, named

KEY = bytes(range(KEY_BYTES))


def counted() -> "Counted":
    return Counted()


class Counted:
    """Chance that can be foretold, and never repeats."""

    def __init__(self) -> None:
        self._number = itertools.count(1)

    def __call__(self, size: int) -> bytes:
        return next(self._number).to_bytes(size, "big")


def a_store(folder: Path, key: bytes = KEY) -> Store:
    return Store(folder.as_uri(), key, counted())


def _file(folder: Path) -> Path:
    (found,) = [path for path in folder.rglob("*") if path.is_file()]
    return found


@pytest.mark.parametrize("content", [b"", b"x", bytes(1000), b"\xff\xd8" * 70_000])
def test_an_original_comes_back_byte_for_byte(tmp_path: Path, content: bytes) -> None:
    wrapped = a_store(tmp_path).put(content)

    assert a_store(tmp_path).get(named(content), wrapped) == content


def test_nothing_of_the_original_can_be_seen_in_the_store(tmp_path: Path) -> None:
    a_store(tmp_path).put(b"CNPJ 11.222.333/0001-81 " * 50)

    assert b"CNPJ" not in _file(tmp_path).read_bytes()
    assert _file(tmp_path).name == named(b"CNPJ 11.222.333/0001-81 " * 50)


def test_the_same_bytes_are_sealed_under_another_key_each_time(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    first = (store.put(b"same"), _file(tmp_path).read_bytes())
    second = (store.put(b"same"), _file(tmp_path).read_bytes())

    assert first[0] != second[0]
    assert first[1] != second[1]
    assert store.get(named(b"same"), second[0]) == b"same"


@pytest.mark.parametrize("at", [0, 1, 12, 13, 20, -1])
def test_one_changed_byte_anywhere_is_noticed(tmp_path: Path, at: int) -> None:
    wrapped = a_store(tmp_path).put(b"pay 100 to Ana")
    file = _file(tmp_path)
    altered = bytearray(file.read_bytes())
    altered[at] ^= 1
    file.write_bytes(altered)

    with pytest.raises(Refused) as refused:
        a_store(tmp_path).get(named(b"pay 100 to Ana"), wrapped)
    assert refused.value.say.key == "document.altered"


@pytest.mark.parametrize("length", [0, 1, 13, 28, -1])
def test_a_cut_original_is_noticed(tmp_path: Path, length: int) -> None:
    wrapped = a_store(tmp_path).put(b"pay 100 to Ana")
    _file(tmp_path).write_bytes(_file(tmp_path).read_bytes()[:length])

    with pytest.raises(Refused):
        a_store(tmp_path).get(named(b"pay 100 to Ana"), wrapped)


def test_one_document_cannot_stand_in_for_another(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    one, other = store.put(b"one"), store.put(b"other")
    files = {path.name: path for path in tmp_path.rglob("*") if path.is_file()}
    files[named(b"other")].write_bytes(files[named(b"one")].read_bytes())

    for wrapped in (one, other):
        with pytest.raises(Refused):
            store.get(named(b"other"), wrapped)


def test_another_key_file_opens_nothing(tmp_path: Path) -> None:
    wrapped = a_store(tmp_path).put(b"secret")

    with pytest.raises(Refused):
        a_store(tmp_path, key=bytes(KEY_BYTES)).get(named(b"secret"), wrapped)


def test_a_missing_original_and_a_store_that_fails_are_outages(tmp_path: Path) -> None:
    with pytest.raises(Outage):
        a_store(tmp_path).get(named(b"never kept"), b"")
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(Outage):
        a_store(tmp_path / "file").put(b"x")


def test_a_key_of_another_length_is_a_mistake_in_the_installation(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Store(tmp_path.as_uri(), b"short", counted())


def test_a_seal_of_another_version_does_not_open() -> None:
    sealed = Sealer(counted()).seal(KEY, b"x", b"here")

    assert Sealer.open(KEY, sealed, b"here") == b"x"
    with pytest.raises(InvalidTag):
        Sealer.open(KEY, b"\x02" + sealed[1:], b"here")
