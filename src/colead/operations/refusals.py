"""What keeps a command from its work, told to the person at the terminal in one message instead of a trace."""

from typing import Final

from django.core.exceptions import ImproperlyConfigured
from django.db.utils import DatabaseError, InterfaceError, OperationalError, ProgrammingError

CODE: Final = 2
STOPPED: Final = 130  # what a shell calls an end by Ctrl-C
KNOWN: Final = (ImproperlyConfigured, PermissionError, OperationalError, ProgrammingError, InterfaceError)
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
    if any(sign in first for sign in NO_TABLE):
        return "The database is older than the code, or new: run colead migrate, then this again."
    return f"The database does not answer as it should: {first}"
