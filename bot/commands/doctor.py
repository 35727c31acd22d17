"""`python -m bot doctor`: what is there, what is not, and what to do about it."""

import argparse
import sys

from bot.doctor.checks import CHECKS
from bot.doctor.finding import Finding, Verdict
from bot.postgres.embedded import DATABASE
from bot.postgres.roles import recipe
from bot.settings import Settings
from bot.words import said
from domain.kernel.say import say


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the recipe for an administrator."""
    parser.add_argument(
        "--roles", action="store_true", help="print the SQL that makes the database roles"
    )


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Print a line for each finding; return 1 if one is in the way."""
    if options.roles:
        sys.stdout.write(recipe(DATABASE))
        return 0
    is_well = True
    for check in CHECKS:
        for finding in check(settings):
            is_well = is_well and finding.verdict is not Verdict.BAD
            _print(settings, finding)
    closing = "doctor.well" if is_well else "doctor.not_well"
    sys.stdout.write(f"{said(say(closing), settings.language)}\n")
    return 0 if is_well else 1


def _print(settings: Settings, finding: Finding) -> None:
    verdict = said(say(f"doctor.verdict.{finding.verdict}"), settings.language)
    sys.stdout.write(f"{verdict:<8}{said(finding.say, settings.language)}\n")
    sys.stdout.flush()
