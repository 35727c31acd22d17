"""The child in which files are opened can reach nothing, and at a limit it is ended with a sentence."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from bot.demo.papers import papers
from bot.documents.child import Child, Limits
from bot.documents.quarantine import Reader
from domain.kernel.clock import SystemClock, today
from domain.kernel.errors import Invalid
from domain.office.document.reading import Box, Kind
from ingest.quarantine import landlock
from tests.integration.ingest import hostile

ROOT = Path(__file__).resolve().parents[3]
PAPERS = papers(today(SystemClock()))
RECEIPT, BILL, NOTE = (
    PAPERS[name] for name in ("recibo-padaria.jpg", "boleto-energisa.pdf", "nfe-embalagens.xml")
)
CAGED = """
import ctypes, os, socket, subprocess, sys
import ingest, domain
from ingest.quarantine import cage, landlock
libc = ctypes.CDLL(None, use_errno=True)
key = sys.argv[1]
cage.leave_the_network()
landlock.restrict()
cage.limit(512 * 1024 * 1024)
cage.close()
def attempt():
{attempt}
try:
    print("did", attempt())
except (PermissionError, MemoryError, OSError) as refused:
    print("refused", type(refused).__name__, refused)
"""


def caged(attempt: str, *words: str, python: str = sys.executable) -> str:
    """Run some lines in a process that has closed the cage; return what it prints."""
    indented = "\n".join(f"    {line}" for line in attempt.splitlines())
    done = subprocess.run(
        [python, "-B", "-c", CAGED.replace("{attempt}", indented), *(words or ("",))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={},
    )
    return done.stdout or done.stderr


def test_packages_behind_a_link_are_read_and_their_neighbours_are_not(tmp_path: Path) -> None:
    linked = tmp_path / "linked"
    linked.symlink_to(sys.prefix)
    python = str(linked / "bin" / "python")

    inside = caged(
        "return open(os.path.realpath(sys.prefix) + '/pyvenv.cfg').read(4)", python=python
    )
    beside = caged("return open(sys.prefix + '-beside/pyvenv.cfg').read(4)", python=python)

    assert inside.startswith("did")
    assert "reads no file from elsewhere" in beside


@pytest.fixture
def reader() -> Iterator[Reader]:
    with Reader(SystemClock()) as warm:
        yield warm


@pytest.mark.parametrize(
    "attempt",
    [
        "return socket.socket()",
        "return socket.getaddrinfo('localhost', 80)",
        "return open('/tmp/out', 'w')",
        "return os.open('/tmp/out', os.O_CREAT | os.O_WRONLY)",
        "return os.remove(key)",
        "return os.rename(key, key + '2')",
        "return os.mkdir('/tmp/made')",
        "return os.symlink(key, '/tmp/link')",
        "return os.chmod(key, 0o777)",
        "return os.fork()",
        "return os.system('id')",
        "return os.execv('/bin/sh', ['sh'])",
        "return subprocess.run(['id'])",
        "return os.kill(os.getppid(), 9)",
        "return open(key).read()",
        "return open('/etc/passwd').read()",
        "return open('/proc/1/environ').read()",
        "return open('/etc/shadow').read()",
    ],
)
def test_python_in_the_cage_is_refused(attempt: str, tmp_path: Path) -> None:
    key = tmp_path / "documents.key"
    key.write_text("a secret")

    said = caged(attempt, str(key))

    assert said.startswith("refused PermissionError the quarantine")
    assert key.read_text() == "a secret"


@pytest.mark.skipif(not landlock.version(), reason="this kernel has no Landlock")
@pytest.mark.parametrize(
    "attempt",
    [
        "return libc.open(key.encode(), os.O_RDONLY)",
        "return libc.open(b'/etc/passwd', os.O_RDONLY)",
        "return libc.open(b'/tmp/out', os.O_CREAT | os.O_WRONLY, 0o600)",
        "return libc.unlink(key.encode())",
        "return libc.execv(b'/bin/true', None)",
        "return libc.mkdir(b'/tmp/made', 0o700)",
    ],
)
def test_a_c_library_in_the_cage_is_refused_by_the_kernel(attempt: str, tmp_path: Path) -> None:
    key = tmp_path / "documents.key"
    key.write_text("a secret")

    assert caged(attempt, str(key)).strip() == "did -1"
    assert key.read_text() == "a secret"


def test_the_network_is_empty_below_python_as_well() -> None:
    attempt = """
place = bytes([2, 0, 0, 80, 127, 0, 0, 1]) + bytes(8)
plug = libc.socket(2, 1, 0)
return plug >= 0 and libc.connect(plug, place, 16), ctypes.get_errno()
"""

    said = caged(attempt)

    assert said.startswith("did (-1, ")
    assert "111" not in said  # refused by nobody's port is not refused by the kernel


def test_what_asks_for_more_memory_than_is_allowed_gets_none() -> None:
    assert caged("return len(bytearray(1 << 30))").startswith("refused MemoryError")


def test_what_writes_into_a_file_that_was_open_gets_nowhere(tmp_path: Path) -> None:
    attempt = (
        "import signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\nreturn os.write(9, b'x')"
    )
    place = str(tmp_path / "open").encode()
    script = CAGED.replace("cage.leave", f"os.dup2(os.open({place!r}, 65), 9)\ncage.leave", 1)
    indented = "\n".join(f"    {line}" for line in attempt.splitlines())
    done = subprocess.run(
        [sys.executable, "-c", script.replace("{attempt}", indented), ""],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.startswith("refused OSError [Errno 27]")


@pytest.mark.skipif(not landlock.version(), reason="this kernel has no Landlock")
def test_the_living_child_has_no_way_to_files_or_privileges(reader: Reader) -> None:
    reader.warm_up()
    status = Path(f"/proc/{reader.pid}/status").read_text(encoding="ascii")

    assert "NoNewPrivs:\t1" in status
    assert psutil.Process(reader.pid).rlimit(psutil.RLIMIT_FSIZE) == (0, 0)
    assert psutil.Process(reader.pid).rlimit(psutil.RLIMIT_NOFILE) == (256, 256)


def test_a_receipt_a_bill_and_a_note_are_read_by_one_child(reader: Reader) -> None:
    told: list[tuple[int, int]] = []

    kinds = [
        reader.read(RECEIPT, "recibo.jpg", lambda page, pages: told.append((page, pages))).kind,
        reader.read(BILL, "boleto.pdf").kind,
        reader.read(NOTE, "nota.xml").kind,
    ]

    assert kinds == [Kind.RECEIPT, Kind.BILL, Kind.NFE]
    assert told == [(1, 1)]


def test_pictures_are_drawn_anew_and_cut_out(reader: Reader) -> None:
    whole = reader.picture(BILL, width=600)
    part = reader.picture(RECEIPT, turned=1, box=Box(2000, 2000, 6000, 4000))

    assert whole.startswith(b"\xff\xd8\xff")
    assert len(part) < len(reader.picture(RECEIPT))
    with pytest.raises(Invalid) as none:
        reader.picture(NOTE)
    assert none.value.say.key == "ingest.no_picture"
    with pytest.raises(Invalid) as other:
        reader.picture(BILL, page=7)
    assert other.value.say.key == "ingest.no_picture"


def test_a_child_killed_while_it_waits_is_replaced_and_nobody_notices(reader: Reader) -> None:
    reader.warm_up()

    for _ in range(2):
        assert reader.pid is not None
        os.kill(reader.pid, signal.SIGKILL)
        assert reader.read(NOTE, "nota.xml").kind is Kind.NFE


def test_a_child_that_stops_and_dies_while_it_waits_is_replaced(reader: Reader) -> None:
    reader.warm_up()
    assert reader.pid is not None
    pid = reader.pid
    os.kill(pid, signal.SIGSTOP)
    threading.Timer(0.3, os.kill, (pid, signal.SIGKILL)).start()

    assert reader.read(NOTE, "nota.xml").kind is Kind.NFE


def test_a_child_that_dies_over_a_document_is_one_sentence_and_the_next_is_read(
    reader: Reader,
) -> None:
    reader.warm_up()

    def die(_page: int, _pages: int) -> None:
        assert reader.pid is not None
        os.kill(reader.pid, signal.SIGKILL)

    with pytest.raises(Invalid) as crashed:
        reader.read(RECEIPT, "recibo.jpg", die)

    assert crashed.value.say.key == "ingest.crashed"
    assert reader.read(NOTE, "nota.xml").kind is Kind.NFE


@pytest.mark.parametrize(
    ("limits", "key"),
    [
        (Limits(page_cpu_seconds=0, look_seconds=0.01), "ingest.page_took_too_long"),
        (Limits(document_seconds=0, look_seconds=0.01), "ingest.took_too_long"),
    ],
)
def test_at_a_limit_of_time_the_child_is_ended_with_a_sentence(limits: Limits, key: str) -> None:
    with Reader(SystemClock(), limits) as reader:
        with pytest.raises(Invalid) as ended:
            reader.read(RECEIPT, "recibo.jpg")

        assert ended.value.say.key == key
        assert reader.pid is None


def test_a_page_that_needs_more_memory_is_one_sentence() -> None:
    large = hostile.a_picture("PNG", 6000, 6000)

    with Reader(SystemClock(), Limits(memory_bytes=600 * 1024**2)) as reader:
        with pytest.raises(Invalid) as ended:
            reader.read(large, "foto.png")

        assert ended.value.say.key == "ingest.out_of_memory"


def test_a_child_is_replaced_after_so_many_documents() -> None:
    with Reader(SystemClock(), Limits(documents=2)) as reader:
        reader.read(NOTE, "nota.xml")
        first = reader.pid
        reader.read(NOTE, "nota.xml")

        assert first is not None
        assert reader.pid is None


def test_a_child_that_does_not_start_in_time_is_one_sentence() -> None:
    with Reader(SystemClock(), Limits(start_seconds=0)) as reader:
        with pytest.raises(Invalid) as crashed:
            reader.warm_up()

        assert crashed.value.say.key == "ingest.crashed"


def test_a_closed_child_is_gone() -> None:
    child = Child(Limits())
    child.kill()

    assert not child.is_alive
    assert not psutil.pid_exists(child.pid)
