"""What the desk answers: a door that opens once, a page for each record, the paper below it."""

import re
import secrets
from dataclasses import dataclass
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from bot.desk.drawing import page_of
from bot.desk.sheets import Sheets
from bot.desk.sight import document_for
from bot.desk.tongue import language_of
from bot.documents.picture import picture_of
from bot.documents.quarantine import Reader
from domain.audit.tags import Tag
from domain.db.work import Desk, Read
from domain.kernel.errors import Failure, Invalid, Outage
from domain.kernel.ids import DocumentId
from domain.kernel.say import Language, Phrasebook
from domain.office.document.model import Document
from domain.office.document.service import original
from domain.office.document.store import Store
from domain.visit.model import Link, Visit
from domain.visit.service import LASTS, enter, leave, link_of, opens, visit_of
from ingest.sniff import sniff

_SECRET = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
_PAGE = re.compile(r"[1-9][0-9]?", re.ASCII)
_NUMBER = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)


class StrangerError(Exception):
    """Nobody is known to visit."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A document and who asks for it."""

    document: Document
    language: Language
    who: str


class Rooms:
    """The pages. `store` and `reader` open the papers."""

    def __init__(
        self, desk: Desk, book: Phrasebook, address: str, store: Store, reader: Reader
    ) -> None:
        self._desk, self._book, self._store, self._reader = desk, book, store, reader
        self._secure = address.startswith("https:")
        self._cookie = "__Host-retaguarda" if self._secure else "retaguarda_desk"
        self.sheets = Sheets(book)

    def _secret(self, request: Request) -> str:
        return request.cookies.get(self._cookie, "")

    def _visit(self, request: Request, read: Read) -> Visit:
        visit = visit_of(read, self._secret(request))
        if visit is None:
            raise StrangerError
        return visit

    def landing(self, request: Request, secret: str) -> Response:
        """Show the way in. Looking uses nothing up: previews look."""
        with self._desk.read() as read:
            link = link_of(read, secret) if _SECRET.fullmatch(secret) else None
            visit = visit_of(read, self._secret(request))
            if link is not None and visit is not None and visit.person_id == link.person_id:
                return _to_record(link)
            if link is None or not opens(read, link):
                return self._closed(request, link)
            language, name = Language(link.language), link.person.name
            other = visit.person.name if visit is not None else None
        return self.sheets.shown("landing.html", language, name=name, other=other)

    def entered(self, request: Request, secret: str) -> Response:
        """Use the link up, begin a visit under a new cookie and lead to the record."""
        visit_secret = secrets.token_urlsafe(32)
        with self._desk.work() as work:
            link = enter(work, secret, visit_secret) if _SECRET.fullmatch(secret) else None
            if link is None:
                return self._closed(request, link_of(work, secret))
            leave(work, self._secret(request))
        answer = _to_record(link)
        answer.set_cookie(
            self._cookie,
            visit_secret,
            max_age=int(LASTS.total_seconds()),
            httponly=True,
            secure=self._secure,
            samesite="lax",
        )
        return answer

    def _closed(self, request: Request, link: Link | None) -> Response:
        """Say why a link opens nothing, in the language it was given in."""
        if link is None:
            return self.sheets.told("link_unknown", _asked_for(request), 410)
        what = "link_used" if link.used_at is not None else "link_late"
        return self.sheets.told(what, Language(link.language), 410)

    def left(self, request: Request) -> Response:
        """End the visit."""
        with self._desk.work() as work:
            visit = visit_of(work, self._secret(request))
            language = Language(visit.language) if visit else _asked_for(request)
            leave(work, self._secret(request))
        answer = self.sheets.told("left", language, 200)
        answer.delete_cookie(self._cookie, secure=self._secure, httponly=True, samesite="lax")
        return answer

    def record(self, request: Request, table: str, number: str) -> Response:
        """Show a record, once it is noted who looks."""
        with self._desk.work() as work:
            visit = self._visit(request, work)
            language, name = Language(visit.language), visit.person.name
            key = int(number) if _NUMBER.fullmatch(number) else 0
            page = page_of(work, visit.person, table, key, self._book, language)
            if page is None:
                return self.sheets.told("not_there", language, 404, name)
            work.note(Tag.RECORD_OPENED, subject=f"{table}:{key}", who=visit.person_id)
            now = work.now()
        return self.sheets.shown("record.html", language, page=page, who=name, now=now)

    def _paper(self, request: Request, number: str, how: str) -> _Asked | Response:
        """Return the document that somebody may see, once it is noted that they ask."""
        with self._desk.work() as work:
            visit = self._visit(request, work)
            language, name = Language(visit.language), visit.person.name
            key = DocumentId(int(number) if _NUMBER.fullmatch(number) else 0)
            document = document_for(work, visit.person, key)
            if document is None:
                return self.sheets.told("not_there", language, 404, name)
            work.note(Tag.DOCUMENT_OPENED, subject=f"document:{key}", who=visit.person_id, how=how)
        return _Asked(document, language, name)

    def picture(self, request: Request, number: str, page: str) -> Response:
        """Give the picture of a document's page."""
        asked = self._paper(request, number, "picture")
        if isinstance(asked, Response):
            return asked
        drawn = None
        if _PAGE.fullmatch(page):
            drawn = picture_of(
                self._desk, self._store, self._reader, asked.document.id, page=int(page)
            )
        if drawn is None:
            return self.sheets.told("no_picture", asked.language, 404, asked.who)
        return Response(drawn, media_type="image/jpeg")

    def whole(self, request: Request, number: str) -> Response:
        """Give a document's original, always as a download: nothing of it runs here."""
        asked = self._paper(request, number, "original")
        if isinstance(asked, Response):
            return asked
        try:
            content = original(self._store, asked.document)
        except Failure as failure:
            status = 503 if isinstance(failure, Outage) else 403
            return self.sheets.told("no_original", asked.language, status, asked.who)
        named = quote(asked.document.name, safe="")
        disposition = {"Content-Disposition": f"attachment; filename*=UTF-8''{named}"}
        return Response(content, media_type=_media(content), headers=disposition)

    def failed(self, request: Request, what: str, status: int) -> Response:
        """Say what is the matter where nobody is known, in the language the browser asks for."""
        return self.sheets.told(what, _asked_for(request), status)

    def nothing(self, request: Request, status: int) -> Response:
        """Say that there is nothing at an address; a visitor hears it in their own language."""
        with self._desk.read() as read:
            visit = visit_of(read, self._secret(request))
            language = Language(visit.language) if visit else _asked_for(request)
            name = visit.person.name if visit else None
        return self.sheets.told("not_there", language, status, name)


def _asked_for(request: Request) -> Language:
    return language_of(request.headers.get("accept-language", ""))


def _media(content: bytes) -> str:
    try:
        return str(sniff(content))
    except Invalid:
        return "application/octet-stream"


def _to_record(link: Link) -> RedirectResponse:
    return RedirectResponse(f"/records/{link.record_table}/{link.record_id}", 303)
