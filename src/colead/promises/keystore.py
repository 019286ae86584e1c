"""Keys outside the database: one file of wrapped person keys, the keys that wrap them, and the keys that seal.

Three calls carry the vault: `wrap`, `unwrap`, `destroy`. The store may stand on another volume and belong to another
user of the machine; a database backup without it opens nothing, and it without the database opens nothing either.
"""

import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from colead.promises import keyfiles
from colead.promises.ciphers import NONCE_BYTES, Unreadable

KEY_BYTES: Final = 32
STORE: Final = "person-keys.sqlite3"
TABLES: Final = (
    "CREATE TABLE IF NOT EXISTS person_key (person TEXT PRIMARY KEY, kek INTEGER NOT NULL, wrapped BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS erased (person TEXT PRIMARY KEY, on_day TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS head (chain TEXT, height INTEGER, digest BLOB NOT NULL, PRIMARY KEY (chain, height))",
)
FIND_KEY: Final = """
    SELECT person, kek, wrapped FROM person_key WHERE person = ? AND person NOT IN (SELECT person FROM erased)
"""
ADD_HEAD: Final = """
    INSERT INTO head SELECT ?1, ?2, ?3 WHERE NOT EXISTS (SELECT 1 FROM head WHERE chain = ?1 AND height >= ?2)
"""
DROP_HEADS: Final = """
    DELETE FROM head WHERE chain = ? AND height < (SELECT MAX(height) FROM head WHERE chain = ?)
"""
PERSON_KEYS: Final = "the keys of people"
TRAIL_KEY: Final = "the key of the trail"
SEAL_KEY: Final = "the key that seals signed records"
_local = threading.local()


class KeyGone(Unreadable):
    """The key was destroyed, or never was: what it closed stays closed."""


class StoreMissing(Exception):
    """The database needs keys that this store does not hold: its volume is not the one that belongs here.

    Its words are for the operator's terminal and log; no page shows them.
    """

    def __init__(self, *lacking: str) -> None:
        super().__init__(
            f"The key store at {folder()} lacks {', '.join(lacking) or PERSON_KEYS}, which this database needs. "
            "Put the key store back from its backup, or let COLEAD_KEYSTORE name the folder where it is; "
            "docs/operate/keys.md tells how. Until then no key is made and nothing is opened."
        )


def folder() -> Path:
    return keyfiles.folder()


def is_empty() -> bool:
    """No key was ever made here."""
    return not kek_versions()


def kek_versions() -> list[int]:
    """The key-encryption keys that are kept; the last one wraps."""
    names = (path.name.removeprefix("kek-") for path in folder().glob("kek-*"))
    return sorted(int(name) for name in names if name.isdecimal())


def new_kek(version: int) -> int:
    keyfiles.make(f"kek-{version}", AESGCM.generate_key(bit_length=256))
    return version


def key_encryption_key(version: int) -> AESGCM:
    key = keyfiles.read(f"kek-{version}")
    if key is None or len(key) != KEY_BYTES:
        raise KeyGone
    return AESGCM(key)


def seal_key(*, is_first: bool = False) -> Ed25519PrivateKey:
    """The Ed25519 key that seals the chain of signed records; made for its first record and never again."""
    found = keyfiles.read("seal")
    if not is_first and (found is None or len(found) != KEY_BYTES):
        raise StoreMissing(SEAL_KEY)
    new = Ed25519PrivateKey.generate().private_bytes_raw() if found is None else b""
    return Ed25519PrivateKey.from_private_bytes(found or keyfiles.make("seal", new))


def has_seal_key() -> bool:
    return keyfiles.read("seal") is not None


def trail_key(*, is_first: bool = False) -> bytes:
    """The key under which every entry of the trail is digested, so that the database alone cannot rebuild a chain.

    Made for the first entry of all.
    """
    found = keyfiles.read("trail")
    if found is None and not is_first:
        raise StoreMissing(TRAIL_KEY)
    return found if found is not None else keyfiles.make("trail", AESGCM.generate_key(bit_length=256))


def has_trail_key() -> bool:
    return keyfiles.read("trail") is not None


def has_person_keys() -> bool:
    """Asked before the file is opened, since opening makes one where there is none."""
    return not is_empty() and (folder() / STORE).is_file()


def connection() -> sqlite3.Connection:
    """One for each thread and process, opened anew when another file has taken the store's place."""
    path = folder() / STORE
    mark = mark_of(path)
    if mark is None or getattr(_local, "mark", None) != mark:
        _local.store = opened()
        _local.mark = mark_of(path)
    store: sqlite3.Connection = _local.store
    return store


def mark_of(path: Path) -> tuple[str, int, int] | None:
    stamp = keyfiles.stamp_of(path)
    return (str(path), os.getpid(), stamp[0]) if stamp else None


def opened() -> sqlite3.Connection:
    with keyfiles.one_at_a_time() as here:
        # The file exists before SQLite opens it, so that its mode, which its journals copy, is ours.
        os.close(os.open(here / STORE, os.O_RDWR | os.O_CREAT, keyfiles.OWNER_ONLY_FILE))
        made = sqlite3.connect(str(here / STORE), isolation_level=None, timeout=20)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            made.execute(f"PRAGMA {pragma}")
        for table in TABLES:
            made.execute(table)
    return made


@contextmanager
def writing() -> Iterator[sqlite3.Connection]:
    """One writer at a time, all or nothing, synced before it returns."""
    store = connection()
    store.execute("BEGIN IMMEDIATE")
    try:
        yield store
    except BaseException:
        store.execute("ROLLBACK")
        raise
    store.execute("COMMIT")


def bound_to(person: str, version: int) -> bytes:
    return f"colead person key {version} {person}".encode()


def closed(person: str, version: int, key: bytes) -> tuple[str, int, bytes]:
    nonce = os.urandom(NONCE_BYTES)
    return person, version, nonce + key_encryption_key(version).encrypt(nonce, key, bound_to(person, version))


def reopened(person: str, version: int, wrapped: bytes) -> bytes:
    try:
        return key_encryption_key(version).decrypt(
            wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], bound_to(person, version)
        )
    except InvalidTag:
        raise KeyGone from None


def wrap(person_id: UUID) -> bytes:
    """The person's key; made and wrapped at the first call. An erased person never gets another."""
    try:
        return unwrap(person_id)
    except KeyGone:
        make_key(str(person_id))
    return unwrap(person_id)


def make_key(person: str) -> None:
    with writing() as store:
        if not store.execute("SELECT 1 FROM erased WHERE person = ?", (person,)).fetchone():
            version = (kek_versions() or [new_kek(1)])[-1]
            row = closed(person, version, AESGCM.generate_key(bit_length=256))
            store.execute("INSERT OR IGNORE INTO person_key VALUES (?, ?, ?)", row)


def unwrap(person_id: UUID) -> bytes:
    """The ledger of the erased wins over a row that an old copy of the store brought back."""
    row = connection().execute(FIND_KEY, (str(person_id),)).fetchone()
    if row is None:
        raise KeyGone
    return reopened(*row)


def destroy(person_id: UUID, *, on_day: str) -> None:
    """Erases: the key is overwritten and the erasure written down, so that no restored copy makes a new one."""
    replay([(str(person_id), on_day)])


def erasures() -> list[tuple[str, str]]:
    """The ledger: who was erased and on which day. It is kept apart from the store's backups."""
    return list(connection().execute("SELECT person, on_day FROM erased ORDER BY on_day, person"))


def replay(ledger: Iterable[tuple[str, str]]) -> None:
    """Erases again whom a restored store had brought back."""
    with writing() as store:
        for person, on_day in ledger:
            store.execute("INSERT OR IGNORE INTO erased VALUES (?, ?)", (person, on_day))
            store.execute("DELETE FROM person_key WHERE person = ?", (person,))
    connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def rotate_kek() -> int:
    """A new key-encryption key; every person key is wrapped anew. The old ones stay until `destroy_old_keks`."""
    with writing() as store:
        version = new_kek((kek_versions() or [0])[-1] + 1)
        rows = store.execute("SELECT person, kek, wrapped FROM person_key").fetchall()
        anew = [closed(row[0], version, reopened(*row)) for row in rows]
        store.executemany("REPLACE INTO person_key VALUES (?, ?, ?)", anew)
    connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return version


def destroy_old_keks() -> list[int]:
    """Destroys each key-encryption key but the last; one that still wraps somebody's key stays."""
    with writing() as store:
        used = {row[0] for row in store.execute("SELECT DISTINCT kek FROM person_key")}
        old = [version for version in kek_versions()[:-1] if version not in used]
        for version in old:
            keyfiles.remove(f"kek-{version}")
    return old


def write_head(chain: str, height: int, digest: bytes) -> None:
    """Anchors how far a chain had come, outside the database that holds it; never backwards, never twice."""
    write_heads([(chain, height, digest)], keeps_earlier=True)


def write_heads(heads: Iterable[tuple[str, int, bytes]], *, keeps_earlier: bool = False) -> None:
    rows = list(heads)
    with writing() as store:
        store.executemany(ADD_HEAD, rows)
        if not keeps_earlier:
            earlier = [(chain, chain) for chain, _, _ in rows]
            store.executemany(DROP_HEADS, earlier)


def drop_heads_above(chain: str, height: int) -> int:
    """After a restore that lost the end of a chain; only `checkup.accept_restore` asks for it, and leaves a record."""
    with writing() as store:
        return store.execute("DELETE FROM head WHERE chain = ? AND height > ?", (chain, height)).rowcount


def read_head(chain: str) -> tuple[int, bytes] | None:
    found = read_heads(chain)
    return found[-1] if found else None


def read_heads(chain: str) -> list[tuple[int, bytes]]:
    """Every anchored head of one chain, the lowest first."""
    return list(connection().execute("SELECT height, digest FROM head WHERE chain = ? ORDER BY height", (chain,)))


def last_heads() -> dict[str, tuple[int, bytes]]:
    """The last anchored head of each chain."""
    rows = connection().execute("SELECT chain, height, digest FROM head ORDER BY chain, height")
    return {chain: (height, digest) for chain, height, digest in rows}


def known() -> set[str]:
    """Whose key is here, and who was erased."""
    rows = connection().execute("SELECT person FROM person_key UNION SELECT person FROM erased")
    return {person for (person,) in rows}
