"""Runs the real server under strace and looks whether an answer left before what it promises lay on the disk."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from colead.operations.demo.folder import MARKER
from tests.house.floors import ROOT

TOKEN = "a" * 32
CALLS = "pwrite64,pwritev,write,writev,fdatasync,fsync,sendto,sendmsg"
ANSWER = re.compile(r'"HTTP/1\.1 (2|3)\d\d')
# Written into the temporary site: the same settings, but a commit no longer waits for the disk.
WEAK_SETTINGS = """
from colead.config.settings import *
OPTIONS = DATABASES["default"]["OPTIONS"]
OPTIONS["init_command"] = OPTIONS["init_command"].replace("synchronous=FULL", "synchronous=NORMAL")
"""
WEAK_ENTRY = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "weak_settings"
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
"""
PEOPLE = """
import django
django.setup()
from django.test import Client
from tests.cast import make_riverside
town = make_riverside()
client = Client()
client.force_login(town.ana.login, backend="allauth.account.auth_backends.AuthenticationBackend")
print(client.cookies["session"].value, town.exec.pk)
"""


SERVER = [sys.executable, "-m", "colead", "serve"]
GRANIAN = str(Path(sys.executable).with_name("granian"))
WEAK_SERVER = [GRANIAN, "--interface", "wsgi", "--workers", "1", "--no-ws", "weak_entry:application"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Site:
    home: Path
    env: dict[str, str]
    session: str
    partnership: str


def has_strace() -> bool:
    """Whether processes may be watched here."""
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True).returncode == 0


def make_site(home: Path) -> Site:
    """A loopback site with Riverside's people in it."""
    (home / MARKER).write_text("only for this test", encoding="utf-8")
    (home / "weak_settings.py").write_text(WEAK_SETTINGS, encoding="utf-8")
    (home / "weak_entry.py").write_text(WEAK_ENTRY, encoding="utf-8")
    env = {
        name: value for name, value in os.environ.items() if not name.startswith(("COLEAD_", "DATABASE_", "DJANGO_"))
    }
    env |= {
        "COLEAD_HOME": str(home),
        "COLEAD_SECRET_KEY": "only for this test, and longer than thirty-two",
        "DJANGO_SETTINGS_MODULE": "colead.config.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT), str(home)]),
    }
    for command in (["migrate", "--verbosity=0"], ["createcachetable"]):
        subprocess.run([sys.executable, "-m", "colead", *command], env=env, check=True, capture_output=True)
    made = subprocess.run([sys.executable, "-c", PEOPLE], env=env, check=True, capture_output=True, text=True)
    session, partnership = made.stdout.split()
    return Site(home, env, session, partnership)


@contextmanager
def served(where: Site, trace: Path, *, is_weak: bool = False) -> Iterator[int]:
    port = free_port()
    command = WEAK_SERVER if is_weak else SERVER
    watch = ["strace", "-f", "-y", "-s", "24", "-e", f"trace={CALLS}", "-o", str(trace)]
    process = subprocess.Popen(
        [*watch, *command, "--port", str(port)],
        env=where.env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_for(port)
        yield port
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_for(port: int) -> None:
    for _ in range(600):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/no-such-page/")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("the server did not come up")


def set_door(where: Site, port: int, state: str) -> int:
    """A form as the browser sends it."""
    body = urlencode({"says": state, "csrfmiddlewaretoken": TOKEN, "once": str(uuid.uuid4())})
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"session={where.session}; csrf={TOKEN}",
        "Origin": f"http://127.0.0.1:{port}",
    }
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST", f"/partnerships/{where.partnership}/door/", body, headers)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status


@dataclass
class Watch:
    """Reads the trace line by line: what was written to the log of the database, what was synced, what was answered."""

    dirty: bool = False
    writes: int = 0
    syncs: int = 0
    answers: int = 0
    early: int = 0

    def read(self, trace: Path) -> "Watch":
        waiting: set[str] = set()
        for line in trace.read_text(errors="replace").splitlines():
            pid, _, call = line.partition(" ")
            call = call.strip()
            self.note_write(call)
            self.note_sync(pid, call, waiting)
            if ANSWER.search(call) and call.startswith(("write", "send")) and self.writes:
                self.answers += 1
                self.early += self.dirty
        return self

    def note_write(self, call: str) -> None:
        if call.startswith(("pwrite", "write(")) and "colead.sqlite3-wal>" in call:
            self.dirty = True
            self.writes += 1

    def note_sync(self, pid: str, call: str, waiting: set[str]) -> None:
        is_sync = call.startswith(("fdatasync(", "fsync(")) and "colead.sqlite3-wal>" in call
        if is_sync and call.endswith("<unfinished ...>"):
            waiting.add(pid)
        elif is_sync or (pid in waiting and "sync resumed>" in call):
            waiting.discard(pid)
            self.dirty = False
            self.syncs += 1


def watch(where: Site, trace: Path, states: list[str], *, is_weak: bool = False) -> tuple[list[int], Watch]:
    with served(where, trace, is_weak=is_weak) as port:
        statuses = [set_door(where, port, state) for state in states]
    return statuses, Watch().read(trace)
