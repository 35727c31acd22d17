"""The addresses that carry bytes: uploads by ticket, downloads with a token."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from sqlalchemy import select
from starlette.datastructures import UploadFile

from bot.workspace.api.router import bearer
from bot.workspace.faults import Kind
from bot.workspace.tables import App, FileRecord, Token
from bot.workspace.work import Work
from bot.workspace.workspace import Workspace
from bot.workspace.world.filing import fill, may_read
from bot.workspace.world.pictures import thumbnail

SIGN_IN = """<!DOCTYPE html><html lang="en"><head><title>Sign in | Slack</title></head>
<body><h1>Sign in to your workspace</h1><p>You need to sign in to see this page.</p></body></html>"""


class FileBytes:
    """Takes and gives file contents as files.slack.com does."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.routes = APIRouter()
        self.routes.add_api_route("/upload/v1/{ticket}", self.upload, methods=["POST", "PUT"])
        self.routes.add_api_route("/files-pri/{path}/download/{name}", self.download)
        self.routes.add_api_route("/files-pri/{path}/{name}", self.download)
        self.routes.add_api_route("/files-tmb/{path}/{name}", self.small)

    async def upload(self, ticket: str, request: Request) -> Response:
        """Take the bytes of an awaited file, raw or as a multipart form."""
        content, mimetype = await _received(request)
        with self._workspace.work() as work:
            found = select(FileRecord).where(
                FileRecord.ticket == ticket, FileRecord.state == "awaited"
            )
            record = work.session.scalar(found)
            if record is None:
                return Response("not found", 404)
            fill(record, content, mimetype)
            app_id, name = record.app_id or "", record.name
        self._workspace.traffic.note(
            app_id, "in", "upload", name, request={"size": len(content)}, response="OK"
        )
        return Response(f"OK - {len(content)}", media_type="text/plain")

    async def download(self, path: str, request: Request) -> Response:
        """Give a file to whoever may read it; everybody else gets Slack's sign-in page."""
        return self._give(path, request, small=False)

    async def small(self, path: str, request: Request) -> Response:
        return self._give(path, request, small=True)

    def _give(self, path: str, request: Request, *, small: bool) -> Response:
        with self._workspace.work() as work:
            revoked = self._workspace.faults.take(Kind.REVOKED_TOKEN, "download")
            app = None if revoked else _app_of(work, bearer(request))
            record = work.session.get(FileRecord, path.rpartition("-")[2])
            readable = (
                app is not None
                and record is not None
                and record.content is not None
                and may_read(work, record, app.bot_user_id)
                and _has_scope(app)
            )
            content = record.content if record is not None and readable else None
            shown = (record.name, record.mimetype) if record is not None else ("", "")
        status = "ok" if readable else "sign_in_page"
        app_id = app.id if app is not None else ""
        self._workspace.traffic.note(app_id, "in", "download", shown[0] or path, status=status)
        if content is None:
            return HTMLResponse(SIGN_IN)
        if small:
            return Response(thumbnail(content) or b"", media_type="image/png")
        return Response(content, media_type=shown[1])


def _app_of(work: Work, token: str) -> App | None:
    found = select(App).join(Token, Token.app_id == App.id)
    alive = found.where(Token.token == token, Token.kind == "bot", Token.revoked.is_(False))
    return work.session.scalar(alive)


def _has_scope(app: App) -> bool:
    scopes = app.manifest.get("oauth_config", {}).get("scopes", {}).get("bot", [])
    return not scopes or "files:read" in scopes


async def _received(request: Request) -> tuple[bytes, str]:
    if not request.headers.get("Content-Type", "").startswith("multipart/form-data"):
        return await request.body(), ""
    async with request.form() as form:
        for part in form.values():
            if isinstance(part, UploadFile):
                return await part.read(), part.content_type or ""
    return b"", ""
