"""The whole database as rows, to see what a request changed, and as the bytes a thief would carry away."""

from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, models

Rows = dict[str, dict[Any, tuple[Any, ...]]]
# What any request may touch: its session, its token, a count of tries, the key that makes a form count once.
BESIDES = {"django_session", "cache_entries", "foundation_replay"}


def every_model() -> list[type[models.Model]]:
    return [
        model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy
    ]


def snapshot(*, without: set[str] = BESIDES) -> Rows:
    found: Rows = {}
    with connection.cursor() as cursor:
        for model in every_model():
            table = model._meta.db_table
            if table in without:
                continue
            columns = [field.column for field in model._meta.local_concrete_fields]
            names = ", ".join(connection.ops.quote_name(column) for column in columns)
            cursor.execute(f"SELECT {names} FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own names
            place = columns.index(model._meta.pk.column)
            found[table] = {row[place]: tuple(map(plain, row)) for row in cursor.fetchall()}
    return found


def plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview | bytearray) else value


Change = tuple[str, Any, tuple[Any, ...] | None, tuple[Any, ...] | None]


def changes(before: Rows, after: Rows) -> list[Change]:
    """Each row that came, went or differs: table, key, the row before, the row after."""
    found: list[Change] = []
    for table in sorted(before.keys() | after.keys()):
        old, new = before.get(table, {}), after.get(table, {})
        if old == new:
            continue
        for key in old.keys() | new.keys():
            if old.get(key) != new.get(key):
                found.append((table, key, old.get(key), new.get(key)))
    return found


def tables_of(found: list[Change]) -> set[str]:
    return {table for table, *_ in found}


def database_bytes() -> bytes:
    """What lies in the file, its log and its free pages; on PostgreSQL what a dump copies out."""
    if connection.vendor == "postgresql":
        return postgresql_bytes()
    raw: Any = connection.connection
    parts = [raw.serialize()]
    name = str(connection.settings_dict["NAME"])
    for ending in ("", "-wal", "-journal"):
        path = Path(name + ending)
        if path.is_file():
            parts.append(path.read_bytes())
    return b"".join(parts)


def postgresql_bytes() -> bytes:
    parts: list[bytes] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
                parts += [bytes(chunk) for chunk in copy]
    # A dump writes bytes as hexadecimal; the words would lie in them readable.
    return b"".join(parts)
