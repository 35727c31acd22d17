"""Who is in the workspace at the beginning: a team, its people, and one installed app."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from zlib import crc32

from sqlalchemy import delete, select

from bot.workspace.stamps import fresh_id
from bot.workspace.tables import App, Channel, Member, Person, Team, Token
from bot.workspace.wire import Json
from bot.workspace.work import Work

COLORS = ("#7a5cff", "#0f8a5f", "#c2410c", "#0369a1", "#a21caf", "#4d7c0f", "#b91c1c", "#0e7490")


@dataclass(frozen=True, slots=True)
class TeamSeed:
    """The company's name and its part of a Slack address."""

    name: str
    domain: str


@dataclass(frozen=True, slots=True)
class PersonSeed:
    """Somebody with an account. `name` is the short handle, unique; `locale` as Slack writes it (pt-BR)."""

    name: str
    real_name: str
    email: str
    locale: str = "pt-BR"
    tz: str = "America/Sao_Paulo"
    title: str = ""
    color: str = ""
    initials: str = ""
    is_admin: bool = False


@dataclass(frozen=True, slots=True)
class AppSeed:
    """An installed app: its tokens, its signing secret and its manifest, as at api.slack.com."""

    name: str
    bot_token: str
    app_token: str
    signing_secret: str
    manifest: Json = field(default_factory=dict)


def plant(work: Work, team: TeamSeed, people: Sequence[PersonSeed], app: AppSeed) -> None:
    """Make everything exist as described. What is already there keeps its id and is brought up to date."""
    _team(work, team)
    for person in people:
        _person(work, person)
    work.session.flush()
    bot = _app(work, app)
    work.session.flush()
    _general(work, bot)


def _team(work: Work, seed: TeamSeed) -> None:
    team = work.session.scalar(select(Team))
    if team is None:
        team = Team(id=fresh_id("T"))
        work.session.add(team)
    team.name, team.domain = seed.name, seed.domain


def _person(work: Work, seed: PersonSeed) -> Person:
    person = work.session.scalar(select(Person).where(Person.name == seed.name))
    if person is None:
        person = Person(id=fresh_id("U"), name=seed.name, locale=seed.locale)
        work.session.add(person)
    person.real_name, person.email = seed.real_name, seed.email
    person.tz, person.title, person.is_admin = seed.tz, seed.title, seed.is_admin
    person.color = seed.color or COLORS[crc32(seed.name.encode()) % len(COLORS)]
    person.initials = seed.initials or initials_of(seed.real_name)
    person.updated_at = work.now()
    return person


def _app(work: Work, seed: AppSeed) -> App:
    app = work.session.scalar(select(App).where(App.name == seed.name))
    if app is None:
        app = App(
            id=fresh_id("A"),
            name=seed.name,
            bot_id=fresh_id("B"),
            bot_user_id=_bot_user(work, seed).id,
            verification_token=fresh_id("", 24),
            installed_at=work.now(),
        )
        work.session.add(app)
    app.signing_secret, app.manifest = seed.signing_secret, seed.manifest
    work.session.flush()
    work.session.execute(delete(Token).where(Token.app_id == app.id))
    work.session.add(Token(token=seed.bot_token, kind="bot", app_id=app.id))
    work.session.add(Token(token=seed.app_token, kind="app", app_id=app.id))
    work.session.get_one(Person, app.bot_user_id).app_id = app.id
    return app


def _bot_user(work: Work, seed: AppSeed) -> Person:
    shown = seed.manifest.get("features", {}).get("bot_user", {}).get("display_name", seed.name)
    handle = shown.lower().replace(" ", "_")
    return _person(work, PersonSeed(handle, shown, ""))


def _general(work: Work, app: App) -> None:
    """Everybody is in #geral, the app too: a channel is a place to try a mention."""
    channel = work.session.scalar(select(Channel).where(Channel.name == "geral"))
    people = work.session.scalars(select(Person).where(Person.deleted.is_(False))).all()
    if channel is None:
        channel = Channel(
            id=fresh_id("C"), kind="channel", name="geral", creator=app.bot_user_id,
            topic="", purpose="", archived=False, created_at=work.now(),
        )  # fmt: skip
        work.session.add(channel)
        work.session.flush()
    present = set(
        work.session.scalars(select(Member.user_id).where(Member.channel_id == channel.id))
    )
    for person in people:
        if person.id not in present:
            work.session.add(Member(channel_id=channel.id, user_id=person.id, joined_at=work.now()))


def initials_of(real_name: str) -> str:
    """Return the first letters of the first and the last name."""
    words = [word for word in real_name.split() if word]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
