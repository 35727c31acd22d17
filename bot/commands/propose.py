"""`propose` asks for one action from the command line, as a person: it files a draft, no more."""

import argparse
import sys

from sqlalchemy import select

from bot.build import house
from bot.settings import Settings
from bot.tour.ledger_lines import Statement
from bot.typed import wire_day, wire_money
from bot.words import said
from domain.db.base import folded
from domain.kernel.errors import Invalid
from domain.kernel.say import Language, say
from domain.person.model import Person
from domain.proposal.model import Proposal


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the action, its arguments as `name=value`, and who asks."""
    parser.add_argument("action")
    parser.add_argument("arguments", nargs="*", metavar="name=value")
    parser.add_argument("--as", dest="who", required=True, metavar="person")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """File the proposal and print its effect; its card goes to Slack by a job."""
    raw = dict(_pair(each, settings.language) for each in options.arguments)
    with house(settings) as whole:
        with whole.desk.read() as read:
            found = select(Person.id).where(Person.search == folded(options.who))
            by = read.session.scalar(found)
        if by is None:
            raise Invalid("propose.no_such_person", name=options.who)
        number = whole.gate.propose(options.action, raw, by=by)
        with whole.desk.read() as read:
            proposal = read.session.get_one(Proposal, number)
            told = say("propose.filed", proposal=number, digest=proposal.digest)
            effect = Statement(whole.book, settings.language).lines_of(proposal.effect)
            lines = [said(told, settings.language), *effect]
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 0


def _pair(text: str, language: Language) -> tuple[str, str | int]:
    name, found, value = text.partition("=")
    if not found:
        raise Invalid("propose.not_a_pair", text=text)
    whole = name in {"days", "due_in_days", "entry"} and value.isascii() and value.isdigit()
    if name == "amount":
        value = wire_money(value, language)
    return name, int(value) if whole else wire_day(value)
