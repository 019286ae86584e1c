"""The cast as it stood when it was built, put back row by row: to build it anew for each test took a fifth of the run.

It is built anew every tenth time, since whose id comes first is chance, and whenever something lies there already.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, ClassVar

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils import timezone

from colead.foundation import clock
from colead.people.models import Person
from colead.promises import keyfiles, keystore
from colead.promises.models.trails import TrailEntry
from tests.cast import Riverside, make_riverside

TIMES = 10
Rows = dict[str, list[tuple[Any, ...]]]


@dataclass
class Kept:
    town: Riverside
    rows: Rows
    keys: dict[str, bytes]
    built_on: date
    left: int = TIMES

    latest: ClassVar["Kept | None"] = None


def riverside() -> Riverside:
    if is_touched():
        return make_riverside()
    kept = Kept.latest
    if kept is None or not kept.left or kept.built_on != clock.today():
        return built()
    kept.left -= 1
    put_back(kept)
    return deepcopy(kept.town)


def is_touched() -> bool:
    """Somebody or something is there already, or the time is another: then nothing of before fits in."""
    is_travelled = abs(clock.now() - timezone.now()) > timedelta(seconds=1)
    has_keys = keystore.folder().is_dir() and any(keystore.folder().iterdir())
    return is_travelled or has_keys or Person.objects.exists() or TrailEntry.objects.exists()


def built() -> Riverside:
    before = {table: set(rows) for table, rows in all_rows()}
    town = make_riverside()
    rows = {table: [row for row in rows if row not in before[table]] for table, rows in all_rows()}
    keystore.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    files = [path for path in keystore.folder().iterdir() if not path.name.startswith(".")]
    keys = {path.name: path.read_bytes() for path in files if path.suffix not in {".sqlite3-wal", ".sqlite3-shm"}}
    Kept.latest = Kept(deepcopy(town), {table: found for table, found in rows.items() if found}, keys, clock.today())
    return town


def all_rows() -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - the name of a table
            yield table, cursor.fetchall()


def put_back(kept: Kept) -> None:
    here = keyfiles.made_folder()
    for name, content in kept.keys.items():
        path = Path(here / name)
        path.touch(mode=keyfiles.OWNER_ONLY_FILE)
        path.write_bytes(content)
    with transaction.atomic(), connection.cursor() as cursor:
        for table, rows in kept.rows.items():
            places = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f"INSERT INTO {connection.ops.quote_name(table)} VALUES ({places})", rows)  # noqa: S608
        if connection.vendor == "postgresql":
            for statement in connection.ops.sequence_reset_sql(no_style(), list(apps.get_models())):
                cursor.execute(statement)
