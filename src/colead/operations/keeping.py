"""`colead back-up` and `colead keys ...`: copies to keep, and the keys' own upkeep; each says what it did."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection

from colead.promises import checkup, custody

OWNER_ONLY = 0o600


def back_up_database(file: Path) -> int:
    """A whole copy of the SQLite database while it is in use; never half of one."""
    if connection.vendor != "sqlite":
        raise ImproperlyConfigured("This database is PostgreSQL: back it up with pg_dump --format=custom.")
    require_new(file)
    connection.ensure_connection()
    file.touch(OWNER_ONLY)
    with closing(sqlite3.connect(file)) as copy:
        connection.connection.backup(copy)
    print(f"The database is copied to {file}. Without the keys it opens nothing: keep the two apart.")
    return 0


def back_up_keys(folder: Path) -> int:
    require_right_store()
    try:
        custody.copy_to(folder)
    except custody.NotEmpty:
        raise ImproperlyConfigured(f"{folder} holds something already. Name a new folder.") from None
    print(f"The keys are copied to {folder}. Keep them apart from every copy of the database.")
    return 0


def write_ledger(file: Path) -> int:
    require_new(file)
    require_right_store()
    n = custody.write_ledger(file)
    print(f"{n} erased people are written to {file}. Keep it apart from the copies of keys and database.")
    return 0


def replay_ledger(file: Path) -> int:
    with file.open(encoding="utf-8") as lines:
        try:
            n = custody.replay_ledger(lines)
        except ValueError:
            raise ImproperlyConfigured(
                f"{file} is no ledger that colead keys ledger wrote. Nothing was done."
            ) from None
    print(f"{n} erased people stay erased.")
    return 0


def rotate() -> int:
    require_right_store()
    print(f"Key-encryption key {custody.rotate()} wraps from now on. The earlier ones open older backups still.")
    return 0


def destroy_old() -> int:
    require_right_store()
    gone = custody.destroy_old()
    print(f"Destroyed key-encryption keys: {', '.join(map(str, gone)) or 'none'}.")
    return 0


def require_right_store() -> None:
    """A copy of an empty store would pass for a backup. While the database is away, nothing is compared."""
    with suppress(DatabaseError):
        checkup.require_store()


def require_new(file: Path) -> None:
    if file.exists():
        raise ImproperlyConfigured(f"{file} is there already. Name a new file.")
    if not file.absolute().parent.is_dir():
        raise ImproperlyConfigured(f"There is no folder {file.absolute().parent}.")
