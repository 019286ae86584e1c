"""Refuses to serve with settings under which 'saved' would not be saved, or words could travel in the open."""

from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from colead.operations.command import OTHERS_NOTHING
from colead.promises import checkup

SQLITE_FULL: Final = 2
WEAK_COMMITS: Final = {"off", "local"}


def weaknesses() -> list[str]:
    """What is weaker than promised, in words an operator can act on; empty when all is well."""
    found = [] if len(settings.SECRET_KEY) >= 32 else ["COLEAD_SECRET_KEY is missing or shorter than 32 characters."]
    if not settings.IS_HTTPS and not settings.IS_DEMO:
        found.append("COLEAD_HTTPS is off. Only a demo may be served without it.")
    found += [f"The key store: {fault}." for fault in checkup.exposed_keys()]
    return found + (sqlite_weaknesses() if connection.vendor == "sqlite" else postgresql_weaknesses())


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
    if ask("SHOW fsync") == "off":
        found.append("PostgreSQL runs with fsync off: a power cut could destroy the database.")
    return found


def ask(question: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def require_strength() -> None:
    found = weaknesses()
    if found:
        raise ImproperlyConfigured("Colead does not start. " + " ".join(found))
