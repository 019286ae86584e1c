"""The demo says where it is once it answers there, and Ctrl-C ends it within seconds, whatever is still open."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from colead.operations.demo import command, folder, ports, site
from tests.attacks.syncing import free_port, wait_for
from tests.house.floors import ROOT

SECONDS_AT_MOST = 10
HALF_A_FORM = (
    b"POST /account/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Content-Length: 500\r\n\r\nlogin="
)


Started = tuple["subprocess.Popen[str]", int]


@pytest.fixture
def starting(tmp_path: Path) -> Iterator[Started]:
    """A demo that counts as made, so that only its start and its end are asked about."""
    for name in (folder.MARKER, site.BUILT):
        (tmp_path / name).write_text("only for this test")
    (tmp_path / "keys").mkdir(mode=0o700)
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "colead", "demo", "--home", str(tmp_path), "--port", str(port)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "DJANGO_SETTINGS_MODULE": "colead.config.settings"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process, port
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def test_ctrl_c_ends_it_with_open_connections_and_half_a_form(starting: Started) -> None:
    process, port = starting
    wait_for(port)
    kept = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    kept.request("GET", "/health/")
    assert kept.getresponse().read() == b"well\n"
    with socket.create_connection(("127.0.0.1", port)) as half:
        half.sendall(HALF_A_FORM)
        began = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)
        said = process.communicate(timeout=30)[1]
        assert time.monotonic() - began < SECONDS_AT_MOST
    kept.close()
    assert process.returncode == 0
    assert said.splitlines()[-1] == "Colead has stopped. The next start goes on where this one ended."
    assert "Traceback" not in said


def test_address_that_is_said_answers_at_once(starting: Started) -> None:
    process, port = starting
    assert process.stderr is not None
    line = next(line for line in process.stderr if "Colead is at" in line)
    assert f"http://127.0.0.1:{port}/demo/" in line
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    asked.request("GET", "/health/")
    assert asked.getresponse().read() == b"well\n"
    asked.close()


def test_what_is_handed_out_leads_to_the_port_that_is_served(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """Here, and in the server and the worker, which read it from their surroundings."""
    beside: list[tuple[str, ...]] = []
    seen: list[tuple[str, str]] = []
    monkeypatch.setenv("COLEAD_URL", "http://localhost:8000/")
    monkeypatch.setattr(site, "start", partial(begun, beside))

    def look(*_words: object, **_more: object) -> None:
        seen.append((os.environ["COLEAD_URL"], settings.SITE_URL))

    monkeypatch.setattr(site.server, "run", look)
    site.serve(8477)
    assert seen == [("http://127.0.0.1:8477/", "http://127.0.0.1:8477/")]
    assert {words[0] for words in beside} == {"http://127.0.0.1:8477/"}


def begun(beside: list[tuple[str, ...]], *words: str) -> "Ended":
    beside.append((os.environ["COLEAD_URL"], *words))
    return Ended()


class Ended:
    """A process beside the server, which has nothing to do here."""

    def terminate(self) -> None: ...

    def wait(self) -> None: ...


def test_port_that_was_named_and_is_taken_is_said_before_anything_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "demo"
    home.mkdir()
    (home / folder.MARKER).write_text("a demo somebody worked in")
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(ImproperlyConfigured, match=f"port {port}.*a free one is taken"):
            command.run(["--home", str(home), "--port", str(port), "--fresh"])
    assert (home / folder.MARKER).read_text() == "a demo somebody worked in"
    assert "Colead is at" not in capsys.readouterr().err


def test_port_nobody_named_is_another_when_the_first_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        monkeypatch.setattr(ports, "FIRST_PORT", other.getsockname()[1])
        monkeypatch.setattr(ports, "LAST_PORT", other.getsockname()[1] + 20)
        assert ports.FIRST_PORT < ports.first_free() <= ports.LAST_PORT
        monkeypatch.setattr(ports, "LAST_PORT", ports.FIRST_PORT)
        with pytest.raises(ImproperlyConfigured, match="Name another"):
            ports.first_free()
