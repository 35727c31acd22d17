"""A task is what a worker does with a job. Each is found by the name of the jobs it does.

Tasks live in `bot/jobs/tasks/`, one file per room; a file holds `TASKS`. Adding one changes nothing
else. `crew` is whatever the composition root builds for workers: the desk, Slack, the store.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from domain.kernel.errors import Failure
from domain.outbox.job import Json

#: What workers ask for, each scaled apart: reading documents is the expensive one.
QUEUES = ("turns", "decisions", "documents", "outside", "reports")


@dataclass(frozen=True, slots=True)
class Task:
    """Does the jobs called `name`.

    `run` must be repeatable: a killed worker's job is run again. `closed` hears of a job that ends
    without success: the failure, or None for a bug of ours. `every` is a cron line (five fields)
    for work that nobody files.
    """

    name: str
    queue: str
    run: Callable[[Any, Mapping[str, Json]], None]
    closed: Callable[[Any, Mapping[str, Json], Failure | None], None] | None = None
    every: str = ""


def tasks_in(package: ModuleType) -> tuple[Task, ...]:
    """Return the tasks of every module in `package`. Raises ValueError for a name done twice."""
    modules = (
        importlib.import_module(f"{package.__name__}.{found.name}")
        for found in pkgutil.iter_modules(package.__path__)
    )
    return checked(task for module in modules for task in module.TASKS)


def checked(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """Return `tasks` if their names differ and their queues exist."""
    found: dict[str, Task] = {}
    for task in tasks:
        if task.name in found:
            raise ValueError(f"{task.name} is done by two tasks")
        if task.queue not in QUEUES:
            raise ValueError(f"{task.name} waits in {task.queue}, which no worker asks for")
        found[task.name] = task
    return tuple(found.values())
