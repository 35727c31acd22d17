"""`python -m bot worker turns decisions`: one worker process on the queues that are named."""

import argparse

from bot.build import furnished
from bot.documents.reader import warm
from bot.jobs import tasks
from bot.jobs.task import QUEUES, tasks_in
from bot.jobs.worker import run_worker
from bot.postgres.connect import connected
from bot.settings import Settings
from bot.supervisor.child import ready


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the queues and how many jobs run at once."""
    parser.add_argument("queues", nargs="+", choices=QUEUES)
    parser.add_argument("--concurrency", type=int, default=4)


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Work until told to stop; what runs is finished first."""
    with connected(settings) as addresses, furnished(settings, addresses) as crew:
        if "documents" in options.queues:
            warm(settings.clock())
        run_worker(
            addresses.app,
            options.queues,
            tasks_in(tasks),
            crew,
            concurrency=options.concurrency,
            when_ready=ready,
        )
    return 0
