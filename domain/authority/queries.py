"""What the policy says of a person."""

from sqlalchemy import select

from domain.authority.model import Limit
from domain.authority.rules import Allowance, Stakes, why_not
from domain.db.work import Read
from domain.kernel.ids import PersonId
from domain.person.model import Person


def allowance(read: Read, person: Person, action: str) -> Allowance:
    """Return what `person` may confirm and approve of `action`; nothing when inactive."""
    if not person.active:
        return Allowance()
    limits = read.session.execute(
        select(Limit.confirm, Limit.approve).where(
            Limit.action == action, Limit.role.in_([held.role for held in person.roles])
        )
    )
    return Allowance.best([(confirm, approve) for confirm, approve in limits])


def approvers(read: Read, action: str, maker: PersonId, stakes: Stakes) -> list[Person]:
    """Return the active people who may approve, the maker's own manager first."""
    people = read.session.scalars(select(Person).where(Person.active).order_by(Person.id))
    able = [
        person
        for person in people
        if why_not(person.id, maker=maker, stakes=stakes, allowance=allowance(read, person, action))
        is None
    ]
    manager_id = read.session.get_one(Person, maker).manager_id
    return sorted(able, key=lambda person: (person.id != manager_id, person.id))
