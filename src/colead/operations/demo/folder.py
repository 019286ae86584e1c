"""The demo's folder, made before the settings are read: a secret, a marker, and an environment that points to it."""

import os
import secrets
import shutil
from pathlib import Path
from typing import Final
from zoneinfo import available_timezones

MARKER: Final = "this-is-a-demo"
LOCAL_TIME: Final = Path("/etc/localtime")
NOT_FOR_A_DEMO: Final = ("DATABASE_URL", "COLEAD_KEYSTORE", "COLEAD_HTTPS", "COLEAD_HOSTS", "COLEAD_SECRET_KEY")

SIGNED: Final = (
    "Helen Park, Chief Executive, 2024-01-08; Ana Ruiz, sponsor, 2024-01-08; Dr Kwame Osei, sponsor, 2024-01-09"
)


class NotADemo(Exception):
    """This is a real installation; nothing of the demo exists in it."""


def prepare(home: Path, *, fresh: bool = False) -> None:
    """A folder with a real site in it is refused."""
    if (home / "colead.sqlite3").exists() and not (home / MARKER).is_file():
        raise NotADemo
    if fresh and (home / MARKER).is_file():
        shutil.rmtree(home)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in (MARKER, "secret"):
        write_once(home / name)
    for name in NOT_FOR_A_DEMO:
        os.environ.pop(name, None)
    os.environ["COLEAD_HOME"] = str(home)
    os.environ["COLEAD_SECRET_KEY_FILE"] = str(home / "secret")
    os.environ["COLEAD_MAIL_BACKEND"] = "django.core.mail.backends.dummy.EmailBackend"
    os.environ["COLEAD_COVENANT_SIGNED"] = SIGNED
    os.environ.setdefault("COLEAD_TIME_ZONE", zone_of(LOCAL_TIME.resolve()))


def zone_of(path: Path) -> str:
    """The zone by which this computer's clock goes, so that a door that is open until ten shuts at ten."""
    name = str(path).rpartition("zoneinfo/")[2]
    return name if name in available_timezones() else "UTC"


def write_once(path: Path) -> None:
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32), encoding="utf-8")
