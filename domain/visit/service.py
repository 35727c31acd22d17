"""Giving a link, opening it once, and knowing the visitor again. Secrets are handed in."""

import hashlib
from datetime import timedelta

from sqlalchemy import delete, select

from domain.db.work import Read, Work
from domain.kernel.ids import PersonId
from domain.kernel.say import Language
from domain.visit.model import Link, Visit

OPENS_FOR = timedelta(minutes=15)
LASTS = timedelta(hours=8)
#: A link of an earlier day still leads its person there while a visit lasts.
KEPT = timedelta(days=30)


def hashed(secret: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def give(
    work: Work,
    secret: str,
    person_id: PersonId,
    record: tuple[str, int],
    language: Language,
) -> None:
    """Make `secret` open one record for one person, once; forget what is long over."""
    work.session.execute(delete(Link).where(Link.expires_at < work.now() - KEPT))
    work.session.execute(delete(Visit).where(Visit.expires_at < work.now()))
    work.session.add(
        Link(
            digest=hashed(secret),
            person_id=person_id,
            record_table=record[0],
            record_id=record[1],
            language=language,
            expires_at=work.now() + OPENS_FOR,
        )
    )


def link_of(read: Read, secret: str) -> Link | None:
    """Return the link that `secret` names, used or not."""
    return read.session.scalar(select(Link).where(Link.digest == hashed(secret)))


def opens(read: Read, link: Link | None) -> bool:
    """Return whether a link still opens: unused, in time, its person active."""
    return (
        link is not None
        and link.used_at is None
        and read.now() < link.expires_at
        and link.person.active
    )


def enter(work: Work, secret: str, visit_secret: str) -> Link | None:
    """Use a link up and begin a visit; None where it opens no more. Of two at once one enters."""
    link = work.session.scalar(
        select(Link).where(Link.digest == hashed(secret)).with_for_update(of=Link)
    )
    if link is None or not opens(work, link):
        return None
    link.used_at = work.now()
    work.session.add(
        Visit(
            digest=hashed(visit_secret),
            person_id=link.person_id,
            language=link.language,
            expires_at=work.now() + LASTS,
        )
    )
    return link


def visit_of(read: Read, secret: str) -> Visit | None:
    """Return the visit that lasts under `secret`, of somebody still active."""
    visit = read.session.scalar(
        select(Visit).where(Visit.digest == hashed(secret), Visit.expires_at > read.now())
    )
    return visit if visit is not None and visit.person.active else None


def leave(work: Work, secret: str) -> None:
    """End a visit."""
    work.session.execute(delete(Visit).where(Visit.digest == hashed(secret)))
