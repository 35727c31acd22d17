"""Structured logs: one JSON object a line, with the request it belongs to, and nobody's personal data.

What is logged is names and numbers of ours (ids, states, durations). As a second line of defence,
everything passes a redaction: CPF, e-mail, telephone, tokens, and free text that is long or stands
under a name that holds people's words.
"""

import logging
import re
import sys
import uuid
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import extract_tb
from typing import Any, TextIO

import structlog
from structlog.contextvars import bound_contextvars, get_contextvars

_TEXT_CHARS_MAX = 300
_FILE_BYTES_MAX = 10_000_000
_FILES = 5
#: Names under which people's words or figures travel. Only their length is logged.
_PRIVATE = frozenset(
    {"answer", "args", "arguments", "blocks", "body", "content", "kwargs", "message", "name"}
    | {"payload", "prompt", "question", "text", "task_kwargs", "values"}
)
_PATTERNS = (
    (re.compile(r"(?<![0-9])[0-9]{3}\.?[0-9]{3}\.?[0-9]{3}-?[0-9]{2}(?![0-9])", re.ASCII), "<cpf>"),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "<e-mail>"),
    (re.compile(r"xox[a-z]-[\w-]+|xapp-[\w-]+|(?i:bearer) [\w.~+/-]+=*"), "<token>"),
    (re.compile(r"(?<=://)[^/@\s]+:[^/@\s]+(?=@)"), "<login>"),
    (re.compile(r"\(?[0-9]{2}\)? ?9?[0-9]{4}-[0-9]{4}", re.ASCII), "<telephone>"),
)


def redacted(value: Any, name: str = "") -> Any:
    """Return `value` as it may stand in a log."""
    if isinstance(value, str):
        return _redacted_text(value, name)
    if isinstance(value, bool | int | None):
        return value
    if name in _PRIVATE and isinstance(value, Mapping | Sequence | set | frozenset):
        return f"<{len(value)} items>"
    if isinstance(value, Mapping):
        return {str(key): redacted(item, str(key)) for key, item in value.items()}
    if isinstance(value, Sequence | set | frozenset) and not isinstance(value, bytes):
        return [redacted(item, name) for item in value]
    return _redacted_text(str(value), name)


def _redacted_text(text: str, name: str) -> str:
    if name in _PRIVATE:
        return f"<{len(text)} characters>"
    for pattern, instead in _PATTERNS:
        text = pattern.sub(instead, text)
    if len(text) > _TEXT_CHARS_MAX:
        return f"{text[:40]}… <{len(text)} characters>"
    return text


def configure(
    level: str = "INFO", *, stream: TextIO | None = None, file: Path | None = None
) -> None:
    """Send every log of this process, the libraries' too, to standard error or to `file`, as JSON."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    sink = _sink(stream, file)
    sink.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _failure,
                _redact,
                structlog.processors.JSONRenderer(sort_keys=True),
            ],
        )
    )
    root = logging.getLogger()
    for earlier in root.handlers:
        if isinstance(earlier.formatter, structlog.stdlib.ProcessorFormatter):
            earlier.close()
    root.handlers[:] = [sink]
    root.setLevel(level)
    # Their INFO lines repeat each request and each call's arguments.
    for chatty in (
        "procrastinate",
        "httpx",
        "httpcore",
        "slack_sdk",
        "slack_bolt",
        "uvicorn.access",
    ):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, logging.getLevelName(level)))
    # It writes a failed job's arguments into its sentence; we log the failure ourselves.
    logging.getLogger("procrastinate.worker").setLevel(logging.CRITICAL)
    logging.getLogger("procrastinate.worker.worker").setLevel(logging.WARNING)
    for forwarded in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(forwarded).handlers[:] = []
        logging.getLogger(forwarded).propagate = True


def _sink(stream: TextIO | None, file: Path | None) -> logging.Handler:
    if file is None:
        return logging.StreamHandler(stream or sys.stderr)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return RotatingFileHandler(file, maxBytes=_FILE_BYTES_MAX, backupCount=_FILES, encoding="utf-8")


def _failure(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Say what was raised and where; a message may quote a person, so only its first line stays."""
    raised = event.pop("exc_info", None)
    event.pop("exception", None)
    if raised is True:
        raised = sys.exc_info()
    error = raised[1] if isinstance(raised, tuple) else raised
    if isinstance(error, BaseException):
        frames = extract_tb(error.__traceback__)
        event["error"] = type(error).__name__
        event["error_says"] = (str(error).splitlines() or [""])[0][:_TEXT_CHARS_MAX]
        event["error_at"] = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames[-8:]]
    return event


def _redact(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    return {key: redacted(value, key) for key, value in event.items()}


def new_request() -> str:
    """Return a new request id."""
    return uuid.uuid4().hex


@contextmanager
def request(request_id: str | None = None, **more: str | int) -> Iterator[str]:
    """Let everything that is logged, and every job that is filed, belong to one request."""
    found = request_id or new_request()
    with bound_contextvars(request_id=found, **more):
        yield found


def current_request() -> str:
    """Return the id of the request we work for, or a new one outside of any."""
    return str(get_contextvars().get("request_id") or new_request())
