"""users.*, team.info and bots.info: who is here."""

from sqlalchemy import func, select

from bot.workspace.api.call import Call
from bot.workspace.api.errors import SlackError
from bot.workspace.api.paging import page
from bot.workspace.api.registry import Tier, method
from bot.workspace.stamps import seconds_of
from bot.workspace.tables import App, Person
from bot.workspace.wire import Json
from bot.workspace.world.people import (
    bot_profile,
    everybody,
    profile_of,
    team_of,
    user_shape,
)

READ = ("users:read",)


@method("users.info", scopes=READ, tier=Tier.FOUR)
def user(call: Call) -> Json:
    return {"user": user_shape(call.work, _person(call), with_locale=call.flag("include_locale"))}


@method("users.list", scopes=READ, tier=Tier.TWO)
def users(call: Call) -> Json:
    people, following = page(call, everybody(call.work))
    locale = call.flag("include_locale")
    members = [user_shape(call.work, person, with_locale=locale) for person in people]
    return {"members": members, "cache_ts": seconds_of(call.work.now()), **following}


@method("users.lookupByEmail", scopes=("users:read.email",))
def user_by_email(call: Call) -> Json:
    email = call.needed("email", "users_not_found").lower()
    found = select(Person).where(func.lower(Person.email) == email, Person.deleted.is_(False))
    person = call.work.session.scalar(found)
    if person is None:
        raise SlackError("users_not_found")
    return {"user": user_shape(call.work, person)}


@method("users.profile.get", scopes=("users.profile:read", "users:read"), tier=Tier.FOUR)
def profile(call: Call) -> Json:
    person = _person(call) if call.has("user") else _me(call)
    return {"profile": profile_of(call.work, person)}


@method("users.getPresence", scopes=READ)
def presence(call: Call) -> Json:
    _person(call)
    return {"presence": "active"}


@method("users.conversations", scopes=("channels:read", "groups:read", "im:read", "mpim:read"))
def conversations_of_user(call: Call) -> Json:
    """List the conversations of a user (the bot itself, when none is named)."""
    from bot.workspace.api.conversations import listed  # noqa: PLC0415  they share the listing

    person = _person(call) if call.has("user") else _me(call)
    return listed(call, member=person.id)


@method("team.info", scopes=("team:read",))
def team(call: Call) -> Json:
    ours = team_of(call.work)
    shape = {
        "id": ours.id,
        "name": ours.name,
        "url": f"{call.work.workspace.address}/",
        "domain": ours.domain,
        "email_domain": "",
        "icon": {"image_default": True},
        "avatar_base_url": f"{call.work.workspace.address}/local/avatars/",
        "is_verified": False,
    }
    return {"team": shape}


@method("bots.info", scopes=READ)
def bot(call: Call) -> Json:
    wanted = call.text("bot") or call.app.bot_id
    app = call.work.session.scalar(select(App).where(App.bot_id == wanted))
    if app is None:
        raise SlackError("bot_not_found")
    return {"bot": bot_profile(call.work, app) | {"user_id": app.bot_user_id}}


def _person(call: Call) -> Person:
    person = call.work.session.get(Person, call.needed("user", "user_not_found"))
    if person is None:
        raise SlackError("user_not_found")
    return person


def _me(call: Call) -> Person:
    return call.work.session.get_one(Person, call.bot)
