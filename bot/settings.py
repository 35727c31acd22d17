"""Everything that can be set, read once: from the environment, then from `.env` in the checkout.

This module alone reads the environment. Settings are built by a command, passed down, never imported
below `bot/`. `.env.example` documents each of them; a test keeps the two together.
"""

import os
import sys
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.postgres.place import usual_home
from domain.kernel.clock import SystemClock, today
from domain.kernel.say import Language

ROOT = Path(__file__).resolve().parents[1]
#: Another file than the checkout's, or none where it is set to nothing: the tour has settings of its own.
_ENV_FILE = os.environ.get("RETAGUARDA_ENV_FILE", str(ROOT / ".env")) or None


class Settings(BaseSettings):
    """One installation's settings. Names in the environment are the names here, in capitals."""

    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", env_file=_ENV_FILE, env_ignore_empty=True
    )

    #: Any PostgreSQL 17 or newer; without it, our own server in `retaguarda_home`.
    database_url: SecretStr | None = None
    retaguarda_home: Path = Field(default_factory=lambda: usual_home(ROOT))
    #: fsspec URL of the document store; without it, a folder of the home.
    store_url: str = ""
    #: The key that encrypts documents; without it, a file of the home, made at the first start.
    key_file: Path | None = None

    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: str = ""

    #: `offline`, or `provider:name` such as `anthropic:claude-sonnet-4-5`.
    model: str = "offline"
    #: Another address than the provider's: any server that speaks as it does.
    model_url: str = ""
    #: The model's key; without it, the provider's package reads its own variable.
    model_api_key: SecretStr | None = None

    host: str = "127.0.0.1"
    port: int = Field(default=8020, ge=1, le=65535)
    #: What people's browsers use to reach us, when it is not host and port.
    public_url: str = ""
    #: Where the records' pages are served; without it, the port after `port`.
    desk_port: int | None = Field(default=None, ge=1, le=65535)
    #: What people's browsers use to reach those pages, when it is not this machine and that port.
    desk_url: str = ""

    zone: ZoneInfo = ZoneInfo("America/Sao_Paulo")
    #: Plays another day, for a demo or a test. `clock_offset_days` is what it comes down to.
    today: date | None = None
    clock_offset_days: int = 0

    #: Whoever must approve is reminded once, after so many hours.
    remind_after_hours: int = Field(default=24, ge=1, le=150)

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    stop_seconds: int = Field(default=20, ge=1, le=600)
    lang: str = "pt_BR"
    display: str = ""
    wayland_display: str = ""

    @property
    def home(self) -> Path:
        return self.retaguarda_home.expanduser()

    @property
    def store(self) -> str:
        # Not `as_uri`: fsspec does not undo its escaping of spaces and accents.
        return self.store_url or f"file://{self.home / 'store'}"

    @property
    def keys(self) -> Path:
        return self.key_file or self.home / "keys" / "documents.key"

    @property
    def address(self) -> str:
        """The address that people open, without a slash at the end."""
        return (self.public_url or f"http://localhost:{self.port}").rstrip("/")

    @property
    def desk_listens(self) -> int:
        return self.desk_port or self.port + 1

    @property
    def desk_address(self) -> str:
        """The address of the records' pages, without a slash at the end."""
        return (self.desk_url or f"http://localhost:{self.desk_listens}").rstrip("/")

    @property
    def is_local(self) -> bool:
        """Whether the local workspace stands in for Slack: no token is set."""
        return self.slack_bot_token is None

    @property
    def has_display(self) -> bool:
        """Whether a browser can be opened here."""
        return bool(self.display or self.wayland_display) or sys.platform == "darwin"

    @property
    def language(self) -> Language:
        """The language of the shell's user."""
        return Language.of(self.lang)

    def clock(self) -> SystemClock:
        """Return the company's clock, moved to the day that is played."""
        return SystemClock(zone=self.zone, offset=timedelta(days=self.offset_days))

    @property
    def offset_days(self) -> int:
        if self.today is None:
            return self.clock_offset_days
        return (self.today - today(SystemClock(zone=self.zone))).days


def shell_language() -> Language:
    """Return the language of the shell's user, before there are settings."""
    return Language.of(os.environ.get("LANG"))


def child_environment(settings: Settings, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return our environment for a process of ours; the day that is played is fixed by now."""
    fixed = {
        "RETAGUARDA_HOME": str(settings.home),
        "CLOCK_OFFSET_DAYS": str(settings.offset_days),
        "TODAY": "",
    }
    return {**os.environ, **fixed, **(more or {})}
