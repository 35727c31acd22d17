"""Files on the page: dropped, attached to a form, shown, and the samples at hand."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from fastapi import APIRouter, Request, Response
from starlette.datastructures import FormData, UploadFile

from bot.workspace.acts.reach import person
from bot.workspace.acts.say import FILES_MAX, say
from bot.workspace.acts.sharing import tell_created
from bot.workspace.local.asked import from_query
from bot.workspace.local.errors import LocalError
from bot.workspace.tables import FileRecord, Person
from bot.workspace.wire import Json
from bot.workspace.workspace import Workspace
from bot.workspace.world.filing import Upload, full_shape, keep, may_read, type_of
from bot.workspace.world.messages import shape
from bot.workspace.world.pictures import thumbnail

KEEP = {"Cache-Control": "private, max-age=86400", "X-Content-Type-Options": "nosniff"}
# A file is shown inside the page, never run by it.
SANDBOX = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
SHOWN_INLINE = ("image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf")


class LocalFiles:
    """Takes files from people and shows them."""

    def __init__(self, workspace: Workspace, samples: Path | None) -> None:
        self._workspace = workspace
        self._samples = samples
        self._painters = ThreadPoolExecutor(1, thread_name_prefix="thumbnails")
        self.routes = APIRouter(prefix="/local")
        self.routes.add_api_route("/upload", self.upload, methods=["POST"])
        self.routes.add_api_route("/attach", self.attach, methods=["POST"])
        self.routes.add_api_route("/files/{file_id}", self.file)
        self.routes.add_api_route("/files/{file_id}/thumb", self.thumb)
        self.routes.add_api_route("/avatars/{name}", self.avatar)
        self.routes.add_api_route("/samples", self.samples)
        self.routes.add_api_route("/samples/{name}", self.sample)

    async def upload(self, request: Request) -> Json:
        """Share dropped files in a conversation."""
        async with request.form() as form:
            uploads = await self._uploads(form)
            with self._workspace.work() as work:
                message = say(
                    work, _text(form, "as"), _text(form, "channel"), _text(form, "text"),
                    thread_ts=_text(form, "thread_ts"), uploads=tuple(uploads),
                )  # fmt: skip
                body = shape(message)
                return {"ok": True, "message": body, "files": body["files"]}

    async def attach(self, request: Request) -> Json:
        """Keep files for a form; they are shared with the app when the form is sent."""
        async with request.form() as form:
            uploads = await self._uploads(form)
            with self._workspace.work() as work:
                who = person(work, _text(form, "as"))
                records = [keep(work, who.id, upload) for upload in uploads]
                for record in records:
                    tell_created(work, record)
                return {"ok": True, "files": [full_shape(work, record) for record in records]}

    async def file(self, file_id: str, request: Request) -> Response:
        name, mimetype, content = self._readable(file_id, from_query(request).who)
        headers = KEEP | ({} if mimetype == "application/pdf" else SANDBOX)
        if mimetype not in SHOWN_INLINE:
            safe = "".join(c if c.isalnum() or c in "._-" else "_" for c in name)
            headers = headers | {"Content-Disposition": f'attachment; filename="{safe}"'}
        return Response(content, media_type=mimetype, headers=headers)

    async def thumb(self, file_id: str, request: Request) -> Response:
        _, _, content = self._readable(file_id, from_query(request).who)
        loop = asyncio.get_running_loop()
        small = await loop.run_in_executor(self._painters, thumbnail, content)
        if small is None:
            raise LocalError("file_not_found", 404)
        return Response(small, media_type="image/png", headers=KEEP)

    async def avatar(self, name: str) -> Response:
        """Draw somebody's initials on their colour."""
        with self._workspace.work() as work:
            found = work.session.get(Person, name.removesuffix(".svg"))
            if found is None:
                raise LocalError("user_not_found", 404)
            drawn = AVATAR.format(color=found.color, initials=found.initials)
        return Response(drawn, media_type="image/svg+xml", headers=KEEP | SANDBOX)

    async def samples(self) -> Json:
        shown = [
            {
                "name": path.name,
                "title": path.stem.replace("-", " ").replace("_", " ").capitalize(),
                "mimetype": type_of(path.name),
                "size": path.stat().st_size,
            }
            for path in self._at_hand()
        ]
        return {"ok": True, "samples": shown}

    async def sample(self, name: str) -> Response:
        path = self._named_sample(name)
        return Response(path.read_bytes(), media_type=type_of(path.name), headers=KEEP | SANDBOX)

    def _readable(self, file_id: str, user_id: str) -> tuple[str, str, bytes]:
        with self._workspace.work() as work:
            who, record = person(work, user_id), work.session.get(FileRecord, file_id)
            if record is None or record.content is None:
                raise LocalError("file_not_found", 404)
            # What an app brought and shared nowhere is for its own blocks: who sees those sees it.
            in_blocks = record.app_id is not None and not record.body.get("shares")
            if not (in_blocks or may_read(work, record, who.id)):
                raise LocalError("file_not_found", 404)
            return record.name, record.mimetype, record.content

    def _at_hand(self) -> list[Path]:
        if self._samples is None or not self._samples.is_dir():
            return []
        shown = (path for path in self._samples.iterdir() if path.name[0] not in "._")
        return sorted(path for path in shown if path.is_file())

    def _named_sample(self, name: str) -> Path:
        for path in self._at_hand():
            if path.name == name:
                return path
        raise LocalError("file_not_found", 404)

    async def _uploads(self, form: FormData) -> list[Upload]:
        uploads = []
        for part in form.getlist("file"):
            if isinstance(part, UploadFile) and part.filename:
                content = await part.read()
                uploads.append(Upload(part.filename, content, mimetype=part.content_type or ""))
        for name in form.getlist("sample"):
            path = self._named_sample(str(name))
            uploads.append(Upload(path.name, path.read_bytes()))
        if not uploads:
            raise LocalError("nothing_to_say")
        if len(uploads) > FILES_MAX:
            raise LocalError("too_many_files")
        return uploads


AVATAR = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72" width="72" height="72">
<rect width="72" height="72" rx="12" fill="{color}"/>
<text x="36" y="45" font-family="sans-serif" font-size="28" fill="#fff" text-anchor="middle">\
{initials}</text></svg>"""


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""
