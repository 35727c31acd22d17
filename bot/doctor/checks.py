"""Every check of the doctor, in the order of its report. A new one is a new row."""

from collections.abc import Callable, Iterator

from bot.doctor import clock, database, files, slack, thinking
from bot.doctor.finding import Finding
from bot.settings import Settings

type Check = Callable[[Settings], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    database.findings,
    files.store,
    files.keys,
    files.room,
    slack.findings,
    thinking.model,
    thinking.ocr,
    clock.findings,
)
