"""`python -m bot init`: a real company opens its books, in a database that has none."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from holidays import list_supported_countries
from stdnum.br import cnpj

from bot.build import house
from bot.settings import Settings
from bot.starting.accounts import Accounts
from bot.starting.company import open_company
from bot.starting.opening import SHAPES, Opening, Sheets, read
from bot.starting.people import Member, is_account
from bot.words import said
from domain.kernel.clock import today
from domain.kernel.errors import Invalid
from domain.kernel.say import Say, say
from domain.person.model import Role


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the company, its first administrator and the sheets."""
    parser.add_argument("--name", help="the company's name")
    parser.add_argument("--cnpj")
    parser.add_argument("--uf", help="its state, such as SP", type=str.upper)
    parser.add_argument("--admin", help="the first administrator's name")
    parser.add_argument(
        "--admin-slack",
        help="their Slack user id, or their e-mail there; not needed for the local workspace",
    )
    for sheet, shape in SHAPES.items():
        told = f"columns: {', '.join(shape.needed)}"
        if shape.free:
            told += f"; if wanted: {', '.join(shape.free)}"
        parser.add_argument(f"--{sheet}", type=Path, metavar="CSV", help=told)


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Check everything, say all that is wrong, or open the books in one transaction."""
    _ask_for_the_rest(settings, options)
    if not cnpj.is_valid(options.cnpj):
        raise Invalid("start.cnpj_wrong", cnpj=options.cnpj)
    if options.uf not in list_supported_countries()["BR"]:
        raise Invalid("start.uf_wrong", uf=options.uf)
    if options.admin_slack and not is_account(options.admin_slack):
        raise Invalid("start.admin_no_account", typed=options.admin_slack)
    day = today(settings.clock())
    first = Member(options.admin, options.admin_slack or "", (Role.ADMINISTRATOR,), "", day)
    opening, faults = read(Sheets(**{sheet: getattr(options, sheet) for sheet in SHAPES}), first)
    if not settings.is_local:
        _find_accounts(settings, opening, faults)
    if faults:
        _write(settings, sys.stderr, [*faults, say("start.nothing_done", faults=len(faults))])
        return 1
    with house(settings) as whole, whole.desk.work() as work:
        open_company(work, options.name, cnpj.compact(options.cnpj), options.uf, opening)
    _write(settings, sys.stdout, list(_closing(settings, options.name, opening)))
    return 0


def _ask_for_the_rest(settings: Settings, options: argparse.Namespace) -> None:
    """Ask at a terminal for what no option told. Raises Invalid where nobody can be asked."""
    wanted = ["name", "cnpj", "uf", "admin", *([] if settings.is_local else ["admin_slack"])]
    for name in wanted:
        if getattr(options, name):
            continue
        if not sys.stdin.isatty():
            raise Invalid("start.option_needed", option="--" + name.replace("_", "-"))
        _write(settings, sys.stdout, [say(f"start.ask.{name}")])
        typed = sys.stdin.readline().strip()
        setattr(options, name, typed.upper() if name == "uf" else typed)


def _find_accounts(settings: Settings, opening: Opening, faults: list[Say]) -> None:
    accounts = Accounts(settings)
    opening.people = [
        replace(each, account=accounts.found(each.account, faults)) for each in opening.people
    ]


def _closing(settings: Settings, name: str, opening: Opening) -> list[Say]:
    """Return what to tell whoever opened it."""
    lines = [say("start.done", name=name, people=len(opening.people))]
    if opening.approvers == 1:
        lines.append(say("start.one_approver", name=opening.people[0].name))
    if settings.is_local:
        lines.append(say("start.local"))
    return [*lines, say("start.next")]


def _write(settings: Settings, to: object, lines: list[Say]) -> None:
    print(*(said(line, settings.language) for line in lines), sep="\n", file=to, flush=True)  # type: ignore[call-overload]
