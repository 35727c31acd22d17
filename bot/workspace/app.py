"""The local workspace as a web application: Slack's API, its sockets, its files, and the page."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request, WebSocket
from fastapi.responses import FileResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from sqlalchemy import select

from bot.workspace.acts.expiry import resume_streams
from bot.workspace.acts.schedule import resume_scheduled
from bot.workspace.api.bytes import FileBytes
from bot.workspace.api.router import WebApi
from bot.workspace.apps.responses import Responses
from bot.workspace.door import Door
from bot.workspace.local.doing import Doing
from bot.workspace.local.errors import LocalError, said
from bot.workspace.local.files import LocalFiles
from bot.workspace.local.frame import Frame
from bot.workspace.local.reading import Reading
from bot.workspace.local.tools import Tools
from bot.workspace.pace import Pace
from bot.workspace.tables import Person
from bot.workspace.workspace import Workspace
from domain.kernel.clock import Clock

PAGE = Path(__file__).parent / "page"
# The page carries no inline script or style and loads nothing from anywhere else.
POLICY = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none';"
    " form-action 'self'"
)


def build(
    database_url: str,
    clock: Clock,
    *,
    address: str,
    samples: Path | None = None,
    pace: Pace | None = None,
) -> FastAPI:
    """Return the workspace's application; `app.state.workspace` is the workspace itself.

    `address` is where it will be reached (`http://127.0.0.1:8900`); `samples` a folder of files at hand.
    """
    workspace = Workspace.opened(database_url, clock, address=address, pace=pace)

    @asynccontextmanager
    async def living(_app: FastAPI) -> AsyncIterator[None]:
        workspace.courier.resume()
        resume_streams(workspace)
        resume_scheduled(workspace)
        yield
        await workspace.close()

    app = FastAPI(title="Local Slack workspace", lifespan=living, openapi_url=None)
    app.state.workspace = workspace
    app.add_middleware(Door)
    app.add_exception_handler(LocalError, _refusal)
    parts = (
        WebApi(workspace), FileBytes(workspace), Responses(workspace), Frame(workspace),
        Reading(workspace), Doing(workspace), LocalFiles(workspace, samples), Tools(workspace),
    )  # fmt: skip
    for part in parts:
        app.include_router(part.routes)

    @app.websocket("/link/")
    async def link(socket: WebSocket) -> None:
        await workspace.sockets.serve(socket)

    _add_page(app)
    return app


def _add_page(app: FastAPI) -> None:
    @app.get("/", include_in_schema=False)
    async def page() -> FileResponse:
        headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"}
        return FileResponse(PAGE / "index.html", headers=headers)

    app.mount("/static", StaticFiles(directory=PAGE, check_dir=False), name="page")


async def _refusal(request: Request, error: Exception) -> JSONResponse:
    """Answer a refusal with its code and one sentence in the acting person's language."""
    if not isinstance(error, LocalError):  # pragma: no cover  registered for LocalError only
        raise error
    locale = "pt-BR"
    with request.app.state.workspace.work() as work:
        who = request.query_params.get("as", "")
        found = work.session.scalar(select(Person).where(Person.id == who))
        if found is not None:
            locale = found.locale
    words = said(error.code, locale, **error.values)
    return JSONResponse({"ok": False, "error": error.code, "say": words}, error.status)
