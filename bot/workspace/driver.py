"""A human for tests: acts on the workspace as one person, and waits for what comes, without sleeping.

ana = Human("http://127.0.0.1:8900", as_="ana")
asked = ana.say(ana.dm("Retaguarda"), "quanto temos em caixa?")
answer = ana.wait_for_reply(asked, containing="R$")
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any, Self

import httpx

from bot.workspace.answers import choice_for
from bot.workspace.seen import Post, Surface, Window, element_named, option_named
from bot.workspace.wire import Json

SECONDS = 10.0


class Refusal(Exception):  # noqa: N818  it is the workspace that refuses, not an error of ours
    """The workspace did not let the person do that; `code` says why."""

    def __init__(self, answer: Json) -> None:
        super().__init__(f"{answer.get('error')}: {answer.get('say')}")
        self.code = str(answer.get("error"))


class Human:
    """One person in front of the workspace."""

    def __init__(self, base_url: str, as_: str, *, seconds: float = SECONDS) -> None:
        self._http = httpx.Client(base_url=base_url, timeout=60)
        self._seconds = seconds
        self._typed: dict[str, Json] = {}
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
        self._http.close()

    # What one sees

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
        for each in [*self.thread(post), *self.history(post.channel)]:
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

    # What one does

    def say(self, channel: str, text: str, *, thread: Post | None = None) -> Post:
        """Write a message, in a thread if given. A text that starts with / is a command's business."""
        thread_ts = thread.thread_ts if thread else None
        answer = self._post("say", channel=channel, text=text, thread_ts=thread_ts)
        return Post(channel, answer["message"])

    def upload(
        self,
        channel: str,
        files: Sequence[Path | tuple[str, bytes]],
        text: str = "",
        *,
        thread: Post | None = None,
    ) -> Post:
        """Drop files into a conversation, with a comment."""
        fields = {"as": self.id, "channel": channel, "text": text}
        if thread is not None:
            fields["thread_ts"] = thread.thread_ts
        answer = self._send("upload", data=fields, files=_parts(files))
        return Post(channel, answer["message"])

    def attach(self, files: Sequence[Path | tuple[str, bytes]]) -> list[str]:
        """Bring files for a form's file input and return their ids."""
        answer = self._send("attach", data={"as": self.id}, files=_parts(files))
        return [str(each["id"]) for each in answer["files"]]

    def edit(self, post: Post, text: str) -> Post:
        answer = self._post("edit", channel=post.channel, ts=post.ts, text=text)
        return Post(post.channel, answer["message"])

    def delete(self, post: Post) -> None:
        self._post("delete", channel=post.channel, ts=post.ts)

    def react(self, post: Post, name: str, *, on: bool = True) -> None:
        self._post("react", channel=post.channel, ts=post.ts, name=name, on=on)

    def click(self, surface: Surface, name: str) -> Json:
        """Press a button by its words or action id; the answer's `outcome` says how it went."""
        block_id, element = element_named(surface, name)
        choice: Json = {}
        if element["type"] == "feedback_buttons":
            sides = (element["positive_button"], element["negative_button"])
            choice = {"value": next(b["value"] for b in sides if b["text"]["text"] == name)}
        return self._act(surface, block_id, element["action_id"], choice)

    def choose(self, surface: Surface, name: str, value: Any) -> Json:
        """Pick something in a menu or picker that speaks at once."""
        block_id, element = element_named(surface, name)
        return self._act(surface, block_id, element["action_id"], choice_for(element, value))

    def options(self, surface: Surface, name: str, query: str) -> list[Json]:
        """Type into an external select and return what the app offers."""
        block_id, element = element_named(surface, name)
        answer = self._post(
            "options", at=surface.at, block_id=block_id, action_id=element["action_id"], query=query
        )
        return list(answer.get("options", []))

    def choose_offered(self, surface: Surface, name: str, query: str, wanted: str) -> Json:
        """Search an external select and pick one of the options that the app offers."""
        offered = self.options(surface, name, query)
        return self.choose(surface, name, option_named({"options": offered}, wanted))

    def fill_in(self, window: Window, **values: Any) -> None:
        """Fill in inputs of a modal, by label, block id or action id; sent with `submit`.

        Names that are no Python words go in as `**{"Valor (R$)": "12,50"}`.
        """
        typed = self._typed.setdefault(window.id, {})
        for name, value in values.items():
            block_id, element = element_named(window, name)
            typed.setdefault(block_id, {})[element["action_id"]] = choice_for(element, value)

    def submit(self, window: Window) -> Json:
        """Send a modal; `outcome` says what became of it, `errors` what is wrong with it."""
        answer = self._post("submit", view=window.id, state=self._typed.get(window.id, {}))
        if answer["outcome"] != "errors":
            self._typed.pop(window.id, None)
        return answer

    def close(self, window: Window, *, everything: bool = False) -> Json:
        return self._post("close", view=window.id, all=everything)

    def open_home(self, app: str, *, looking_at: str | None = None) -> Window | None:
        """Open the app's Home tab; the app hears of it."""
        answer = self._post("home", app=self._app(app), tab="home", channel=looking_at)
        return Window(answer["view"]) if answer["view"] else None

    def open_dm(self, app: str, *, looking_at: str | None = None) -> str:
        """Open the app's messages tab; the app hears of it. Returns the DM."""
        answer = self._post("home", app=self._app(app), tab="messages", channel=looking_at)
        return str(answer["channel"])

    def command(self, channel: str, text: str) -> Json:
        return self._post("command", channel=channel, text=text)

    def shortcut(self, callback_id: str, post: Post | None = None) -> Json:
        """Run a global shortcut, or a message shortcut on `post`."""
        where = {"channel": post.channel, "ts": post.ts} if post else {}
        return self._post("shortcut", callback_id=callback_id, **where)

    def stop(self, post: Post) -> None:
        """Press Stop on the answer that runs in this thread."""
        self._post("stop", channel=post.channel, thread_ts=post.thread_ts)

    # Waiting

    def wait_for[T](self, look: Callable[[], T | None], seconds: float | None = None) -> T:
        """Return what `look` finds, looking again whenever something happens to this person.

        Raises TimeoutError when it finds nothing in time.
        """
        until = monotonic() + (seconds or self._seconds)
        with self._heard(until) as events:
            while True:
                try:
                    found = look()
                except LookupError:
                    found = None
                if found:
                    return found
                try:
                    next(events)
                except (StopIteration, httpx.TimeoutException):
                    raise TimeoutError("it did not happen in time") from None

    def wait_for_post(
        self,
        channel: str,
        containing: str,
        *,
        after: Post | None = None,
        seconds: float | None = None,
    ) -> Post:
        """Return the newest root message with these words, once it is there."""

        def look() -> Post | None:
            since = after.ts if after else ""
            there = [p for p in self.history(channel) if p.ts > since and containing in p.words]
            return there[-1] if there else None

        return self.wait_for(look, seconds)

    def wait_for_reply(
        self, post: Post, containing: str = "", *, seconds: float | None = None
    ) -> Post:
        """Return the newest reply by somebody else with these words, finished if it is streamed."""

        def look() -> Post | None:
            replies = [
                each
                for each in self.thread(post)[1:]
                if each.ts > post.ts and each.user != self.id and containing in each.words
                and each.body.get("streaming_state") != "in_progress"
            ]  # fmt: skip
            return replies[-1] if replies else None

        return self.wait_for(look, seconds)

    def wait_for_modal(self, containing: str = "", *, seconds: float | None = None) -> Window:
        """Return the modal on top, once one with these words (in title or content) is open."""

        def look() -> Window | None:
            window = self.modal()
            return window if containing in f"{window.title}\n{window.words}" else None

        return self.wait_for(look, seconds)

    def wait_for_home(
        self, app: str, containing: str = "", *, seconds: float | None = None
    ) -> Window:
        """Return the app's Home tab, once it has these words."""

        def look() -> Window | None:
            window = self.home(app)
            return window if window and containing in window.words else None

        return self.wait_for(look, seconds)

    # Beneath

    def _act(self, surface: Surface, block_id: str, action_id: str, choice: Json) -> Json:
        state = self._typed.get(surface.id, {}) if isinstance(surface, Window) else {}
        return self._post(
            "action", at=surface.at, block_id=block_id, action_id=action_id,
            choice=choice, state=state,
        )  # fmt: skip

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


def _parts(files: Sequence[Path | tuple[str, bytes]]) -> list[tuple[str, tuple[str, bytes]]]:
    return [
        ("file", (each.name, each.read_bytes()) if isinstance(each, Path) else each)
        for each in files
    ]


def _checked(response: httpx.Response) -> Json:
    answer: Json = response.json()
    if not answer.get("ok"):
        raise Refusal(answer)
    return answer
