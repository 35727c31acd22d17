"""A web part says when it answers, and finishes what it answers before it stops."""

import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import httpx
import pytest

from bot.supervisor.child import READY
from bot.supervisor.serving import serve
from domain.kernel.errors import Outage

ROOT = Path(__file__).resolve().parents[3]
WEB = """
import asyncio, sys
from bot.supervisor import child
from bot.supervisor.serving import serve

async def app(scope, receive, send):
    if scope["type"] != "http":
        return
    print("asked", flush=True)
    await asyncio.sleep(0.5)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"answered"})

child.attach(5)
serve(app, host="127.0.0.1", port=int(sys.argv[1]), stop_seconds=5)
print("stopped", flush=True)
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    assert isinstance(port, int)
    return port


def test_a_request_in_flight_is_answered_before_it_stops() -> None:
    port = free_port()
    ours, theirs = socket.socketpair()
    with ours, theirs:
        web = subprocess.Popen(
            [sys.executable, "-c", WEB, str(port)],
            cwd=ROOT,
            stdin=theirs.fileno(),
            stdout=subprocess.PIPE,
            text=True,
        )
        with web:
            assert web.stdout is not None
            assert ours.recv(64) == READY
            answers: list[str] = []
            asking = threading.Thread(
                target=lambda: answers.append(httpx.get(f"http://127.0.0.1:{port}/").text)
            )
            asking.start()
            assert web.stdout.readline() == "asked\n"

            web.send_signal(signal.SIGTERM)
            asking.join()

            assert web.stdout.readline() == "stopped\n"
    assert answers == ["answered"]
    assert web.returncode == 0


def test_a_port_in_use_is_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Outage) as failed:
            serve(None, host="127.0.0.1", port=port, stop_seconds=1)

    assert failed.value.say.values["port"] == port
