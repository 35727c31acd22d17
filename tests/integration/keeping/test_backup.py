"""A backup brings a company back elsewhere, whole and proved; nothing is half restored, nothing lost."""

import os
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.keeping.key import fingerprint
from bot.keeping.restore import Keys, bring_back
from bot.postgres.embedded import Server
from domain.kernel.errors import Conflict, Failure, Invalid, Outage, Refused
from tests.integration.keeping.kept import PAPER, PASSPHRASE, Kept, at, with_a_company
from tests.support.postgres import Database, fresh_database

RIGHTS = """
select grantee, table_schema, table_name, privilege_type
  from information_schema.role_table_grants
 where grantee like 'retaguarda%' and table_schema in ('public', 'workspace') order by 1, 2, 3, 4
"""
USUAL_RIGHTS = "select defaclobjtype::text, defaclacl::text from pg_default_acl order by 1"
TRIGGERS = "select tgname::text from pg_trigger where not tgisinternal order by 1"


@pytest.fixture
def here(database: Database, tmp_path: Path) -> Kept:
    return with_a_company(tmp_path / "here", database)


@pytest.fixture
def elsewhere(server: Server, postgres_home: Path, tmp_path: Path) -> Iterator[Kept]:
    with fresh_database(server, postgres_home) as other:
        yield at(tmp_path / "elsewhere", other)


def key_of(failing: pytest.ExceptionInfo[Failure]) -> str:
    return failing.value.say.key


def test_what_was_destroyed_comes_back_elsewhere_and_proves_the_same_trail(
    here: Kept, elsewhere: Kept, tmp_path: Path
) -> None:
    made = here.back_up(tmp_path / "company.tar")
    before = here.verified()
    shutil.rmtree(here.settings.home)

    restored = elsewhere.bring_back(tmp_path / "company.tar")

    assert restored.verdict == before
    assert (before.faults, before.head) == ((), made.head)
    assert elsewhere.paper() == PAPER
    assert elsewhere.rows("select state from proposal") == [("executed",)]
    after = elsewhere.verified()
    assert (after.notes, after.faults) == (before.notes + 1, ())


def test_rights_and_triggers_come_back_so_that_nobody_may_change_a_note(
    here: Kept, elsewhere: Kept, tmp_path: Path
) -> None:
    here.back_up(tmp_path / "company.tar")
    elsewhere.bring_back(tmp_path / "company.tar")

    for question in (RIGHTS, USUAL_RIGHTS, TRIGGERS):
        assert elsewhere.rows(question) == here.rows(question) != []
    assert elsewhere.rows("select has_table_privilege('retaguarda_app', 'note', 'delete')") == [
        (False,)
    ]


def test_a_company_that_is_there_is_never_overwritten(here: Kept, tmp_path: Path) -> None:
    here.back_up(tmp_path / "company.tar")
    with pytest.raises(Refused) as failing:
        here.bring_back(tmp_path / "company.tar")
    assert key_of(failing) == "restore.company_there"


def test_nothing_is_restored_under_a_running_supervisor(
    here: Kept, elsewhere: Kept, tmp_path: Path
) -> None:
    here.back_up(tmp_path / "company.tar")
    from bot.supervisor.supervisor import alone  # noqa: PLC0415 - only this test holds it

    with alone(elsewhere.settings), pytest.raises(Conflict):
        elsewhere.bring_back(tmp_path / "company.tar")


def test_the_key_is_in_the_archive_only_under_a_passphrase(here: Kept, tmp_path: Path) -> None:
    secret = here.settings.keys.read_bytes()
    here.back_up(tmp_path / "locked.tar")
    assert here.back_up(tmp_path / "without.tar", passphrase=None).key_is_apart

    for name in ("locked.tar", "without.tar"):
        assert secret not in (tmp_path / name).read_bytes()
    with tarfile.open(tmp_path / "without.tar") as tar:
        assert "key.locked" not in tar.getnames()
    assert (tmp_path / "locked.tar").stat().st_mode & 0o777 == 0o600


def test_another_passphrase_no_key_or_another_key_restores_nothing(
    here: Kept, elsewhere: Kept, tmp_path: Path
) -> None:
    here.back_up(tmp_path / "company.tar")
    other = tmp_path / "other.key"
    other.write_bytes(os.urandom(32))
    for keys, told in [
        (Keys("quatro tigres tristes"), "keeping.passphrase_wrong"),
        (Keys(), "restore.key_needed"),
        (Keys(file=other), "restore.key_other"),
    ]:
        with pytest.raises(Invalid) as failing:
            bring_back(elsewhere.settings, tmp_path / "company.tar", keys)
        assert key_of(failing) == told
    assert elsewhere.rows("select * from note") == []
    assert not (elsewhere.settings.home / "store").exists()


def test_a_key_kept_apart_opens_and_the_one_that_was_there_is_put_aside(
    here: Kept, elsewhere: Kept, tmp_path: Path
) -> None:
    here.back_up(tmp_path / "company.tar", passphrase=None)
    elsewhere.settings.keys.parent.mkdir()
    elsewhere.settings.keys.write_bytes(b"x" * 32)

    bring_back(elsewhere.settings, tmp_path / "company.tar", Keys(file=here.settings.keys))

    assert elsewhere.paper() == PAPER
    aside = elsewhere.settings.keys.with_name(
        f"{elsewhere.settings.keys.name}.{fingerprint(b'x' * 32)[:8]}.old"
    )
    assert aside.read_bytes() == b"x" * 32
    assert elsewhere.settings.keys.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("member", ["database/public.dump", "store/"])
def test_one_changed_byte_in_an_archive_is_named_and_nothing_restored(
    here: Kept, elsewhere: Kept, tmp_path: Path, member: str
) -> None:
    archive = tmp_path / "company.tar"
    here.back_up(archive)
    with tarfile.open(archive) as tar:
        place = next(each for each in tar.getmembers() if each.name.startswith(member))
    whole = bytearray(archive.read_bytes())
    whole[place.offset_data + place.size // 2] ^= 1
    archive.write_bytes(whole)

    with pytest.raises(Invalid) as failing:
        elsewhere.bring_back(archive)
    assert failing.value.say.values == {"member": place.name}
    assert elsewhere.rows("select * from note") == []


def test_a_cut_archive_or_a_stranger_is_refused(
    elsewhere: Kept, here: Kept, tmp_path: Path
) -> None:
    whole = tmp_path / "company.tar"
    here.back_up(whole)
    for content in (whole.read_bytes()[: whole.stat().st_size // 2], b"nothing of ours", b""):
        (tmp_path / "broken.tar").write_bytes(content)
        with pytest.raises(Invalid):
            elsewhere.bring_back(tmp_path / "broken.tar")
    assert elsewhere.rows("select * from note") == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("../../etc/passwd", "restore.members_differ"),
        ("store/../escaped", "restore.members_differ"),
    ],
)
def test_a_member_that_would_leave_its_place_is_refused(
    elsewhere: Kept, here: Kept, tmp_path: Path, name: str, told: str
) -> None:
    archive = tmp_path / "company.tar"
    here.back_up(archive)
    _with_a_member(archive, name)
    with pytest.raises(Invalid) as failing:
        elsewhere.bring_back(archive)
    assert key_of(failing) == told


def test_another_companys_paper_in_the_store_stops_a_restore(
    here: Kept, elsewhere: Kept, tmp_path: Path
) -> None:
    here.back_up(tmp_path / "company.tar")
    shutil.copytree(here.settings.home / "store", elsewhere.settings.home / "store")
    (theirs,) = (each for each in (elsewhere.settings.home / "store").rglob("*") if each.is_file())
    theirs.write_bytes(b"sealed by another key")
    with pytest.raises(Conflict) as failing:
        elsewhere.bring_back(tmp_path / "company.tar")
    assert key_of(failing) == "restore.store_taken"
    assert theirs.read_bytes() == b"sealed by another key"


def test_a_paper_that_the_store_lost_is_named_and_the_rest_is_kept(
    here: Kept, elsewhere: Kept, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(here.settings.home / "store")
    made = here.back_up(tmp_path / "company.tar")
    assert len(made.missing) == 1
    restored = elsewhere.bring_back(tmp_path / "company.tar")
    assert (restored.documents, restored.missing) == (0, made.missing)


def test_no_archive_is_left_when_making_it_fails(elsewhere: Kept, tmp_path: Path) -> None:
    with pytest.raises(Refused) as failing:
        elsewhere.back_up(tmp_path / "company.tar")
    assert key_of(failing) == "backup.no_company"
    (tmp_path / "there.tar").touch()
    with pytest.raises(Invalid):
        elsewhere.back_up(tmp_path / "there.tar")
    with pytest.raises(Invalid):
        elsewhere.back_up(tmp_path / "no" / "folder" / "x.tar")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["elsewhere", "there.tar"]


def test_what_postgresql_refuses_is_one_sentence(here: Kept, tmp_path: Path) -> None:
    gone = here.settings.model_copy(update={"database_url": None})
    from bot.keeping import programs  # noqa: PLC0415 - only this test speaks to a program alone

    url = here.database.owner.replace(here.database.name, "no_such_database")
    with pytest.raises(Outage) as failing:
        programs.run(gone, "pg_dump", url)
    assert "no_such_database" in str(failing.value.say.values["why"])


def test_the_two_commands_say_the_head_and_where_the_key_is(
    here: Kept,
    elsewhere: Kept,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    secret, archive = tmp_path / "passphrase", str(tmp_path / "company.tar")
    secret.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    _as_environment(monkeypatch, here)
    assert main(["backup", str(tmp_path / "apart.tar")]) == 0
    assert str(here.settings.keys) in capsys.readouterr().out
    assert main(["backup", archive, "--passphrase-file", str(secret)]) == 0
    head = here.verified().head
    assert head in capsys.readouterr().out

    _as_environment(monkeypatch, elsewhere)
    assert main(["restore", archive, "--passphrase-file", str(secret)]) == 0
    assert head in capsys.readouterr().out
    assert main(["restore", archive, "--passphrase-file", str(secret)]) == 1
    secret.write_text("short\n", encoding="utf-8")
    assert main(["restore", archive, "--passphrase-file", str(secret)]) == 1


def _as_environment(monkeypatch: pytest.MonkeyPatch, kept: Kept) -> None:
    monkeypatch.setenv("RETAGUARDA_HOME", str(kept.settings.home))
    monkeypatch.setenv("DATABASE_URL", kept.database.owner)


def _with_a_member(archive: Path, name: str) -> None:
    """Add a member that the manifest names too, as somebody who made the archive could."""
    from bot.keeping.archive import Manifest, Writer, opened  # noqa: PLC0415 - see above

    with opened(archive) as found:
        contents = {each: found.read(each) for each in found.manifest.members}
        manifest: Manifest = found.manifest
    archive.unlink()
    with tarfile.open(archive, "w") as tar:
        writer = Writer(tar)
        for each, content in (contents | {name: b"x"}).items():
            writer.put(each, content)
        writer.close_with(manifest)
