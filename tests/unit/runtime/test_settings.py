"""Settings are read once, say what is wrong, and `.env.example` tells the truth about them."""

import os
import re
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.postgres.account import Account
from bot.postgres.place import usual_home
from bot.settings import ROOT, Settings, child_environment
from domain.kernel.clock import today
from domain.kernel.errors import Outage
from domain.kernel.say import Language


def settings(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    """Return what settings become with nothing but `values` in the environment."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return Settings(_env_file=None)


def test_nothing_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = settings(monkeypatch)

    assert plain.database_url is None
    assert plain.is_local
    assert plain.model == "offline"
    assert plain.store == f"file://{plain.home}/store"
    assert plain.keys == plain.home / "keys" / "documents.key"
    assert plain.address == "http://localhost:8020"
    assert plain.language is Language.PT


def test_what_is_set_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    told = settings(
        monkeypatch,
        RETAGUARDA_HOME="~/somewhere",
        STORE_URL="s3://documents",
        KEY_FILE="/keys/k",
        PUBLIC_URL="https://bot.example/",
        SLACK_BOT_TOKEN="xoxb-1",
        LANG="en_US.UTF-8",
        ZONE="America/Manaus",
    )

    assert told.home == Path.home() / "somewhere"
    assert (told.store, told.keys) == ("s3://documents", Path("/keys/k"))
    assert told.address == "https://bot.example"
    assert not told.is_local
    assert told.language is Language.EN
    assert told.clock().zone.key == "America/Manaus"


def test_settings_do_not_change_and_do_not_show_their_secrets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = settings(
        monkeypatch, SLACK_BOT_TOKEN="xoxb-hunter2", DATABASE_URL="postgresql://a:hunter2@h/d"
    )

    assert "hunter2" not in repr(told)
    with pytest.raises(ValidationError):
        told.port = 1  # type: ignore[misc]  # that it cannot be set is the point


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "0"), ("PORT", "http"), ("ZONE", "Mars/Base"), ("TODAY", "soon"), ("LOG_LEVEL", "x")],
)
def test_what_does_not_serve_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    with pytest.raises(ValidationError) as wrong:
        settings(monkeypatch, **{name: value})

    assert wrong.value.errors()[0]["loc"] == (name.lower(),)


def test_another_day_can_be_played_and_children_play_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    leap = settings(monkeypatch, TODAY="2028-02-29")
    assert today(leap.clock()) == date(2028, 2, 29)

    for name, value in child_environment(leap).items():
        monkeypatch.setenv(name, value)
    child = Settings(_env_file=None)

    assert child.today is None
    assert child.offset_days == leap.offset_days
    assert child.home == leap.home


def test_two_checkouts_never_share_a_home(tmp_path: Path) -> None:
    one, two = (tmp_path / name / "retaguarda" for name in ("a", "b"))

    assert usual_home(one) != usual_home(two)
    assert usual_home(one) == usual_home(one / ".." / "retaguarda")


def test_a_user_without_a_home_gets_a_place_that_says_what_to_set(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("HOME", raising=False)
    for asked in ("getuid", "geteuid"):
        monkeypatch.setattr(os, asked, lambda: 3_999_999)

    assert usual_home(tmp_path).is_relative_to("/nonexistent")
    with pytest.raises(Outage) as failed:
        Account.ours()
    assert failed.value.say.key == "postgres.user_unknown"


def test_the_example_documents_every_setting_with_its_default(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    written = dict(re.findall(r"^([A-Z_]+)=(.*)$", text, re.MULTILINE))
    plain = settings(monkeypatch)

    assert sorted(written) == sorted(name.upper() for name in Settings.model_fields)
    for name, value in written.items():
        default = getattr(plain, name.lower())
        assert value in {"", str(default)}, name
        if value == "":
            assert default in {None, "", plain.retaguarda_home}, name


def test_the_example_itself_can_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = settings(monkeypatch)

    assert Settings(_env_file=ROOT / ".env.example") == plain
