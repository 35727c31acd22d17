"""Coming into a channel and leaving it."""

from bot.workspace.apps.events import emit
from bot.workspace.tables import Channel, Member
from bot.workspace.wire import Json, without_nones
from bot.workspace.work import Work
from bot.workspace.world.channels import is_member
from bot.workspace.world.messages import Draft, post
from bot.workspace.world.people import team_of


def admit(work: Work, channel: Channel, user_id: str, *, inviter: str | None = None) -> None:
    """Make somebody a member; the channel reads that they joined. Nothing happens twice."""
    if is_member(work, channel.id, user_id):
        return
    work.session.add(Member(channel_id=channel.id, user_id=user_id, joined_at=work.now()))
    work.session.flush()
    event: Json = {
        "type": "member_joined_channel",
        "user": user_id,
        "channel": channel.id,
        "channel_type": "C" if channel.kind == "channel" else "G",
        "team": team_of(work).id,
        "inviter": inviter,
        "event_ts": work.ts(),
    }
    emit(work, without_nones(event), channel=channel)
    note = Draft(text=f"<@{user_id}> entrou no canal", subtype="channel_join")
    if inviter:
        note = Draft(note.text, subtype="channel_join", extra={"inviter": inviter})
    post(work, channel, user_id, note)
    work.tell(None, {"type": "conversations"})


def leave(work: Work, channel: Channel, user_id: str) -> None:
    """End somebody's membership; the channel reads that they left."""
    post(work, channel, user_id, Draft(f"<@{user_id}> saiu do canal", subtype="channel_leave"))
    place = work.session.get_one(Member, (channel.id, user_id))
    work.session.delete(place)
    work.session.flush()
    event: Json = {
        "type": "member_left_channel",
        "user": user_id,
        "channel": channel.id,
        "channel_type": "C" if channel.kind == "channel" else "G",
        "team": team_of(work).id,
        "event_ts": work.ts(),
    }
    emit(work, event, channel=channel)
    work.tell(None, {"type": "conversations"})
