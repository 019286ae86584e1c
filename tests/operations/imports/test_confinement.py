"""The reader of foreign files can open nothing, call nobody and take no more than it was given."""

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from colead.operations.imports import sandbox
from colead.operations.imports.messages import Refused

START = "import sys, socket, os, subprocess; sys.path.insert(0, sys.argv[1]);"
CONFINED = START + "from colead.operations.imports.confinement import confine; confine();"


def confined(line: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-I", "-c", CONFINED + line, str(sandbox.SOURCES)],
        capture_output=True,
        timeout=30,
        check=False,
    )


def test_confined_process_can_still_work() -> None:
    assert confined("print(6 * 7)").stdout == b"42\n"


@pytest.mark.parametrize(
    "line",
    [
        "open('/etc/passwd')",
        "open('/tmp/colead-escape', 'w')",
        "os.open('/etc/passwd', os.O_RDONLY)",
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.socket()",
        "subprocess.run(['true'])",
        "os.system('true') == 0 or sys.exit(1)",
        "os.fork()",
        "os.listdir('/')",
        "x = bytearray(600_000_000)",
    ],
)
def test_confined_process_cannot_leave(line: str) -> None:
    assert confined(line).returncode != 0


def test_endless_reader_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "START", "import time; time.sleep(60)")
    monkeypatch.setattr(sandbox, "WALL_SECONDS", 0.3)
    with pytest.raises(Refused, match="1 messages"):
        sandbox.read_table(b"name\nx")


def test_reader_that_dies_is_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "START", "import os; os.abort()")
    with pytest.raises(Refused):
        sandbox.read_table(b"name\nx")


def test_reader_is_told_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLEAD_SECRET_KEY", "not for readers of files")
    monkeypatch.setattr(sandbox, "START", "import json, os; print(json.dumps(sorted(os.environ)))")
    assert "COLEAD_SECRET_KEY" not in next(sandbox.ask(sandbox.TABLE_READER, b"name\nx"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    read_or_refuse(content)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some.lists(some.lists(some.text(max_size=12), min_size=1, max_size=4), min_size=1, max_size=6))
def test_any_text_is_read_or_refused(rows: list[list[str]]) -> None:
    read_or_refuse("\n".join(",".join(row) for row in rows).encode("utf-8", "surrogatepass"))


def read_or_refuse(content: bytes) -> None:
    said = ""
    rows: list[tuple[int, list[str]]] = []
    header: list[str] = []
    try:
        table = sandbox.read_table(content)
        header, rows = table.header, table.rows
    except Refused as refused:
        said = refused.messages[0].text
    assert said != sandbox.TOO_MUCH
    assert all(len(cells) == len(header) for _number, cells in rows)
