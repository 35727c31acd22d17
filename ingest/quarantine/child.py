"""The child's work: asked for a reading or a picture, it answers with one, or with why not."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any, BinaryIO

from domain.kernel.errors import Failure
from domain.kernel.say import Say, say
from domain.office.document import written
from domain.office.document.reading import Box
from ingest.picture import picture
from ingest.quarantine.frames import Frame, packed, take
from ingest.read import read

type Send = Callable[[Frame, bytes], None]


def serve(asked: BinaryIO, answers: BinaryIO) -> None:
    """Answer until the keeper hangs up."""

    def send(kind: Frame, content: bytes) -> None:
        answers.write(packed(kind, content))
        answers.flush()

    send(Frame.READY, b"")
    while (ask := take(asked)) is not None and (file := take(asked)) is not None:
        answer(json.loads(ask[1]), file[1], send)


def answer(ask: dict[str, Any], content: bytes, send: Send) -> None:
    """Send one reading, one picture, or one failure."""
    try:
        if ask["what"] == "picture":
            box = Box(*ask["box"]) if ask["box"] else None
            made = picture(content, ask["page"], ask["turned"], box, ask["width"])
            send(Frame.PICTURE, made)
            return

        def tell(page: int, pages: int) -> None:
            send(Frame.PAGE, json.dumps([page, pages]).encode())

        made_of = read(content, ask["name"], date.fromisoformat(ask["today"]), tell)
        send(Frame.READING, written.write(made_of).encode())
    except Failure as failure:
        _fail(failure.say, send)
    except MemoryError:
        _fail(say("ingest.out_of_memory"), send)
    except Exception:  # noqa: BLE001 - whatever a hostile file breaks in a parser has one verdict
        _fail(say("ingest.crashed"), send)


def _fail(why: Say, send: Send) -> None:
    send(Frame.FAILURE, json.dumps(written.said(why)).encode())
