"""Serves a web application as one part: says when it answers, stops in order when told."""

import signal
import socket
from typing import Any

import uvicorn

from bot.supervisor.child import ready
from domain.kernel.errors import Outage


class _Server(uvicorn.Server):
    """Uvicorn that tells the supervisor when its sockets are open."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Open for requests, then say so."""
        await super().startup(sockets=sockets)
        if self.started:
            ready()


def serve(app: Any, *, host: str, port: int, stop_seconds: int) -> None:
    """Serve the ASGI application until SIGTERM or SIGINT. Raises Outage if the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise Outage("web.port_taken", host=host, port=port, why=str(error.strerror)) from error
    with listening:
        config = uvicorn.Config(
            app,
            log_config=None,  # ours stays
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=max(1, stop_seconds - 2),
        )
        # Uvicorn stops in order, then raises the signal again: by then it has been heeded.
        for told in (signal.SIGTERM, signal.SIGINT):
            signal.signal(told, signal.SIG_IGN)
        _Server(config).run(sockets=[listening])
