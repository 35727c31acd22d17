"""`python -m bot link`: the company's people get their Slack accounts, by name, from a sheet."""

import argparse
import sys
from pathlib import Path

from sqlalchemy import select

from bot.build import house
from bot.settings import Settings
from bot.starting.accounts import Accounts
from bot.starting.opening import SHAPES
from bot.starting.people import Member, member_of
from bot.starting.sheets import Row, rows
from bot.words import said
from domain.audit.tags import Tag
from domain.db.base import folded
from domain.db.work import Work
from domain.kernel.clock import today
from domain.kernel.errors import Invalid
from domain.kernel.say import Say, say
from domain.person.model import Person


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the sheet, the same that `init` reads."""
    parser.add_argument("--people", type=Path, metavar="CSV", required=True)


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Link everybody on the sheet, or say all that is wrong and link nobody."""
    if settings.is_local:
        raise Invalid("link.no_tokens")
    faults: list[Say] = []
    on_sheet: list[tuple[Row, Member]] = []
    day = today(settings.clock())

    def noted(row: Row) -> None:
        on_sheet.append((row, member_of(row, day)))

    rows(options.people, SHAPES["people"], noted, faults)
    accounts = Accounts(settings)
    wanted = {
        member.name: accounts.found(member.account, faults)
        for _, member in on_sheet
        if member.account
    }
    with house(settings) as whole, whole.desk.work() as work:
        people = {person.search: person for person in work.session.scalars(select(Person))}
        for row, member in on_sheet:
            if folded(member.name) not in people:
                row.wrong("name", "link.nobody", what=member.name)
        linked = 0 if faults else _link(work, people, wanted)
    if faults:
        _write(settings, [*faults, say("start.nothing_done", faults=len(faults))])
        return 1
    _write(settings, [say("link.done", people=linked)])
    return 0


def _link(work: Work, people: dict[str, Person], wanted: dict[str, str]) -> int:
    """Give each person their account; return how many were changed."""
    changed = {
        folded(name): account
        for name, account in wanted.items()
        if people[folded(name)].slack_user_id != account
    }
    # Two people may change places: nobody has the old account while another takes it.
    for each in people.values():
        if each.search in changed or each.slack_user_id in changed.values():
            each.slack_user_id = None
    work.session.flush()
    for search, account in changed.items():
        people[search].slack_user_id = account
        subject = f"person:{people[search].id}"
        work.note(Tag.PERSON_LINKED, subject=subject, who=None, account=account)
    work.session.flush()
    return len(changed)


def _write(settings: Settings, lines: list[Say]) -> None:
    sys.stdout.writelines(f"{said(line, settings.language)}\n" for line in lines)
