"""Logs are JSON, belong to a request, and hold nobody's personal data."""

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from bot import logs
from tests.support.logging import logging_as_before


@pytest.fixture
def lines() -> Iterator["Lines"]:
    with logging_as_before():
        stream = io.StringIO()
        logs.configure("DEBUG", stream=stream)
        yield Lines(stream)


class Lines:
    def __init__(self, stream: io.StringIO) -> None:
        self._stream = stream

    @property
    def text(self) -> str:
        return self._stream.getvalue()

    def __getitem__(self, number: int) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.text.splitlines()[number])
        return found


def test_a_line_is_json_with_its_request(lines: Lines) -> None:
    with logs.request("r-7", job="proposal.execute"):
        structlog.stdlib.get_logger("bot.x").info("job.started", proposal_id=7)

    line = lines[0]
    assert line.pop("at").endswith("Z")
    assert line == {
        "event": "job.started",
        "job": "proposal.execute",
        "level": "info",
        "logger": "bot.x",
        "proposal_id": 7,
        "request_id": "r-7",
    }


def test_requests_nest_and_end(lines: Lines) -> None:
    assert logs.current_request() != logs.current_request()  # outside, each is a new one
    with logs.request() as outer:
        assert logs.current_request() == outer
        with logs.request("inner"):
            assert logs.current_request() == "inner"
        assert logs.current_request() == outer
    assert lines.text == ""


def test_libraries_log_the_same_way(lines: Lines) -> None:
    logging.getLogger("uvicorn.error").info("Started server process [%d]", 12)
    logging.getLogger("httpx").info("GET https://example.com/?token=1")

    assert lines[0]["event"] == "Started server process [12]"
    assert len(lines.text.splitlines()) == 1


PERSONAL = {
    "529.982.247-25": "<cpf>",
    "52998224725": "<cpf>",
    "ana.souza@padaria.example": "<e-mail>",
    "(11) 98765-4321": "<telephone>",
    "xoxb-12-34-abc": "<token>",
    "Bearer abc.def": "<token>",
    "postgresql://ana:secret@host/db": "<login>",
}


@pytest.mark.parametrize(("value", "instead"), PERSONAL.items())
def test_personal_data_does_not_reach_the_log(lines: Lines, value: str, instead: str) -> None:
    log = structlog.stdlib.get_logger()
    log.info(f"seen {value}", who=value, deep={"list": [value]}, several={value})  # noqa: G004 - the point of the test
    logging.getLogger("library").warning("%s", value)

    assert value not in lines.text
    assert lines.text.count(instead) == 5


def test_peoples_words_are_only_counted(lines: Lines) -> None:
    structlog.stdlib.get_logger().info(
        "turn.answered", text="pague a Energisa", nested={"arguments": {"payee": "Ana"}}
    )
    structlog.stdlib.get_logger().info("turn.answered", note="long " * 100)

    assert lines[0]["text"] == "<16 characters>"
    assert lines[0]["nested"] == {"arguments": "<1 items>"}
    assert lines[1]["note"].endswith("… <500 characters>")


def test_a_failure_says_what_and_where_but_not_the_values(lines: Lines) -> None:
    log = structlog.stdlib.get_logger()
    try:
        raise ValueError("first line of ana@padaria.example\nDETAIL: Key (cpf)=(52998224725)")
    except ValueError as error:
        log.exception("job.failed")
        log.warning("job.failed", exc_info=error)
        logging.getLogger("library").exception("failed")

    for number in range(3):
        line = lines[number]
        assert line["error"] == "ValueError"
        assert line["error_says"] == "first line of <e-mail>"
        assert line["error_at"][-1].startswith("test_logs.py:")
    assert "52998224725" not in lines.text
    assert "DETAIL" not in lines.text


def test_no_failure_is_no_error(lines: Lines) -> None:
    structlog.stdlib.get_logger().info("fine", exc_info=True)

    assert "error" not in lines[0]


@given(st.text(), st.sampled_from([*PERSONAL]))
def test_no_words_around_it_hide_personal_data(around: str, value: str) -> None:
    assert value not in logs.redacted(f"{around} {value} {around}")


def test_what_is_not_text_is_written_plainly() -> None:
    assert logs.redacted({"a": [1, None, True, Path("x")], "b": b"raw"}) == {
        "a": [1, None, True, "x"],
        "b": "b'raw'",
    }


def test_logs_go_to_a_private_file_that_is_rotated(tmp_path: Path) -> None:
    file = tmp_path / "logs" / "web.log"

    with logging_as_before():
        logs.configure("INFO", file=tmp_path / "logs" / "earlier.log")
        logs.configure("INFO", file=file)
        structlog.stdlib.get_logger().info("part.started")

    assert json.loads(file.read_text())["event"] == "part.started"
    assert file.parent.stat().st_mode & 0o777 == 0o700
