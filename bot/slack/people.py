"""Who a Slack account belongs to. Strangers get one sentence."""

from sqlalchemy import select

from domain.db.work import Read
from domain.kernel.errors import Refused
from domain.person.model import Person


def person_of(read: Read, slack_user_id: str) -> Person:
    """Return the active person of a Slack account. Raises Refused for anybody else."""
    person = read.session.scalar(select(Person).where(Person.slack_user_id == slack_user_id))
    if person is None:
        raise Refused("slack.stranger")
    if not person.active:
        raise Refused("authority.inactive")
    return person
