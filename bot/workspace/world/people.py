"""People as Slack describes them: the user object, and who is who."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.workspace.stamps import seconds_of
from bot.workspace.tables import App, Person, Team
from bot.workspace.wire import Json
from bot.workspace.work import Work

IMAGE_SIZES = (24, 32, 48, 72, 192, 512)


def team_of(work: Work) -> Team:
    """Return the one team there is."""
    return work.session.scalars(select(Team)).one()


def everybody(work: Work) -> list[Person]:
    """Return all accounts, bots included, in a stable order."""
    return list(work.session.scalars(select(Person).order_by(Person.id)))


def bot_profile(work: Work, app: App) -> Json:
    """Return the `bot_profile` that goes with every message of an app."""
    address = f"{work.workspace.address}/local/avatars/{app.bot_user_id}.svg"
    return {
        "id": app.bot_id,
        "deleted": False,
        "name": app.name,
        "updated": seconds_of(app.installed_at),
        "app_id": app.id,
        "icons": {"image_36": address, "image_48": address, "image_72": address},
        "team_id": team_of(work).id,
    }


def profile_of(work: Work, person: Person) -> Json:
    """Return the profile part of a user object."""
    first, _, last = person.real_name.partition(" ")
    address = f"{work.workspace.address}/local/avatars/{person.id}.svg"
    profile: Json = {
        "title": person.title,
        "phone": "",
        "skype": "",
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.name,
        "display_name_normalized": person.name,
        "first_name": first,
        "last_name": last,
        "status_text": "",
        "status_emoji": "",
        "status_expiration": 0,
        "avatar_hash": "g" + person.id.lower(),
        "team": team_of(work).id,
    }
    profile |= {f"image_{size}": address for size in IMAGE_SIZES}
    if person.email:
        profile["email"] = person.email
    if person.app_id:
        app = work.session.get_one(App, person.app_id)
        profile |= {"api_app_id": app.id, "bot_id": app.bot_id, "always_active": True}
    return profile


def user_shape(work: Work, person: Person, *, with_locale: bool = False) -> Json:
    """Return the user object that `users.info` gives."""
    offset = work.now().astimezone(ZoneInfo(person.tz)).utcoffset() or timedelta(0)
    shape: Json = {
        "id": person.id,
        "team_id": team_of(work).id,
        "name": person.name,
        "deleted": person.deleted,
        "color": person.color.lstrip("#"),
        "real_name": person.real_name,
        "tz": person.tz,
        "tz_label": person.tz.rpartition("/")[2].replace("_", " "),
        "tz_offset": offset // timedelta(seconds=1),
        "profile": profile_of(work, person),
        "is_admin": person.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_bot": person.app_id is not None,
        "is_app_user": False,
        "updated": seconds_of(person.updated_at),
        "is_email_confirmed": True,
        "who_can_share_contact_card": "EVERYONE",
    }
    if with_locale:
        shape["locale"] = person.locale
    return shape
