"""What keeps a command from its work, told to the person at the terminal in one message instead of a trace."""

from typing import Final

from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.utils import DatabaseError, InterfaceError, OperationalError, ProgrammingError

from colead.promises import presence

CODE: Final = 2
MIGRATIONS: Final = "django_migrations"
STOPPED: Final = 130  # what a shell calls an end by Ctrl-C
KNOWN: Final = (
    ImproperlyConfigured,
    PermissionError,
    presence.StoreMissing,
    OperationalError,
    ProgrammingError,
    InterfaceError,
)
WITHOUT_KEY: Final = "COLEAD_SECRET_KEY is missing. docs/operate/install.md says how to make one."
SQLITE: Final = {
    "unable to open database file": (
        "The database cannot be opened. COLEAD_HOME must be a folder where this account may write."
    ),
    "attempt to write a readonly database": (
        "The database may not be written by this account. Run Colead as the account that owns COLEAD_HOME."
    ),
    "database or disk is full": "The disk is full. Nothing of what was asked was kept; make room and do it again.",
    "database is locked": "Somebody else was writing for too long. Nothing was changed; do it again.",
}
NO_TABLE: Final = ("no such table", "no such column", "does not exist")
OF_THE_SERVER: Final = "FATAL"  # PostgreSQL could not even be entered: no role, or no database, of that name
MIGRATE: Final = "The database is older than the code, or new: run colead migrate, then this again."


def words_for(fault: BaseException) -> str:
    if isinstance(fault, PermissionError):
        return (
            f"This account may not use {fault.filename or 'a file it needs'}. "
            "Run Colead as the account that owns it, or let that account own it."
        )
    if isinstance(fault, DatabaseError | InterfaceError):
        return database_words(str(fault))
    said = str(fault)
    return WITHOUT_KEY if "SECRET_KEY setting" in said else said


def database_words(said: str) -> str:
    first = next(iter(said.splitlines()), "")
    for sign, words in SQLITE.items():
        if sign in said:
            return words
    if any(sign in first for sign in NO_TABLE) and OF_THE_SERVER not in first:
        return presence.lost_database() if is_lost() else MIGRATE
    if OF_THE_SERVER in first and "database" in first and "does not exist" in first and presence.holds_keys():
        return presence.lost_database()
    return f"The database does not answer as it should: {first}"


def is_lost() -> bool:
    """Nothing was ever put in this database, and yet there are keys."""
    return presence.holds_keys() and not has_tables()


def has_tables() -> bool:
    try:
        return MIGRATIONS in connection.introspection.table_names()
    except DatabaseError:
        return False
