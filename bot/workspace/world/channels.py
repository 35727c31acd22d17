"""Conversations: which there are, who is in them, and how each looks to whom."""

from sqlalchemy import select

from bot.workspace.stamps import fresh_id, seconds_of
from bot.workspace.tables import Channel, Member, Message, Person
from bot.workspace.wire import Json
from bot.workspace.work import Work
from bot.workspace.world.people import team_of

KINDS = {"channel": "public_channel", "group": "private_channel", "im": "im", "mpim": "mpim"}
PREFIXES = {"channel": "C", "group": "C", "im": "D", "mpim": "G"}


def members_of(work: Work, channel_id: str) -> list[str]:
    """Return the ids of who is in there, in the order they came."""
    found = select(Member.user_id).where(Member.channel_id == channel_id)
    return list(work.session.scalars(found.order_by(Member.joined_at, Member.user_id)))


def is_member(work: Work, channel_id: str, user_id: str) -> bool:
    return work.session.get(Member, (channel_id, user_id)) is not None


def audience(work: Work, channel: Channel) -> frozenset[str]:
    """Return who may see what happens there: members, and everybody for a public channel."""
    if channel.kind == "channel":
        return frozenset(work.session.scalars(select(Person.id)))
    return frozenset(members_of(work, channel.id))


def conversation_between(work: Work, user_ids: list[str]) -> Channel:
    """Return the DM (or group DM) of exactly these people, opening it when there is none."""
    wanted = sorted(set(user_ids))
    kind = "im" if len(wanted) <= 2 else "mpim"
    # The name of a DM is its members: there is one per set of people.
    name = "-".join(wanted)
    found = work.session.scalar(select(Channel).where(Channel.kind == kind, Channel.name == name))
    return found or open_channel(work, kind, name, user_ids)


def open_channel(work: Work, kind: str, name: str, user_ids: list[str]) -> Channel:
    """Make a conversation with these members; the first one is its creator."""
    channel = Channel(
        id=fresh_id(PREFIXES[kind]), kind=kind, name=name, creator=user_ids[0],
        topic="", purpose="", archived=False, created_at=work.now(),
    )  # fmt: skip
    work.session.add(channel)
    work.session.flush()
    for user_id in dict.fromkeys(user_ids):
        work.session.add(Member(channel_id=channel.id, user_id=user_id, joined_at=work.now()))
    work.session.flush()
    work.tell(audience(work, channel), {"type": "conversations"})
    return channel


def other_in_dm(work: Work, channel: Channel, user_id: str) -> str:
    """Return who is on the other side of a DM (oneself, in a note to self)."""
    others = [member for member in members_of(work, channel.id) if member != user_id]
    return others[0] if others else user_id


def newest_ts(work: Work, channel_id: str) -> str | None:
    return work.session.scalar(
        select(Message.ts)
        .where(Message.channel_id == channel_id, Message.only_for.is_(None))
        .order_by(Message.ts.desc())
        .limit(1)
    )


def channel_shape(work: Work, channel: Channel, viewer: str) -> Json:
    """Return the conversation object as `viewer` sees it."""
    shape: Json = {
        "id": channel.id,
        "created": seconds_of(channel.created_at),
        "is_archived": channel.archived,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "group",
        "is_im": channel.kind == "im",
        "is_mpim": channel.kind == "mpim",
        "is_private": channel.kind != "channel",
        "is_org_shared": False,
        "is_shared": False,
        "is_ext_shared": False,
        "context_team_id": team_of(work).id,
        "updated": seconds_of(channel.created_at) * 1000,
    }
    if channel.kind == "im":
        return shape | {"user": other_in_dm(work, channel, viewer), "is_user_deleted": False}
    note = {"creator": channel.creator, "last_set": seconds_of(channel.created_at)}
    return shape | {
        "name": channel.name,
        "name_normalized": channel.name,
        "creator": channel.creator,
        "is_general": channel.name == "geral",
        "is_member": is_member(work, channel.id, viewer),
        "is_pending_ext_shared": False,
        "unlinked": 0,
        "parent_conversation": None,
        "topic": {"value": channel.topic} | note,
        "purpose": {"value": channel.purpose} | note,
        "previous_names": [],
    }
