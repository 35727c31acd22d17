"""The people of a company as a sheet names them, and who of them opens it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.starting.sheets import Row
from domain.db.base import folded
from domain.person.model import Role

_ACCOUNT = re.compile(r"[UW][A-Z0-9]{2,19}", re.ASCII)
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who works there. `account` is a Slack user id or an e-mail, or empty."""

    name: str
    account: str
    roles: tuple[Role, ...]
    manager: str
    admitted_on: date


def is_account(typed: str) -> bool:
    """Tell whether this is a Slack user id, or an e-mail by which one is found."""
    return bool(_ACCOUNT.fullmatch(typed) or _MAIL.fullmatch(typed))


def member_of(row: Row, today: date) -> Member:
    """Return the person on a line; without a day of admission, admitted today."""
    account = row.text("slack_user_id", needed=False) or row.text("email", needed=False)
    if account and not is_account(account):
        row.wrong("slack_user_id", "start.cell_no_account", typed=account)
    admitted_on = row.day("admitted_on", today)
    if admitted_on > today:
        row.wrong("admitted_on", "start.cell_future")
    return Member(
        row.text("name"),
        account,
        (Role(row.one_of("role", [str(role) for role in Role])),),
        row.text("manager", needed=False),
        admitted_on,
    )


def with_administrator(administrator: Member, people: Sequence[Member]) -> list[Member]:
    """Return everybody, the administrator first: their own line, where there is one, says the rest."""
    mine = [each for each in people if folded(each.name) == folded(administrator.name)]
    others = [each for each in people if each not in mine]
    first = administrator
    for line in mine:
        first = replace(
            line,
            account=administrator.account or line.account,
            roles=tuple(dict.fromkeys((*administrator.roles, *line.roles))),
        )
    return [first, *others]
