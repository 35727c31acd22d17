"""An installation that lacks nothing."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.settings import Settings
from tests.support.postgres import Database


@pytest.fixture
def well(tmp_path: Path, database: Database) -> Settings:
    """Settings of an installation where all is well."""
    key = tmp_path / "key"
    key.write_bytes(b"k" * 32)
    key.chmod(0o600)
    return Settings(
        _env_file=None,
        retaguarda_home=tmp_path,
        database_url=SecretStr(database.owner),
        key_file=key,
        slack_bot_token=None,
        model="offline",
        store_url="",
        today=None,
        clock_offset_days=0,
    )
