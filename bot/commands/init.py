"""`python -m bot init`: a real company opens its books, in a database that has none."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from holidays import list_supported_countries
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from stdnum.br import cnpj

from bot.build import house
from bot.settings import Settings
from bot.slack.address import slack_of
from bot.slack.post import poster
from bot.starting.company import open_company
from bot.starting.opening import Member, Sheets, read
from bot.words import said
from domain.kernel.clock import today
from domain.kernel.errors import Invalid
from domain.kernel.say import Say, say
from domain.person.model import Role

_SHEETS = ("people", "accounts", "suppliers", "customers", "titles", "balances")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the company, its first administrator and the sheets."""
    parser.add_argument("--name", help="the company's name")
    parser.add_argument("--cnpj")
    parser.add_argument("--uf", help="its state, such as SP", type=str.upper)
    parser.add_argument("--admin", help="the first administrator's name")
    parser.add_argument("--admin-slack", help="their Slack user id, or their e-mail there")
    for sheet in _SHEETS:
        parser.add_argument(f"--{sheet}", type=Path, metavar="CSV")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Check everything, say all that is wrong, or open the books in one transaction."""
    _ask_for_the_rest(settings, options)
    if not cnpj.is_valid(options.cnpj):
        raise Invalid("start.cnpj_wrong", cnpj=options.cnpj)
    if options.uf not in list_supported_countries()["BR"]:
        raise Invalid("start.uf_wrong", uf=options.uf)
    day = today(settings.clock())
    first = Member(options.admin, options.admin_slack, Role.ADMINISTRATOR, "", day)
    where = Sheets(**{sheet: getattr(options, sheet) for sheet in _SHEETS})
    opening, faults = read(where, first)
    opening.people = [_linked(settings, each, faults) for each in opening.people]
    if faults:
        _write(settings, sys.stderr, [*faults, say("start.nothing_done", faults=len(faults))])
        return 1
    with house(settings) as whole, whole.desk.work() as work:
        open_company(work, options.name, cnpj.compact(options.cnpj), options.uf, opening)
    done = say("start.done", name=options.name, people=len(opening.people))
    _write(settings, sys.stdout, [done, say("start.next")])
    return 0


def _ask_for_the_rest(settings: Settings, options: argparse.Namespace) -> None:
    """Ask at a terminal for what no option told. Raises Invalid where nobody can be asked."""
    for name in ("name", "cnpj", "uf", "admin", "admin_slack"):
        if getattr(options, name):
            continue
        if not sys.stdin.isatty():
            raise Invalid("start.option_needed", option="--" + name.replace("_", "-"))
        _write(settings, sys.stdout, [say(f"start.ask.{name}")])
        typed = sys.stdin.readline().strip()
        setattr(options, name, typed.upper() if name == "uf" else typed)


def _linked(settings: Settings, member: Member, faults: list[Say]) -> Member:
    """Return a person with their Slack user id; an e-mail is looked up where tokens are set."""
    if "@" not in member.account:
        return member
    if settings.is_local:
        faults.append(say("start.no_tokens", email=member.account))
        return member
    slack = slack_of(settings)
    client: WebClient = poster(slack.bot_token, slack.api_url)
    try:
        found = client.users_lookupByEmail(email=member.account)
    except SlackApiError as failed:
        why = str(failed.response["error"])
        faults.append(say("start.email_unknown", email=member.account, why=why))
        return member
    return replace(member, account=str(found["user"]["id"]))


def _write(settings: Settings, to: object, lines: list[Say]) -> None:
    print(*(said(line, settings.language) for line in lines), sep="\n", file=to, flush=True)  # type: ignore[call-overload]
