"""Reads settings from the environment; refuses a name or a word it does not know; reads secrets from files."""

import os
import re
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit
from zoneinfo import available_timezones

from django.core.exceptions import ImproperlyConfigured

from colead.content import safety
from colead.rules.text_guard import is_bounded

TRUE_WORDS = {"1", "true", "yes", "on"}
TELEPHONE = re.compile(r"\+?[0-9][0-9 ()./-]{1,24}")
NOT_WITHIN_BRACES = re.compile(r",(?![^{]*\})")
# What an address of a database may ask for beside its place: how the line to it is guarded.
LINE_WORDS = {"sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout"}
FALSE_WORDS = {"0", "false", "no", "off"}
OURS, OF_TESTS = "COLEAD_", "COLEAD_TEST_"
asked: set[str] = set()


def text(name: str, default: str = "") -> str:
    """A value, or the content of the file that `<name>_FILE` points to."""
    asked.update((name, f"{name}_FILE"))
    file_name = os.environ.get(f"{name}_FILE")
    if file_name:
        return content(Path(file_name), f"{name}_FILE")
    return os.environ.get(name, default)


def require_known() -> None:
    """Asked when every setting was read: a name of ours that nothing reads is a slip, and would be obeyed by nobody."""
    for name in sorted(os.environ):
        if name.startswith(OURS) and not name.startswith(OF_TESTS) and name not in asked:
            meant = get_close_matches(name, sorted(asked), n=1)
            nearest = f" Did you mean {meant[0]}?" if meant else ""
            raise ImproperlyConfigured(f"{name} is not a setting.{nearest} docs/operate/settings.md lists them all.")


def content(path: Path, name: str) -> str:
    """What stands in a file, or in one sentence why it cannot be had."""
    try:
        found = path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise ImproperlyConfigured(f"{name} names {path}, and there is no such file.") from None
    except PermissionError:
        raise ImproperlyConfigured(
            f"{name} names {path}, which this account may not read. Let the account that runs Colead own it."
        ) from None
    except (OSError, UnicodeDecodeError):
        raise ImproperlyConfigured(f"{name} names {path}, which cannot be read as a text.") from None
    if not found:
        raise ImproperlyConfigured(f"{name} names {path}, and the file is empty.")
    return found


def number(name: str, default: int) -> int:
    word = text(name, str(default)).strip()
    if not word.isdecimal():
        raise ImproperlyConfigured(f"{name} is {word!r}; write a number.")
    return int(word)


def zone(name: str, default: str) -> str:
    word = text(name, default).strip()
    if word not in available_timezones():
        raise ImproperlyConfigured(f"{name} is {word!r}; write a time zone such as America/Chicago.")
    return word


def patterns(name: str, default: str) -> list[str]:
    """Regular expressions, divided by commas; a comma within braces, as in `{5,8}`, belongs to its expression."""
    parts = NOT_WITHIN_BRACES.split(text(name, default))
    found = [part.strip() for part in parts if part.strip()]
    for pattern in found:
        try:
            re.compile(pattern)
        except re.error:
            raise ImproperlyConfigured(f"{name} has {pattern!r}, which is no regular expression.") from None
        if not is_bounded(pattern):
            raise ImproperlyConfigured(
                f"{name} has {pattern!r}, which repeats without an end. Write {{0,9}} for * and {{1,9}} for +."
            )
    return found


def truth(name: str, default: bool) -> bool:
    word = text(name).strip().lower()
    if not word:
        return default
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise ImproperlyConfigured(f"{name} is {word!r}; write yes or no.")


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def signatures(name: str, default: str = "") -> list[tuple[str, str, date]]:
    """Who signed, as what, on which day: 'Helen Park, Chief executive, 2026-01-12; ...'."""
    found = []
    for entry in filter(None, (part.strip() for part in text(name, default).split(";"))):
        parts = [part.strip() for part in entry.split(",")]
        try:
            who, office, day = parts
            found.append((who, office, date.fromisoformat(day)))
        except ValueError:
            raise ImproperlyConfigured(
                f"{name} has {entry!r}; write a name, an office and a day: Jo Hall, Chief executive, 2026-01-12."
            ) from None
    return found


def telephones(name: str) -> dict[str, str]:
    """Whom to call first, by the key of the route: 'danger_now=4444; employee_relations=+1 704 555 0100'."""
    known = [route.key for route in safety.load().duty_to_report.routes]
    found = {}
    for entry in filter(None, (part.strip() for part in text(name).split(";"))):
        key, _sign, number = (part.strip() for part in entry.partition("="))
        if key not in known or not TELEPHONE.fullmatch(number):
            raise ImproperlyConfigured(f"{name} has {entry!r}; write one of {', '.join(known)}, = and a number.")
        found[key] = number
    return found


def database(url: str, sqlite_file: Path) -> dict[str, object]:
    """The database of `DATABASE_URL`, or SQLite with the durability that promise P14 asks for."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(sqlite_file),
            "CONN_MAX_AGE": None,  # each new connection would read the whole schema again
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                    "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-20000; PRAGMA secure_delete=ON;"
                ),
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must start with postgresql://")
    try:
        port = str(parts.port or "")
    except ValueError:
        raise ImproperlyConfigured("DATABASE_URL has a port that is no number.") from None
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    strange = sorted(query.keys() - LINE_WORDS - {"host"})
    if strange:
        raise ImproperlyConfigured(
            f"DATABASE_URL asks for {', '.join(strange)}; it may ask for host, {', '.join(sorted(LINE_WORDS))}."
        )
    line = {word: query[word] for word in LINE_WORDS & query.keys()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", "") or parts.hostname or "",
        "PORT": port,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8}, **line},
    }
