"""The child's own work, asked in this process: one answer for each question, whatever the file."""

import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bot.demo.papers.sheet import Sheet
from domain.office.document import written
from domain.office.document.reading import Kind, Name
from ingest.picture import picture, warm_up
from ingest.quarantine import cage, child
from ingest.quarantine.frames import Frame, head, packed, take
from tests.integration.ingest import hostile

NOTE, SHEET = hostile.note(), Sheet(400, 200).pdf()
READ = {"what": "read", "name": "nota.xml", "today": "2026-11-24"}
SHOW: dict[str, Any] = {"what": "picture", "page": 1, "turned": 0, "box": None, "width": 300}


def answers(*asked: tuple[dict[str, Any], bytes]) -> list[tuple[Frame, bytes]]:
    """Ask the child's loop; return what it answers before the keeper hangs up."""
    questions, said = io.BytesIO(), io.BytesIO()
    for ask, file in asked:
        questions.write(packed(Frame.ASK, json.dumps(ask).encode()) + packed(Frame.FILE, file))
    questions.seek(0)
    child.serve(questions, said)
    said.seek(0)
    found = []
    while (frame := take(said)) is not None:
        found.append(frame)
    return found


def the_failure(ask: dict[str, Any], file: bytes) -> str:
    _, (kind, content) = answers((ask, file))
    assert kind is Frame.FAILURE
    return written.said_of(json.loads(content)).key


def test_a_reading_is_announced_page_by_page_and_answered_in_its_written_form() -> None:
    ready, page, answer = answers((READ, NOTE))

    assert (ready, page) == ((Frame.READY, b""), (Frame.PAGE, b"[1, 1]"))
    assert answer[0] is Frame.READING
    reading = written.read(answer[1].decode())
    assert (reading.kind, reading.text_of(Name.NUMBER)) == (Kind.NFE, "7")


def test_a_picture_is_drawn_whole_cut_out_and_turned() -> None:
    cut = SHOW | {"box": [1000, 1000, 5000, 2000]}
    found = answers((SHOW, SHEET), (cut, SHEET), (SHOW | {"turned": 1}, SHEET))[1:]

    assert [kind for kind, _ in found] == [Frame.PICTURE] * 3
    whole, part, turned = (Image.open(io.BytesIO(content)) for _, content in found)
    assert whole.width == part.width == turned.width == 300
    assert part.height < whole.height < turned.height  # the sheet is wider than high


@pytest.mark.parametrize(("page", "file"), [(2, SHEET), (1, NOTE), (2, hostile.a_picture("PNG"))])
def test_a_page_that_is_not_there_has_no_picture(page: int, file: bytes) -> None:
    assert the_failure(SHOW | {"page": page}, file) == "ingest.no_picture"


def test_a_photos_place_and_device_stay_behind() -> None:
    exif = Image.Exif()
    exif[0x010F] = "a camera"
    exif[0x8825] = {1: "S", 2: (23.0, 33.0, 1.0)}
    made = io.BytesIO()
    Image.new("RGB", (200, 100), "white").save(made, "JPEG", exif=exif)

    shown = Image.open(io.BytesIO(picture(made.getvalue(), 1, 0, None, 300)))

    assert shown.size == (200, 100)
    assert dict(shown.getexif()) == {}


@pytest.mark.parametrize(
    ("breaks", "key"),
    [
        (MemoryError(), "ingest.out_of_memory"),
        (RuntimeError("a parser's own"), "ingest.crashed"),
        (RecursionError(), "ingest.crashed"),
    ],
)
def test_whatever_breaks_in_a_parser_is_one_sentence(
    breaks: Exception, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parser(*_: object) -> None:
        raise breaks

    monkeypatch.setattr(child, "read", parser)

    assert the_failure(READ, NOTE) == key


def test_a_refusal_is_answered_and_the_next_is_read() -> None:
    found = answers((READ, b""), (READ, NOTE))

    assert [kind for kind, _ in found] == [Frame.READY, Frame.FAILURE, Frame.PAGE, Frame.READING]


def test_a_keeper_that_hangs_up_in_the_middle_ends_the_child() -> None:
    said = io.BytesIO()

    child.serve(io.BytesIO(packed(Frame.ASK, json.dumps(READ).encode())), said)

    assert said.getvalue() == packed(Frame.READY)


def test_frames_of_no_kind_are_refused() -> None:
    with pytest.raises(ValueError, match="X"):
        head(b"X\0\0\0\1")
    assert take(io.BytesIO(b"A\0")) is None


def test_warming_up_loads_the_readers_of_pictures() -> None:
    warm_up()

    assert "PNG" in Image.OPEN


@pytest.mark.parametrize(
    ("event", "args"),
    [
        ("open", ("/etc/passwd", "r", os.O_RDONLY)),
        ("open", (b"/proc/1/environ", None, os.O_RDONLY)),
        ("open", (Path(cage.__file__), "w", os.O_WRONLY | os.O_CREAT)),
        ("open", (3, "w", os.O_WRONLY)),
        ("socket.connect", ()),
        ("subprocess.Popen", ("id",)),
        ("os.remove", ("x",)),
        ("os.kill", (1, 9)),
        ("shutil.rmtree", ("/",)),
    ],
)
def test_the_hook_refuses_what_a_reader_has_no_business_doing(
    event: str, args: tuple[Any, ...]
) -> None:
    with pytest.raises(PermissionError, match="the quarantine"):
        cage.refuse(event, args)


@pytest.mark.parametrize(
    ("event", "args"),
    [
        ("open", (cage.__file__, "r", os.O_RDONLY)),
        ("open", (cage.__file__, "r")),
        ("open", (3, "r", os.O_RDONLY)),
        ("import", ("json",)),
        ("os.listdir", ("/",)),
    ],
)
def test_the_hook_lets_readers_read_what_they_are_made_of(
    event: str, args: tuple[Any, ...]
) -> None:
    cage.refuse(event, args)
