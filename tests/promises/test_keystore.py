"""The key store: whole or not at all, one for many processes, and what was erased stays erased."""

import os
import shutil
import sqlite3
import subprocess
import sys
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from colead.promises import keyfiles, keystore, space
from colead.promises.ciphers import Unreadable
from tests.promises.desk.models import Page
from tests.promises.worlds import make_world, write_page

ONE_PROCESS = """
import sys, uuid
from django.conf import settings
settings.configure(KEYSTORE=sys.argv[1])
from colead.promises import keystore
seal, trail = keystore.seal_key(is_first=True), keystore.trail_key(is_first=True)
print(keystore.wrap(uuid.UUID(int=7)).hex(), seal.private_bytes_raw().hex(), trail.hex())
"""


def test_processes_that_begin_at_once_agree_on_every_key(tmp_path: Path) -> None:
    command = [sys.executable, "-c", ONE_PROCESS, str(tmp_path / "keys")]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(6)]
    said = {process.communicate(timeout=60)[0] for process in running}
    assert {process.returncode for process in running} == {0}
    assert len(said) == 1


def test_threads_that_begin_at_once_agree_on_every_key() -> None:
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: keystore.wrap(uuid.UUID(int=3)), range(40)))) == 1


@pytest.mark.parametrize("step", ["write", "fsync", "link"])
def test_crash_while_a_key_is_made_leaves_no_part_of_it(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """P13: a torn key file would lose everything that is closed under it."""

    def crash(*args: Any, **kwargs: Any) -> None:
        raise OSError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(keyfiles, "write_synced", crash) if step == "write" else patch.setattr(os, step, crash)
        with pytest.raises(OSError, match="power cut"):
            keyfiles.make("kek-1", b"k" * 32)
    assert keyfiles.read("kek-1") is None
    assert keyfiles.make("kek-1", b"k" * 32) == b"k" * 32


def test_second_writer_of_a_key_gets_the_first_ones() -> None:
    assert keyfiles.make("seal", b"first" * 8) == b"first" * 8
    assert keyfiles.make("seal", b"other" * 8) == b"first" * 8


def test_nobody_else_on_the_machine_reads_the_store(tmp_path: Path, settings: Any) -> None:
    settings.KEYSTORE = tmp_path / "wide" / "keys"
    old = os.umask(0)
    try:
        keystore.wrap(uuid.uuid4())
        keystore.seal_key(is_first=True)
    finally:
        os.umask(old)
    assert keyfiles.exposed() == []
    (settings.KEYSTORE / "seal").chmod(0o644)
    assert keyfiles.exposed() == [settings.KEYSTORE / "seal"]


def test_rotation_keeps_every_word_readable_and_lets_the_old_key_go(db: None) -> None:
    world = make_world()
    page = write_page(world)
    before = keystore.kek_versions()
    assert keystore.rotate_kek() == before[-1] + 1
    assert space.read(page, world.by(0))["body"] == "first words"
    assert keystore.destroy_old_keks() == before
    assert space.read(page, world.by(1))["body"] == "first words"
    write_page(make_world())
    assert keystore.kek_versions() == [before[-1] + 1]


def test_old_key_that_still_wraps_somebody_is_not_destroyed() -> None:
    person = uuid.uuid4()
    key = keystore.wrap(person)
    keystore.new_kek(2)
    assert keystore.destroy_old_keks() == []
    assert keystore.unwrap(person) == key


def test_rotation_that_fails_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    people = [uuid.uuid4() for _ in range(4)]
    keys = [keystore.wrap(person) for person in people]
    closed, calls = keystore.closed, iter(range(9))
    with monkeypatch.context() as patch:
        patch.setattr(keystore, "closed", lambda *row: closed(*row) if next(calls) < 2 else 1 / 0)
        with pytest.raises(ZeroDivisionError):
            keystore.rotate_kek()
    assert [keystore.unwrap(person) for person in people] == keys


def test_erased_person_stays_erased_when_old_copies_return(db: None, tmp_path: Path) -> None:
    """P16: a database and a store from before the erasure, and the ledger from after it."""
    world = make_world()
    note = space.write(Page, space=space.own(world.people[0]), by=world.by(0), text={"body": "only mine"})
    shared = write_page(world)
    keystore.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copy = shutil.copytree(keystore.folder(), tmp_path / "old-copy")
    keystore.destroy(world.people[0].pk, on_day="2026-11-23")
    ledger = keystore.erasures()
    with pytest.raises(Unreadable):  # the old database still holds the wraps of the space keys
        space.read(note, world.by(0))
    shutil.rmtree(keystore.folder())
    shutil.copytree(copy, keystore.folder())
    assert space.read(note, world.by(0))["body"] == "only mine", "an old store opens until the ledger is replayed"
    keystore.replay(ledger)
    for attempt in (keystore.unwrap, keystore.wrap):
        with pytest.raises(keystore.KeyGone):
            attempt(world.people[0].pk)
    with pytest.raises(Unreadable):
        space.read(note, world.by(0))
    assert space.read(shared, world.by(1))["body"] == "first words"


def test_ledger_wins_over_a_row_that_came_back() -> None:
    person = uuid.uuid4()
    keystore.wrap(person)
    row = keystore.connection().execute("SELECT * FROM person_key").fetchone()
    keystore.destroy(person, on_day="2026-11-23")
    keystore.connection().execute("INSERT INTO person_key VALUES (?, ?, ?)", row)
    with pytest.raises(keystore.KeyGone):
        keystore.unwrap(person)


def test_destroyed_key_leaves_no_bytes_in_the_files() -> None:
    person = uuid.uuid4()
    keystore.wrap(person)
    wrapped = keystore.connection().execute("SELECT wrapped FROM person_key").fetchone()[0]
    keystore.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert wrapped in b"".join(path.read_bytes() for path in keystore.folder().iterdir())
    keystore.destroy(person, on_day="2026-11-23")
    assert wrapped not in b"".join(path.read_bytes() for path in keystore.folder().iterdir())


def test_row_of_one_person_does_not_open_for_another() -> None:
    one, other = uuid.uuid4(), uuid.uuid4()
    keystore.wrap(one)
    store = keystore.connection()
    store.execute("UPDATE person_key SET person = ?", (str(other),))
    with pytest.raises(keystore.KeyGone):
        keystore.unwrap(other)


def test_head_never_goes_back_and_never_changes() -> None:
    keystore.write_head("signed", 5, b"five")
    keystore.write_head("signed", 5, b"forged")
    keystore.write_head("signed", 4, b"four")
    assert keystore.read_head("signed") == (5, b"five")
    keystore.write_head("signed", 9, b"nine")
    assert keystore.read_heads("signed") == [(5, b"five"), (9, b"nine")]


def test_store_that_took_anothers_place_is_read_anew(tmp_path: Path) -> None:
    """A restore while the product runs: no key of the former store is remembered."""
    person = uuid.uuid4()
    former = keystore.wrap(person)
    shutil.move(keystore.folder(), tmp_path / "former")
    assert keystore.wrap(person) != former
    assert isinstance(keystore.connection(), sqlite3.Connection)
