"""A model elsewhere that speaks as OpenAI's does, on loopback, and does what a test tells it to.

It keeps every byte it was sent, so that a test can read what really left the house.
"""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

#: Writes one answer; a falsy return closes the connection as it is.
type Turn = Callable[["Answering"], None]


@dataclass(slots=True)
class Elsewhere:
    """The server: what it will do, turn by turn (the last one for ever), and what it was sent."""

    turns: Sequence[Turn]
    url: str = ""
    bodies: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def asked(self) -> int:
        """Return how often it was asked."""
        return len(self.bodies)

    def messages(self) -> list[dict[str, Any]]:
        """Return the messages of the last question."""
        return list(json.loads(self.bodies[-1])["messages"])


class Answering(BaseHTTPRequestHandler):
    """One request to it."""

    protocol_version = "HTTP/1.1"
    elsewhere: Elsewhere

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.elsewhere.bodies.append(body)
        turns = self.elsewhere.turns
        with suppress(ConnectionError):
            turns[min(len(self.elsewhere.bodies), len(turns)) - 1](self)

    def log_message(self, *_words: Any) -> None:
        """Say nothing."""

    def refuse(self, status: int, **headers: str) -> None:
        content = json.dumps({"error": {"message": "no", "type": "x", "code": "x"}}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def begin(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def raw(self, text: str) -> None:
        content = text.encode()
        self.wfile.write(b"%x\r\n%s\r\n" % (len(content), content))
        self.wfile.flush()

    def piece(self, delta: dict[str, Any], finish: str | None = None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        told = {"id": "c", "object": "chat.completion.chunk", "created": 0, "model": "stub"}
        self.raw(f"data: {json.dumps(told | {'choices': [choice]})}\n\n")

    def end(self, finish: str = "stop") -> None:
        self.piece({}, finish)
        self.raw("data: [DONE]\n\n")
        self.wfile.write(b"0\r\n\r\n")


def saying(*pieces: str, finish: str = "stop") -> Turn:
    """Return a turn that answers in words."""

    def turn(answering: Answering) -> None:
        if not json.loads(answering.elsewhere.bodies[-1]).get("stream"):
            whole(answering, "".join(pieces))
            return
        answering.begin()
        for piece in pieces:
            answering.piece({"content": piece})
        answering.end(finish)

    return turn


def whole(answering: Answering, text: str) -> None:
    """Answer in one piece, as it was asked to."""
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": text},
        "finish_reason": "stop",
    }
    told = {"id": "c", "object": "chat.completion", "created": 0, "model": "stub"}
    content = json.dumps(told | {"choices": [choice]}).encode()
    answering.send_response(200)
    answering.send_header("Content-Type", "application/json")
    answering.send_header("Content-Length", str(len(content)))
    answering.end_headers()
    answering.wfile.write(content)


def calling(*calls: tuple[str, str], finish: str = "tool_calls", size: int = 4000) -> Turn:
    """Return a turn that makes calls, each a name and the text of its arguments, in pieces."""

    def turn(answering: Answering) -> None:
        answering.begin()
        for at, (name, arguments) in enumerate(calls):
            head = {"name": name, "arguments": ""}
            call = {"index": at, "id": f"call{at}", "type": "function", "function": head}
            answering.piece({"tool_calls": [call]})
            for start in range(0, len(arguments), size):
                text = {"arguments": arguments[start : start + size]}
                answering.piece({"tool_calls": [{"index": at, "function": text}]})
        answering.end(finish)

    return turn


def refusing(status: int, **headers: str) -> Turn:
    """Return a turn that answers with an error."""
    return lambda answering: answering.refuse(status, **headers)


def breaking_off(text: str, *, politely: bool) -> Turn:
    """Return a turn that says something and is gone, with or without an end of its message."""

    def turn(answering: Answering) -> None:
        answering.begin()
        answering.piece({"content": text})
        if politely:
            answering.wfile.write(b"0\r\n\r\n")
        answering.close_connection = True

    return turn


def stalling(text: str, *, dripping: bool) -> Turn:
    """Return a turn that says something and then nothing, or only that it is still there."""

    def turn(answering: Answering) -> None:
        answering.begin()
        answering.piece({"content": text})
        while not answering.elsewhere.over.wait(0.1):
            if dripping:
                answering.raw(": still there\n\n")

    return turn


@contextmanager
def elsewhere(*turns: Turn) -> Iterator[Elsewhere]:
    """Yield a model server that answers turn by turn."""
    there = Elsewhere(turns)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Ours", (Answering,), {"elsewhere": there}))
    there.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield there
    finally:
        there.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
