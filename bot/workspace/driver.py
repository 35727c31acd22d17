"""A human for tests: acts on the workspace as one person, and waits for what comes, without sleeping.

ana = Human("http://127.0.0.1:8900", as_="ana")
asked = ana.say(ana.dm("Retaguarda"), "quanto temos em caixa?")
answer = ana.wait_for_reply(asked, containing="R$")
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

import httpx

from bot.workspace.answers import choice_for
from bot.workspace.onlooker import SECONDS, Onlooker, Refusal
from bot.workspace.seen import Post, Surface, Window, element_named, option_named
from bot.workspace.wire import Json

__all__ = ["Human", "Post", "Refusal", "Window"]


class Human(Onlooker):
    """One person in front of the workspace."""

    def __init__(self, base_url: str, as_: str, *, seconds: float = SECONDS) -> None:
        super().__init__(base_url, as_, seconds=seconds)
        self._typed: dict[str, Json] = {}

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

    def wait_for_change(self, post: Post, containing: str, *, seconds: float | None = None) -> Post:
        """Return the same post, once it reads so."""

        def look() -> Post | None:
            now = self.look_again(post)
            return now if containing in now.words else None

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

    def _act(self, surface: Surface, block_id: str, action_id: str, choice: Json) -> Json:
        state = self._typed.get(surface.id, {}) if isinstance(surface, Window) else {}
        return self._post(
            "action", at=surface.at, block_id=block_id, action_id=action_id,
            choice=choice, state=state,
        )  # fmt: skip


def _parts(files: Sequence[Path | tuple[str, bytes]]) -> list[tuple[str, tuple[str, bytes]]]:
    return [
        ("file", (each.name, each.read_bytes()) if isinstance(each, Path) else each)
        for each in files
    ]
