"""Makes the demo's folder, database and keys from nothing, and serves it on loopback."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection

from colead.operations.models import DemoSite
from colead.people.models import Person

MARKER = "this-is-a-demo"
BUILT = "built"
LOOPBACK = "127.0.0.1"
FIRST_PORT, LAST_PORT = 8000, 8100
Say = Callable[[str], None]


class NotADemo(Exception):
    """This installation is a real one; nothing of the demo exists in it."""


def prepare_folder(home: Path, *, fresh: bool = False) -> None:
    """Runs before the settings are read: a folder, a secret, a marker. A folder with a real site in it is refused."""
    if fresh and (home / MARKER).is_file():
        shutil.rmtree(home)
    if (home / "colead.sqlite3").exists() and not (home / MARKER).is_file():
        raise NotADemo
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in (MARKER, "secret"):
        path = home / name
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_hex(32), encoding="utf-8")
    os.environ["COLEAD_HOME"] = str(home)
    os.environ["COLEAD_SECRET_KEY_FILE"] = str(home / "secret")
    os.environ["COLEAD_MAIL_BACKEND"] = "django.core.mail.backends.dummy.EmailBackend"
    for name in ("DATABASE_URL", "COLEAD_KEYSTORE", "COLEAD_HTTPS", "COLEAD_HOSTS"):
        os.environ.pop(name, None)


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


def free_port() -> int:
    for port in range(FIRST_PORT, LAST_PORT):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, port))
            except OSError:
                continue
            return port
    raise OSError("no free port between 8000 and 8100")


def serve(port: int) -> int:
    """The same server a hospital runs, on loopback, with the worker beside it; ends with Ctrl-C."""
    worker = subprocess.Popen([sys.executable, "-m", "colead", "work"])
    try:
        return subprocess.call(server_command(LOOPBACK, port))
    except KeyboardInterrupt:
        return 0
    finally:
        worker.terminate()
        worker.wait()


def server_command(host: str, port: int) -> list[str]:
    return [
        str(Path(sys.executable).with_name("granian")),
        "--interface",
        "wsgi",
        "--host",
        host,
        "--port",
        str(port),
        "--workers",
        "1",
        "--blocking-threads",
        "8",
        "--no-ws",
        "--log-level",
        "warning",
        "colead.config.wsgi:application",
    ]
