"""An app without an app: the official socket client that writes down what it hears and answers as told."""

import queue
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from tests.support.workspace import Running

type Payload = dict[str, Any]
#: Returns what to acknowledge with; None keeps silent.
type Answer = Callable[[SocketModeRequest], Payload | None]


def acknowledge(_request: SocketModeRequest) -> Payload | None:
    return {}


class Ear:
    """What an app heard, in order, and its client for calls."""

    def __init__(self, slack: Running, answer: Answer) -> None:
        self.web = WebClient(slack.bot_token, base_url=slack.api)
        self.answer = answer
        self._heard: queue.Queue[SocketModeRequest] = queue.Queue()
        self.socket = SocketModeClient(
            slack.app_token, web_client=WebClient(base_url=slack.api), ping_interval=30,
            concurrency=1,  # what is heard stays in order
        )  # fmt: skip
        self.socket.socket_mode_request_listeners.append(self._hear)

    def next(self, kind: str, seconds: float = 5, **fields: Any) -> Payload:
        """Return the next payload of that type (event type, or `block_actions` and so on)."""
        return self.envelope(kind, seconds, **fields).payload

    def event(self, kind: str, seconds: float = 5, **fields: Any) -> Payload:
        """Return the next inner event of that type with these fields."""
        event: Payload = self.next(kind, seconds, **fields)["event"]
        return event

    def envelope(self, kind: str, seconds: float = 5, **fields: Any) -> SocketModeRequest:
        """Return the next request of that type; what comes before it is let go."""
        while True:
            request = self._heard.get(timeout=seconds)
            body = request.payload.get("event", request.payload)
            said = body.get("command") if request.type == "slash_commands" else body.get("type")
            if said == kind and all(body.get(key) == value for key, value in fields.items()):
                return request

    def hears_nothing(self, kind: str, seconds: float = 0.3) -> bool:
        """Whether nothing of that type comes for a while."""
        try:
            self.envelope(kind, seconds)
        except queue.Empty:
            return True
        return False

    def leave(self) -> None:
        """Close the socket; the pong wakes the client's reader, which would sit out its 3 seconds."""
        self.socket.current_session_state.terminated = True
        if self.socket.current_session is not None:
            self.socket.current_session.ping("bye")
        self.socket.close()

    def _hear(self, client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        payload = self.answer(request)
        if payload is not None:
            response = SocketModeResponse(request.envelope_id, payload or None)
            client.send_socket_mode_response(response)
        self._heard.put(request)


@contextmanager
def listening(slack: Running, answer: Answer = acknowledge) -> Iterator[Ear]:
    """Yield a connected ear."""
    ear = Ear(slack, answer)
    ear.socket.connect()
    try:
        yield ear
    finally:
        ear.leave()


def refused(call: Callable[..., Any], **arguments: Any) -> str:
    """Return the code with which Slack's API refuses `call`."""
    with pytest.raises(SlackApiError) as caught:
        call(**arguments)
    return str(caught.value.response["error"])
