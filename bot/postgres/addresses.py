"""Which URL each role uses: the embedded server's, or derived from DATABASE_URL.

With DATABASE_URL an administrator makes the four roles once, with `python -m bot doctor --roles` as the
recipe. The URL's password serves all of them; without one, libpq looks into `~/.pgpass`.
"""

from dataclasses import dataclass
from typing import Self

from sqlalchemy import URL, make_url

from bot.postgres.roles import Role


@dataclass(frozen=True, slots=True)
class Addresses:
    """SQLAlchemy URLs of one company's database, a role each."""

    owner: str
    app: str
    ask: str
    workspace: str

    @classmethod
    def of(cls, url: URL) -> Self:
        """Return the URL of each role on the server and database of `url`."""
        base = url.set(drivername="postgresql+psycopg")
        owner, app, ask, workspace = (
            base.set(username=role).render_as_string(hide_password=False) for role in Role
        )
        return cls(owner, app, ask, workspace)

    @classmethod
    def named(cls, text: str) -> Self:
        """Return the URLs that DATABASE_URL stands for."""
        return cls.of(make_url(text))


def conninfo(url: str) -> str:
    """Return the same address as psycopg's own connection string."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
