"""Finding the person that someone means."""

from sqlalchemy import select

from domain.db.base import folded
from domain.db.work import Read
from domain.kernel.errors import Invalid, Refused
from domain.person.model import Person


def asking(read: Read) -> Person:
    """Return the person who asks."""
    return read.session.get_one(Person, read.asker)


def person_named(read: Read, words: str, *, who_left: bool = False) -> Person:
    """Return the one active person whose name holds `words`. Raises Invalid otherwise.

    `who_left` looks among those who are no longer active as well.
    """
    wanted = folded(words)
    named = select(Person).where(Person.search.contains(wanted, autoescape=True))
    if not who_left:
        named = named.where(Person.active)
    found = list(read.session.scalars(named.order_by(Person.name)))
    exact = [person for person in found if person.search == wanted]
    if wanted and len(exact or found) == 1:
        return (exact or found)[0]
    if not wanted or not found:
        raise Invalid("person.unknown", field="person", words=words)
    names = tuple(person.name for person in found[:5])
    raise Invalid("person.ambiguous", field="person", words=words, choices=names)


def answers_to(whose: Person, asker: Person) -> None:
    """Raise Refused unless `asker` is that person or their manager."""
    if asker.id not in {whose.id, whose.manager_id}:
        raise Refused("person.not_yours", who=whose.name)
