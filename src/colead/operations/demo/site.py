"""Makes the demo's folder, database and keys from nothing, and serves it on loopback."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection

from colead.operations import server
from colead.operations.demo.folder import MARKER, NotADemo
from colead.operations.demo.ports import LOOPBACK
from colead.operations.models import DemoSite
from colead.people.models import Person

BUILT = "built"
Say = Callable[[str], None]


def is_demo() -> bool:
    """Whether marker file, database and engine all say so. A marker copied into a real site matches nothing."""
    marker = Path(settings.HOME) / MARKER
    if not settings.IS_DEMO or connection.vendor != "sqlite" or not marker.is_file():
        return False
    return DemoSite.objects.filter(word=marker.read_text(encoding="utf-8")).exists()


def require_demo() -> None:
    if not is_demo():
        raise NotADemo


def build(history: Callable[[Say], None], say: Say) -> None:
    """An empty database becomes Riverside. A build that was cut off begins again."""
    home = Path(settings.HOME)
    if (home / BUILT).is_file():
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        return
    connection.close()
    for stale in home.glob("colead.sqlite3*"):
        stale.unlink()
    shutil.rmtree(home / "keys", ignore_errors=True)
    say("Making the database")
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if Person.objects.exists() or get_user_model().objects.exists():
        raise NotADemo
    DemoSite.objects.create(word=(home / MARKER).read_text(encoding="utf-8"))
    history(say)
    (home / BUILT).touch()


def leave_ctrl_c_to_us() -> None:
    """A worker that is still starting would die of it with a trace; this process ends it in a moment."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def start(*words: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", *words], preexec_fn=leave_ctrl_c_to_us)


def answer_at(address: str) -> None:
    """What is handed out to be opened elsewhere, here and by every process beside, leads to where the demo is."""
    os.environ["COLEAD_URL"] = address
    settings.SITE_URL = address


def serve(port: int) -> None:
    """The same server a hospital runs, on loopback, with the worker beside it; ends with Ctrl-C."""
    answer_at(f"http://{LOOPBACK}:{port}/")
    teller = start("colead.operations.demo.herald", str(port))
    worker = start("colead", "work")
    try:
        server.run(LOOPBACK, port, threads=8, certificate=None, key=None, is_demo=True)
    finally:
        for process in (teller, worker):
            process.terminate()
            process.wait()
