"""The desk's web application: a door, a page for each record, and the paper it rests on."""

import re
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import structlog
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException

from bot.desk.door import Door
from bot.desk.page import page_of
from bot.documents.picture import picture_of
from bot.documents.quarantine import Reader
from domain.audit.tags import Tag
from domain.db.work import Desk, Read
from domain.kernel.errors import Failure, Invalid, Outage, Refused
from domain.kernel.ids import DocumentId
from domain.kernel.say import Language, Phrasebook, say
from domain.office.document.model import Document
from domain.office.document.service import original
from domain.office.document.store import Store
from domain.visit.model import Visit
from domain.visit.service import LASTS, enter, leave, link_of, opens, visit_of
from ingest.sniff import sniff

HERE = Path(__file__).parent
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
_NUMBER = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)
log = structlog.stdlib.get_logger(__name__)


class StrangerError(Exception):
    """Nobody is known to visit."""


class Rooms:
    """The pages. `store` and `reader` open the papers."""

    def __init__(
        self, desk: Desk, book: Phrasebook, address: str, store: Store, reader: Reader
    ) -> None:
        self._desk, self._book, self._store, self._reader = desk, book, store, reader
        self._secure = address.startswith("https:")
        self._cookie = "__Host-retaguarda" if self._secure else "retaguarda_desk"
        self._pages = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def shown(
        self, template: str, language: Language, *, status: int = 200, **values: Any
    ) -> HTMLResponse:
        """Return a page of ours; every value is escaped."""

        def t(key: str, **more: Any) -> str:
            return self._book.render(say(key, **more), language)

        words = {"t": t, "language": str(language), "who": None, **values}
        return HTMLResponse(self._pages.get_template(template).render(words), status)

    def failed(self, key: str, language: Language, status: int) -> HTMLResponse:
        """Return one sentence."""
        return self.shown("sentence.html", language, status=status, key=key)

    def _visit(self, request: Request, read: Read) -> Visit:
        visit = visit_of(read, request.cookies.get(self._cookie, ""))
        if visit is None:
            raise StrangerError
        return visit

    def landing(self, request: Request, secret: str) -> Response:
        """Show the way in. Looking uses nothing up: previews look."""
        with self._desk.read() as read:
            link = link_of(read, secret) if _SECRET.fullmatch(secret) else None
            visit = visit_of(read, request.cookies.get(self._cookie, ""))
            if link is not None and visit is not None and visit.person_id == link.person_id:
                return _to_record(link.record_table, link.record_id)
            if link is None or not opens(read, link):
                return self.failed("desk.link_over", Language.PT, 410)
            language, name = Language(link.language), link.person.name
            other = visit.person.name if visit is not None else None
        return self.shown("landing.html", language, name=name, other=other)

    def entered(self, secret: str) -> Response:
        """Use the link up, begin a visit and lead to the record."""
        visit_secret = secrets.token_urlsafe(32)
        with self._desk.work() as work:
            link = enter(work, secret, visit_secret) if _SECRET.fullmatch(secret) else None
        if link is None:
            return self.failed("desk.link_over", Language.PT, 410)
        answer = _to_record(link.record_table, link.record_id)
        answer.set_cookie(
            self._cookie,
            visit_secret,
            max_age=int(LASTS.total_seconds()),
            httponly=True,
            secure=self._secure,
            samesite="lax",
        )
        return answer

    def left(self, request: Request) -> Response:
        """End the visit."""
        with self._desk.work() as work:
            leave(work, request.cookies.get(self._cookie, ""))
        answer = self.failed("desk.left", Language.PT, 200)
        answer.delete_cookie(self._cookie, secure=self._secure, httponly=True, samesite="lax")
        return answer

    def record(self, request: Request, table: str, number: str) -> Response:
        """Show a record, once it is noted who looks."""
        with self._desk.work() as work:
            visit = self._visit(request, work)
            language = Language(visit.language)
            key = int(number) if _NUMBER.fullmatch(number) else 0
            try:
                page = page_of(work, visit.person, table, key, self._book, language)
            except Refused as refused:
                return self.failed(refused.say.key, language, 404)
            work.note(Tag.RECORD_OPENED, subject=f"{table}:{key}", who=visit.person_id)
            name = visit.person.name
        return self.shown("record.html", language, page=page, who=name)

    def paper(self, request: Request, number: str, how: str) -> Response:
        """Give a document's original or its picture, once it is noted who asks."""
        with self._desk.work() as work:
            visit = self._visit(request, work)
            language = Language(visit.language)
            key = DocumentId(int(number) if _NUMBER.fullmatch(number) else 0)
            try:
                page_of(work, visit.person, "document", key, self._book, language)
            except Refused as refused:
                return self.failed(refused.say.key, language, 404)
            document = work.session.get_one(Document, key)
            work.note(Tag.DOCUMENT_OPENED, subject=f"document:{key}", who=visit.person_id, how=how)
        if how == "picture":
            drawn = picture_of(self._desk, self._store, self._reader, key)
            if drawn is None:
                return self.failed("desk.no_picture", language, 404)
            return Response(drawn, media_type="image/jpeg")
        try:
            content = original(self._store, document)
        except Failure as failure:
            status = 503 if isinstance(failure, Outage) else 403
            return self.shown("sentence.html", language, status=status, key="desk.no_original")
        named = quote(document.name, safe="")
        disposition = {"Content-Disposition": f"attachment; filename*=UTF-8''{named}"}
        return Response(content, media_type=_media(content), headers=disposition)


def _media(content: bytes) -> str:
    try:
        return str(sniff(content))
    except Invalid:
        return "application/octet-stream"


def _to_record(table: str, record_id: int) -> RedirectResponse:
    return RedirectResponse(f"/records/{table}/{record_id}", 303)


def build(desk: Desk, book: Phrasebook, address: str, store: Store, reader: Reader) -> FastAPI:
    """Return the desk's application; `address` is where people reach it."""
    rooms = Rooms(desk, book, address, store, reader)
    app = FastAPI(title="Retaguarda", openapi_url=None)
    app.add_middleware(Door, address=address)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.add_api_route("/health", lambda: JSONResponse({"ok": True}), methods=["GET"])
    ways: tuple[tuple[str, str, Callable[..., Response]], ...] = (
        ("GET", "/r/{secret}", rooms.landing),
        ("POST", "/r/{secret}", rooms.entered),
        ("POST", "/leave", rooms.left),
        ("GET", "/records/{table}/{number}", rooms.record),
    )
    for method, path, answer in ways:
        app.add_api_route(path, answer, methods=[method], response_model=None)

    @app.get("/documents/{number}/picture", response_model=None)
    def picture(request: Request, number: str) -> Response:
        return rooms.paper(request, number, "picture")

    @app.get("/documents/{number}/original", response_model=None)
    def whole(request: Request, number: str) -> Response:
        return rooms.paper(request, number, "original")

    @app.exception_handler(StrangerError)
    def stranger(_request: Request, _error: Exception) -> Response:
        return rooms.failed("desk.stranger", Language.PT, 401)

    @app.exception_handler(HTTPException)
    def unknown(_request: Request, error: HTTPException) -> Response:
        return rooms.failed("desk.not_there", Language.PT, error.status_code)

    @app.exception_handler(Exception)
    def bug(_request: Request, error: Exception) -> Response:
        log.error("desk.failed", kind=type(error).__name__)
        return rooms.failed("desk.bug", Language.PT, 500)

    return app
