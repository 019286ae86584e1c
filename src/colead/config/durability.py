"""Refuses to serve with settings under which 'saved' would not be saved, or words could travel in the open."""

from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.http.request import validate_host

from colead.config import readiness
from colead.operations.command import OTHERS_NOTHING
from colead.promises import checkup

SECRET_MIN: Final = 32
WEAK_KEY: Final = (
    "COLEAD_SECRET_KEY is missing or shorter than 32 characters. Make one with "
    "(umask 077; head -c 48 /dev/urandom | base64 > secret) and let COLEAD_SECRET_KEY_FILE name that file."
)
SEE: Final = "The settings are told in docs/operate/settings.md, the steps in docs/operate/install.md."
SQLITE_FULL: Final = 2
WEAK_COMMITS: Final = {"off", "local"}


def weaknesses() -> list[str]:
    """What is weaker than promised, in words an operator can act on; empty when all is well."""
    found = setting_weaknesses() + [f"The key store: {fault}." for fault in checkup.exposed_keys()]
    return found + (sqlite_weaknesses() if connection.vendor == "sqlite" else postgresql_weaknesses())


def setting_weaknesses() -> list[str]:
    """What can be told without asking the database."""
    found = [] if len(secret()) >= SECRET_MIN else [WEAK_KEY]
    if settings.IS_DEMO:
        return found
    if not settings.IS_HTTPS:
        found.append("COLEAD_HTTPS is off. Only a demo may be served without it.")
    if "*" in settings.ALLOWED_HOSTS:
        found.append("COLEAD_HOSTS is *. Write the names under which this site is asked for.")
    return found + address_weaknesses()


def address_weaknesses() -> list[str]:
    """The address in mail is the one by which people come in; a wrong one is found by nobody until they do."""
    address = urlsplit(settings.SITE_URL)
    if address.scheme != "https" or not address.hostname:
        return [f"COLEAD_URL is {settings.SITE_URL}. Write the address that people open, with https://."]
    if not validate_host(address.hostname, settings.ALLOWED_HOSTS):
        return [f"COLEAD_HOSTS does not name {address.hostname}, the host of COLEAD_URL; its pages would be refused."]
    return []


def secret() -> str:
    try:
        return settings.SECRET_KEY
    except ImproperlyConfigured:
        return ""


def sqlite_weaknesses() -> list[str]:
    found = []
    if ask("PRAGMA synchronous") not in (SQLITE_FULL, SQLITE_FULL + 1):
        found.append("SQLite runs without synchronous=FULL: a power cut could lose what was saved.")
    if str(ask("PRAGMA journal_mode")).lower() != "wal":
        found.append("SQLite runs without its write-ahead log.")
    if connection.settings_dict["OPTIONS"].get("transaction_mode") != "IMMEDIATE":
        found.append("SQLite runs without transaction_mode IMMEDIATE: two writers could lose a write.")
    return found + [f"{path.name} can be read by others on this machine: chmod 600 it." for path in exposed_files()]


def exposed_files() -> list[Path]:
    """The database and its logs, as far as they are files that somebody else may open."""
    database = Path(connection.settings_dict["NAME"])
    files = [database, *(database.with_name(f"{database.name}-{end}") for end in ("wal", "shm"))]
    return [path for path in files if path.is_file() and path.stat().st_mode & OTHERS_NOTHING]


def postgresql_weaknesses() -> list[str]:
    found = []
    if ask("SHOW synchronous_commit") in WEAK_COMMITS:
        found.append("PostgreSQL runs with synchronous_commit off: a power cut could lose what was saved.")
    for name in ("fsync", "full_page_writes"):
        if ask(f"SHOW {name}") == "off":
            found.append(f"PostgreSQL runs with {name} off: a power cut could destroy the database.")
    return found


def ask(question: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def require_strength() -> None:
    """Settings first, then the database: what one cannot reach for want of a setting is not asked."""
    found = setting_weaknesses() or readiness.first_steps() or weaknesses() + readiness.next_steps()
    found = found or readiness.last_steps()
    if found:
        raise ImproperlyConfigured("\n".join(["Colead does not start.", *(f"  - {line}" for line in found), SEE]))
