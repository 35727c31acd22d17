"""The desk's web application: which address leads to which room, and what a stranger hears."""

from collections.abc import Callable

import structlog
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from bot.desk.door import Door
from bot.desk.rooms import Rooms, StrangerError
from bot.desk.sheets import HERE
from bot.documents.quarantine import Reader
from domain.db.work import Desk
from domain.kernel.say import Phrasebook
from domain.office.document.store import Store

log = structlog.stdlib.get_logger(__name__)


def build(desk: Desk, book: Phrasebook, address: str, store: Store, reader: Reader) -> FastAPI:
    """Return the desk's application; `address` is where people reach it."""
    rooms = Rooms(desk, book, address, store, reader)
    app = FastAPI(title="Retaguarda", openapi_url=None)
    app.add_middleware(Door, address=address, turned_away=rooms.sheets.turned_away)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.add_api_route("/health", lambda: JSONResponse({"ok": True}), methods=["GET"])
    ways: tuple[tuple[str, str, Callable[..., Response]], ...] = (
        ("GET", "/r/{secret}", rooms.landing),
        ("POST", "/r/{secret}", rooms.entered),
        ("POST", "/leave", rooms.left),
        ("GET", "/records/{table}/{number}", rooms.record),
        ("GET", "/documents/{number}/pages/{page}", rooms.picture),
        ("GET", "/documents/{number}/original", rooms.whole),
    )
    for method, path, answer in ways:
        app.add_api_route(path, answer, methods=[method], response_model=None)

    @app.exception_handler(StrangerError)
    def stranger(request: Request, _error: Exception) -> Response:
        return rooms.failed(request, "stranger", 401)

    @app.exception_handler(HTTPException)
    def unknown(request: Request, error: HTTPException) -> Response:
        return rooms.nothing(request, error.status_code)

    @app.exception_handler(Exception)
    def bug(request: Request, error: Exception) -> Response:
        log.error("desk.failed", kind=type(error).__name__)
        return rooms.failed(request, "bug", 500)

    return app
