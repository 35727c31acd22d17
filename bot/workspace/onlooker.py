"""What a human sees in the workspace: conversations, windows, and the moment something happens."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from types import TracebackType
from typing import Any, Self

import httpx

from bot.workspace.seen import Post, Window
from bot.workspace.wire import Json

SECONDS = 10.0


class Refusal(Exception):
    """The workspace did not let the person do that; `code` says why."""

    def __init__(self, answer: Json) -> None:
        super().__init__(f"{answer.get('error')}: {answer.get('say')}")
        self.code = str(answer.get("error"))


class Onlooker:
    """One person who looks at the workspace."""

    def __init__(self, base_url: str, as_: str, *, seconds: float = SECONDS) -> None:
        self._http = httpx.Client(base_url=base_url, timeout=60, trust_env=False)
        self._seconds = seconds
        people = self._http.get("/local/people").json()["people"]
        named = [each for each in people if as_ in (each["name"], each["id"], each["real_name"])]
        if not named:
            raise LookupError(f"nobody is called {as_!r}; there is {[p['name'] for p in people]}")
        self.id = str(named[0]["id"])
        self.name = str(named[0]["name"])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close_page()

    def close_page(self) -> None:
        """Go away; nothing else can be done afterwards."""
        self._http.close()

    def state(self) -> Json:
        """Return the frame of the page: people, apps, channels, DMs, modals."""
        return self._get("state")

    def dm(self, other: str) -> str:
        """Return the DM with a person or an app, by name."""
        state = self.state()
        for app in state["apps"]:
            if other in (app["name"], app["id"], app["user"]):
                return str(app["dm"])
        for each in state["people"]:
            if other in (each["name"], each["real_name"], each["id"]):
                return str(self._post("dm", user=each["id"])["channel"])
        raise LookupError(f"no app or person called {other!r}")

    def history(self, channel: str) -> list[Post]:
        """Return the conversation, oldest first, this person's private messages included."""
        answer = self._get("history", channel=channel, ephemeral="1", limit="200")
        return [Post(channel, body) for body in answer["messages"]]

    def thread(self, post: Post) -> list[Post]:
        """Return the thread a post is in, its root first."""
        answer = self._get("thread", channel=post.channel, ts=post.thread_ts)
        return [Post(post.channel, body) for body in answer["messages"]]

    def thread_state(self, post: Post) -> Json:
        """Return status, prompts and session around a thread."""
        answer = self._get("thread", channel=post.channel, ts=post.thread_ts)
        return dict(answer["thread_state"])

    def look_again(self, post: Post) -> Post:
        """Return the post as it is now. Raises LookupError when it is gone."""
        try:
            around = self.thread(post)
        except Refusal:
            around = []  # its thread is gone; an ephemeral one may stand in the history
        for each in [*around, *self.history(post.channel)]:
            if each.ts == post.ts:
                return each
        raise LookupError(f"{post.ts} is gone")

    def modals(self) -> list[Window]:
        """Return the open modals, the top one last."""
        return [Window(body) for body in self.state()["modals"]]

    def modal(self) -> Window:
        """Return the modal on top. Raises LookupError when none is open."""
        if not (open_now := self.modals()):
            raise LookupError("no modal is open")
        return open_now[-1]

    def home(self, app: str) -> Window | None:
        """Return the app's Home tab as it stands, without opening it."""
        view = self._get("home", app=self._app(app))["view"]
        return Window(view) if view else None

    def _app(self, name: str) -> str:
        for app in self.state()["apps"]:
            if name in (app["name"], app["id"]):
                return str(app["id"])
        raise LookupError(f"no app called {name!r}")

    def _get(self, path: str, **query: str) -> Json:
        return _checked(self._http.get(f"/local/{path}", params={"as": self.id} | query))

    def _post(self, path: str, **fields: Any) -> Json:
        return _checked(self._http.post(f"/local/{path}", json={"as": self.id} | fields))

    def _send(self, path: str, **parts: Any) -> Json:
        return _checked(self._http.post(f"/local/{path}", **parts))

    @contextmanager
    def _heard(self, until: float) -> Iterator[Iterator[Json]]:
        """Open this person's live stream and yield its events until the time is over."""
        timeout = httpx.Timeout(60, read=max(until - monotonic(), 0.01))
        query = {"as": self.id}
        with self._http.stream("GET", "/local/events", params=query, timeout=timeout) as stream:
            lines = stream.iter_lines()
            next(lines)  # the stream's greeting: from here on nothing is missed

            def events() -> Iterator[Json]:
                for line in lines:
                    if monotonic() > until:
                        return
                    if line.startswith("data: "):
                        yield json.loads(line.removeprefix("data: "))

            yield events()


def _checked(response: httpx.Response) -> Json:
    answer: Json = response.json()
    if not answer.get("ok"):
        raise Refusal(answer)
    return answer
