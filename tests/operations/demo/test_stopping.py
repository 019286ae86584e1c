"""Ctrl-C ends the demo within seconds and says so, whatever a browser still holds open."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from colead.operations.demo import folder, site
from tests.attacks.syncing import free_port, wait_for
from tests.house.floors import ROOT

SECONDS_AT_MOST = 10
HALF_A_FORM = (
    b"POST /account/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Content-Length: 500\r\n\r\nlogin="
)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    """A demo that counts as made, so that only its start and its end are asked about."""
    for name in (folder.MARKER, site.BUILT):
        (tmp_path / name).write_text("only for this test")
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
        wait_for(port)
        yield process, port
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def test_ctrl_c_ends_it_with_open_connections_and_half_a_form(
    running: tuple["subprocess.Popen[str]", int],
) -> None:
    process, port = running
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
