"""The command line: `python -m bot <command>`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import structlog
from pydantic import ValidationError

from bot import commands, logs
from bot.settings import Settings, shell_language
from bot.supervisor import child
from bot.supervisor.parts import PARTS
from bot.words import said
from domain.kernel.errors import Failure
from domain.kernel.say import Language, Say, say

log = structlog.stdlib.get_logger(__name__)


def main(words: Sequence[str]) -> int:
    """Run the command that `words` name; failures are one sentence on standard error."""
    try:
        settings = Settings()
    except ValidationError as error:
        _tell(said(_wrong(error), shell_language()))
        return 2
    parser = _parser(words, settings.language)
    options = parser.parse_args(words)
    try:
        _log(settings, options)
    except OSError as error:
        home, why = str(settings.home), str(error.strerror)
        _tell(said(say("settings.home_closed", home=home, why=why), settings.language))
        return 1
    if options.supervised:
        child.attach(settings.stop_seconds)
    with logs.request(command=options.command):
        return _run(settings, options)


def _run(settings: Settings, options: argparse.Namespace) -> int:
    try:
        return commands.command(options.command).run(settings, options)
    except Failure as failure:
        _tell(said(failure.say, settings.language))
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception:
        log.exception("command.failed")
        log_file = str(_log_file(settings, options))
        _tell(said(say("command.bug", log=log_file), settings.language))
        return 70


def _parser(words: Sequence[str], language: Language) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    parser.add_argument("--supervised", metavar="PART", default="", help=argparse.SUPPRESS)
    choices = parser.add_subparsers(dest="command", required=True, metavar="command")
    for name in commands.names():
        told = said(say(f"command.{name}"), language)
        choice = choices.add_parser(name, help=told, description=told)
        if name in words:  # the others' libraries stay unread
            commands.command(name).configure(choice)
    return parser


def _log(settings: Settings, options: argparse.Namespace) -> None:
    """Log to a file where a person reads the screen; a service on its own logs to its output."""
    is_service = options.command in {part.words[0] for part in PARTS}
    if is_service and not options.supervised:
        logs.configure(settings.log_level)
    else:
        logs.configure(settings.log_level, file=_log_file(settings, options))


def _log_file(settings: Settings, options: argparse.Namespace) -> Path:
    return settings.home / "logs" / f"{options.supervised or options.command}.log"


def _wrong(error: ValidationError) -> Say:
    first = error.errors()[0]
    name = str(first["loc"][0]).upper() if first["loc"] else ""
    return say("settings.wrong", name=name, why=first["msg"])


def _tell(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
