"""What people do on the page: say, edit, react, press, submit, open, run, stop."""

from collections.abc import Awaitable, Callable

from fastapi import APIRouter, Request

from bot.workspace.acts.command import command, shortcut
from bot.workspace.acts.home import open_app, stop
from bot.workspace.acts.marks import react, read_up_to
from bot.workspace.acts.modal import close, submit
from bot.workspace.acts.press import Pressed, ask_options, press
from bot.workspace.acts.reach import person, visible_channel, visible_message
from bot.workspace.acts.say import delete, edit, say
from bot.workspace.apps.line import Answer
from bot.workspace.local.asked import Asked, from_body
from bot.workspace.local.errors import said
from bot.workspace.wire import Json
from bot.workspace.workspace import Workspace
from bot.workspace.world.messages import shape
from bot.workspace.world.views import stack_of, view_shape

type Act = Callable[[Asked], Awaitable[Json]]


class Doing:
    """Carries out what a person does, and answers how it went."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.routes = APIRouter(prefix="/local")
        acts: dict[str, Act] = {
            "/say": self.say,
            "/prompt": self.prompt,
            "/edit": self.edit,
            "/delete": self.delete,
            "/react": self.react,
            "/read": self.read,
            "/action": self.action,
            "/options": self.options,
            "/submit": self.submit,
            "/close": self.close,
            "/home": self.home,
            "/command": self.command,
            "/shortcut": self.shortcut,
            "/stop": self.stop,
        }
        for path, act in acts.items():
            self.routes.add_api_route(path, _answering(act), methods=["POST"])

    async def say(self, asked: Asked) -> Json:
        with self._workspace.work() as work:
            message = say(
                work, asked.who, asked.text("channel"), asked.maybe("text"),
                thread_ts=asked.maybe("thread_ts"), broadcast=asked.flag("broadcast"),
            )  # fmt: skip
            return {"message": shape(message)}

    async def prompt(self, asked: Asked) -> Json:
        fields = asked.fields | {"text": asked.text("message")}
        return await self.say(Asked(fields))

    async def edit(self, asked: Asked) -> Json:
        with self._workspace.work() as work:
            message = edit(
                work, asked.who, asked.text("channel"), asked.text("ts"), asked.text("text")
            )
            return {"message": shape(message)}

    async def delete(self, asked: Asked) -> Json:
        with self._workspace.work() as work:
            delete(work, asked.who, asked.text("channel"), asked.text("ts"))
        return {}

    async def react(self, asked: Asked) -> Json:
        with self._workspace.work() as work:
            who = person(work, asked.who)
            channel = visible_channel(work, who, asked.text("channel"))
            message = visible_message(work, who, channel, asked.text("ts"))
            name = asked.text("name").strip(":")
            react(work, channel, message, who.id, name, on=asked.flag("on", default=True))
        return {}

    async def read(self, asked: Asked) -> Json:
        with self._workspace.work() as work:
            who = person(work, asked.who)
            channel = visible_channel(work, who, asked.text("channel"))
            read_up_to(work, channel, who.id, asked.text("ts"))
        return {}

    async def action(self, asked: Asked) -> Json:
        answer, line = await press(self._workspace, _pressed(asked))
        return self._outcome(asked.who, answer, line.app_id, line.app_name)

    async def options(self, asked: Asked) -> Json:
        return await ask_options(self._workspace, _pressed(asked), asked.maybe("query"))

    async def submit(self, asked: Asked) -> Json:
        done = await submit(self._workspace, asked.who, asked.text("view"), asked.shape("state"))
        answer: Json = {"outcome": done.outcome} | self._modals(asked.who)
        if done.errors:
            answer["errors"] = done.errors
        if done.outcome in ("not_acked", "not_delivered"):
            code = "bad_answer" if done.why else done.outcome
            answer["say"] = said(code, self._locale(asked.who), app=done.app_name, why=done.why)
        return answer

    async def close(self, asked: Asked) -> Json:
        view, everything = asked.text("view"), asked.flag("all")
        answers = await close(self._workspace, asked.who, view, everything=everything)
        outcome = answers[-1].outcome if answers else "acked"
        return {"outcome": outcome} | self._modals(asked.who)

    async def home(self, asked: Asked) -> Json:
        with self._workspace.work() as work:
            tab = "home" if asked.maybe("tab") != "messages" else "messages"
            looking_at = asked.maybe("channel") or None
            view, channel = open_app(work, asked.who, asked.text("app"), tab, looking_at)
            return {"view": view if tab == "home" else None, "channel": channel.id}

    async def command(self, asked: Asked) -> Json:
        answer, line = await command(
            self._workspace, asked.who, asked.text("channel"), asked.text("text")
        )
        return self._outcome(asked.who, answer, line.app_id, line.app_name)

    async def shortcut(self, asked: Asked) -> Json:
        answer, line = await shortcut(
            self._workspace, asked.who, asked.text("callback_id"), asked.maybe("channel"),
            asked.maybe("ts"),
        )  # fmt: skip
        return self._outcome(asked.who, answer, line.app_id, line.app_name)

    async def stop(self, asked: Asked) -> Json:
        with self._workspace.work() as work:
            stop(work, asked.who, asked.text("channel"), asked.text("thread_ts"))
        return {}

    def _outcome(self, who: str, answer: Answer, app_id: str, app_name: str) -> Json:
        """Say how the app took it; a person whose click was lost is told so in their stream too."""
        shown: Json = {"outcome": answer.outcome} | self._modals(who)
        if answer.outcome != "acked":
            words = said(answer.outcome, self._locale(who), app=app_name)
            shown["say"] = words
            event = {"type": "problem", "problem": answer.outcome, "say": words, "app": app_id}
            with self._workspace.work() as work:
                work.tell([person(work, who).id], event)
        return shown

    def _modals(self, user_id: str) -> Json:
        with self._workspace.work() as work:
            who = person(work, user_id)
            return {"modals": [view_shape(work, view) for view in stack_of(work, who.id)]}

    def _locale(self, user_id: str) -> str:
        with self._workspace.work() as work:
            return person(work, user_id).locale


def _pressed(asked: Asked) -> Pressed:
    return Pressed(
        asked.who, asked.shape("at"), asked.text("block_id"), asked.text("action_id"),
        asked.shape("choice"), asked.shape("state"),
    )  # fmt: skip


def _answering(act: Act) -> Callable[[Request], Awaitable[Json]]:
    async def answer(request: Request) -> Json:
        return {"ok": True} | await act(await from_body(request))

    return answer
