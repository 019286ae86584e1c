"""Keeping the keys: copy the store, rotate what wraps, erase a person, and make a restored store true again."""

import json
import shutil
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.db import transaction

from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.people.models import Person
from colead.promises import ballots, keyfiles, keystore, space, trail


class NotEmpty(Exception):
    """A copy of the keys goes into a folder of its own."""


@transaction.atomic
def erase(*, person: Person, by: Viewer) -> None:
    """Own words become unreadable in every copy of the database; what a partner holds too stays with the partner.

    The caller has asked who may. The key goes last: were the record refused, nothing would have been destroyed.
    """
    space.end_grants(reader=person)
    trail.record(verb="erased", subject=person, by=by)
    keystore.destroy(person.pk, on_day=clock.today().isoformat())


def is_erased(person_id: UUID) -> bool:
    return str(person_id) in {erased for erased, _ in keystore.erasures()}


def write_ledger(path: Path) -> int:
    """The ledger of the erased, one line each, to be kept apart from every backup of the store."""
    rows = keystore.erasures()
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return len(rows)


def replay_ledger(lines: Iterable[str]) -> int:
    """After a restore and before the first request: whoever was erased is erased again."""
    rows = [json.loads(line) for line in lines if line.strip()]
    keystore.replay((str(UUID(person)), str(day)) for person, day in rows)
    return len(rows)


def copy_to(folder: Path) -> None:
    """A copy of the store while it is in use, readable by its owner alone; the keys of open waves are in no copy."""
    if folder.exists() and any(folder.iterdir()):
        raise NotEmpty
    folder.mkdir(mode=keyfiles.OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
    for path in keyfiles.folder().iterdir():
        if path.is_file() and not path.name.startswith((".", keystore.STORE, ballots.PREFIX)):
            shutil.copy2(path, folder / path.name)
    (folder / keystore.STORE).touch(keyfiles.OWNER_ONLY_FILE)
    copy = sqlite3.connect(folder / keystore.STORE)
    try:
        keystore.connection().backup(copy)
    finally:
        copy.close()


def rotate() -> int:
    """A new key-encryption key; every person key is wrapped anew, all or nothing."""
    return keystore.rotate_kek()


def destroy_old() -> list[int]:
    """The key-encryption keys that wrap nobody any more; after the last backup that needs them has expired."""
    return keystore.destroy_old_keks()
