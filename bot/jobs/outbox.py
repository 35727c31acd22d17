"""The outbox: files jobs on the connection of the business transaction, so that both commit or none.

No queueing lock is used: its error would abort the transaction.
"""

from collections.abc import Sequence
from typing import Any

from procrastinate import App, PsycopgConnector
from sqlalchemy.orm import Session

from bot.logs import current_request
from domain.outbox import Job


class ProcrastinateOutbox:
    """Files jobs in Procrastinate's tables. Holds no connection of its own."""

    def __init__(self) -> None:
        self._queue = App(connector=PsycopgConnector())

    def defer(self, session: Session, jobs: Sequence[Job]) -> None:
        """File `jobs`, each with the id of the request that made it necessary."""
        connection = session.connection().connection.driver_connection
        request_id = current_request()
        for job in jobs:
            arguments: Any = dict(job.arguments)
            self._queue.configure_task(
                job.name,
                queue=job.queue,
                lock=job.lock,
                allow_unknown=True,
                connection=connection,
            ).defer(request_id=request_id, arguments=arguments)
