"""The workspace's own tables, in the schema `workspace`; Slack's shapes are kept as JSON beside the keys."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, deferred, mapped_column

from bot.workspace.wire import Json

SCHEMA = "workspace"
# Byte order: a `ts` sorts as text, and so does an id.
Key = String(64, collation="C")


class Table(DeclarativeBase):
    """Every table here lives in the schema `workspace` and is nobody else's."""

    metadata = MetaData(schema=SCHEMA)
    type_annotation_map = {  # noqa: RUF012  SQLAlchemy reads it as a plain class attribute
        Json: JSONB(none_as_null=True),
        datetime: DateTime(timezone=True),
    }


class Team(Table):
    """The one workspace (Slack says team) that exists here."""

    __tablename__ = "team"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    name: Mapped[str]
    domain: Mapped[str]


class Person(Table):
    """Somebody with an account: a person, or an app's bot user."""

    __tablename__ = "person"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    real_name: Mapped[str]
    email: Mapped[str | None]
    locale: Mapped[str]
    tz: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    color: Mapped[str]
    initials: Mapped[str]
    is_admin: Mapped[bool] = mapped_column(Boolean, default=False)
    app_id: Mapped[str | None] = mapped_column(Key, default=None)
    deleted: Mapped[bool] = mapped_column(Boolean, default=False)
    updated_at: Mapped[datetime]


class App(Table):
    """An installed app: who it is, its secrets, and its manifest."""

    __tablename__ = "app"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    name: Mapped[str]
    bot_id: Mapped[str] = mapped_column(Key, unique=True)
    bot_user_id: Mapped[str] = mapped_column(Key, unique=True)
    signing_secret: Mapped[str]
    verification_token: Mapped[str]
    manifest: Mapped[Json]
    installed_at: Mapped[datetime]


class Token(Table):
    """A key an app was given: `xoxb-` for its bot, `xapp-` for its sockets."""

    __tablename__ = "token"

    token: Mapped[str] = mapped_column(String(255), primary_key=True)
    kind: Mapped[str]
    app_id: Mapped[str] = mapped_column(Key, ForeignKey("workspace.app.id", ondelete="CASCADE"))
    revoked: Mapped[bool] = mapped_column(Boolean, default=False)


class Channel(Table):
    """A conversation: `channel` (public), `group` (private), `im` (two), `mpim` (several)."""

    __tablename__ = "channel"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    creator: Mapped[str] = mapped_column(Key)
    topic: Mapped[str] = mapped_column(default="")
    purpose: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime]


class Member(Table):
    """Somebody's place in a conversation, and how far they have read."""

    __tablename__ = "member"

    channel_id: Mapped[str] = mapped_column(
        Key, ForeignKey("workspace.channel.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[str] = mapped_column(Key, primary_key=True, index=True)
    last_read: Mapped[str] = mapped_column(Key, default="0000000000.000000")
    joined_at: Mapped[datetime]


class Message(Table):
    """A message; `body` is Slack's shape. `thread_ts` is set on replies only; `only_for` on ephemerals.

    `stream` holds what a streamed answer was fed so far: open -> done.
    """

    __tablename__ = "message"

    channel_id: Mapped[str] = mapped_column(
        Key, ForeignKey("workspace.channel.id", ondelete="CASCADE"), primary_key=True
    )
    ts: Mapped[str] = mapped_column(Key, primary_key=True)
    thread_ts: Mapped[str | None] = mapped_column(Key)
    user_id: Mapped[str] = mapped_column(Key)
    app_id: Mapped[str | None] = mapped_column(Key)
    only_for: Mapped[str | None] = mapped_column(Key)
    broadcast: Mapped[bool] = mapped_column(Boolean, default=False)
    body: Mapped[Json]
    stream: Mapped[Json | None]

    __table_args__ = (Index("message_in_thread", "channel_id", "thread_ts", "ts"),)


class FileRecord(Table):
    """A file: awaited -> uploaded -> complete. `body` holds title, alt text and where it is shared."""

    __tablename__ = "file"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    ticket: Mapped[str] = mapped_column(Key, unique=True)
    state: Mapped[str]
    user_id: Mapped[str] = mapped_column(Key)
    app_id: Mapped[str | None] = mapped_column(Key)
    name: Mapped[str]
    title: Mapped[str]
    mimetype: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    body: Mapped[Json]
    created_at: Mapped[datetime]
    content: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))


class ViewRecord(Table):
    """A modal or a Home tab. Modals of one person and app form a stack; `place` counts from the bottom."""

    __tablename__ = "view"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    kind: Mapped[str]
    app_id: Mapped[str] = mapped_column(Key)
    user_id: Mapped[str] = mapped_column(Key, index=True)
    root_id: Mapped[str] = mapped_column(Key)
    previous_id: Mapped[str | None] = mapped_column(Key)
    external_id: Mapped[str] = mapped_column(default="")
    hash: Mapped[str]
    place: Mapped[int] = mapped_column(Integer, default=0)
    is_open: Mapped[bool] = mapped_column(Boolean, default=True)
    body: Mapped[Json]


class Trigger(Table):
    """A trigger id: three seconds and one use to open a modal for the person who acted."""

    __tablename__ = "trigger"

    id: Mapped[str] = mapped_column(String(128), primary_key=True)
    app_id: Mapped[str] = mapped_column(Key)
    user_id: Mapped[str] = mapped_column(Key)
    view_id: Mapped[str | None] = mapped_column(Key)
    made_at: Mapped[datetime]
    used: Mapped[bool] = mapped_column(Boolean, default=False)


class ResponseUrl(Table):
    """An address to answer an interaction: five uses within thirty minutes."""

    __tablename__ = "response_url"

    ticket: Mapped[str] = mapped_column(Key, primary_key=True)
    app_id: Mapped[str] = mapped_column(Key)
    user_id: Mapped[str] = mapped_column(Key)
    channel_id: Mapped[str] = mapped_column(Key)
    message_ts: Mapped[str | None] = mapped_column(Key)
    thread_ts: Mapped[str | None] = mapped_column(Key)
    made_at: Mapped[datetime]
    uses: Mapped[int] = mapped_column(Integer, default=0)


class ThreadState(Table):
    """What an app shows around a thread (or, with an empty `thread_ts`, a DM): status, prompts, session."""

    __tablename__ = "thread_state"

    channel_id: Mapped[str] = mapped_column(
        Key, ForeignKey("workspace.channel.id", ondelete="CASCADE"), primary_key=True
    )
    thread_ts: Mapped[str] = mapped_column(Key, primary_key=True)
    app_id: Mapped[str] = mapped_column(Key)
    status: Mapped[Json | None]
    status_at: Mapped[datetime | None]
    prompts: Mapped[Json | None]
    session: Mapped[Json | None]


class Delivery(Table):
    """An event on its way to an app; gone once acknowledged or given up after the last retry."""

    __tablename__ = "delivery"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    app_id: Mapped[str] = mapped_column(Key, ForeignKey("workspace.app.id", ondelete="CASCADE"))
    envelope: Mapped[Json]
    attempt: Mapped[int] = mapped_column(Integer, default=0)
    reason: Mapped[str] = mapped_column(default="")
    due_at: Mapped[datetime]


class Scheduled(Table):
    """A message that waits for its time."""

    __tablename__ = "scheduled"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    app_id: Mapped[str] = mapped_column(Key)
    channel_id: Mapped[str] = mapped_column(Key)
    post_at: Mapped[datetime]
    arguments: Mapped[Json]
