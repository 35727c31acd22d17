"""Tells who is who: links the company's people to the accounts of a Slack that has their names."""

from slack_sdk import WebClient
from sqlalchemy import select

from domain.audit.tags import Tag
from domain.db.work import Desk
from domain.person.model import Person


def acquaint(desk: Desk, client: WebClient) -> int:
    """Link each person to the account of the same name; return how many were linked now.

    For the local workspace, whose accounts we made ourselves. In a real Slack an administrator
    links people: a name proves nothing.
    """
    accounts = {
        str(member["real_name"]): str(member["id"])
        for member in client.users_list()["members"]
        if not member.get("is_bot")
    }
    linked = 0
    with desk.work() as work:
        for person in work.session.scalars(select(Person).order_by(Person.id)):
            account = accounts.get(person.name)
            if account is None or person.slack_user_id == account:
                continue
            person.slack_user_id = account
            work.note(Tag.PERSON_LINKED, subject=f"person:{person.id}", who=None, account=account)
            linked += 1
    return linked
