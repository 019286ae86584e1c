"""Keys outside the database: one file of wrapped person keys, one key-encryption key, one seal key.

Three calls carry the vault: `wrap`, `unwrap`, `destroy`. The store may stand on another volume and belong to another
user of the machine; a database backup without it opens nothing, and it without the database opens nothing either.
"""

import os
import sqlite3
import threading
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

KEY_BYTES = 32
NONCE_BYTES = 12
_local = threading.local()


class KeyGone(Exception):
    """The key was destroyed, or never was: what it closed stays closed."""


def folder() -> Path:
    return Path(settings.KEYSTORE)


def private_file(name: str, content: bytes) -> bytes:
    """Reads a file of the store, or writes it once with no other reader than its owner."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder() / name
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return content


def key_encryption_key() -> AESGCM:
    return AESGCM(private_file("kek", AESGCM.generate_key(bit_length=256)))


def seal_key() -> Ed25519PrivateKey:
    """The Ed25519 key that seals the chain of signed records."""
    return Ed25519PrivateKey.from_private_bytes(private_file("seal", Ed25519PrivateKey.generate().private_bytes_raw()))


def connection() -> sqlite3.Connection:
    path = str(folder() / "person-keys.sqlite3")
    if getattr(_local, "path", None) != path:
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        made = sqlite3.connect(path, isolation_level=None, timeout=20)
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("PRAGMA synchronous=FULL")
        made.execute("PRAGMA secure_delete=ON")
        made.execute("CREATE TABLE IF NOT EXISTS person_key (person TEXT PRIMARY KEY, wrapped BLOB NOT NULL)")
        made.execute("CREATE TABLE IF NOT EXISTS erased (person TEXT PRIMARY KEY, on_day TEXT NOT NULL)")
        made.execute("CREATE TABLE IF NOT EXISTS head (chain TEXT PRIMARY KEY, height INTEGER, digest BLOB)")
        _local.store, _local.path = made, path
    store: sqlite3.Connection = _local.store
    return store


def wrap(person_id: UUID) -> bytes:
    """The person's key; made and wrapped at the first call. An erased person never gets another."""
    store = connection()
    try:
        return unwrap(person_id)
    except KeyGone:
        if store.execute("SELECT 1 FROM erased WHERE person = ?", (str(person_id),)).fetchone():
            raise
    nonce, key = os.urandom(NONCE_BYTES), AESGCM.generate_key(bit_length=256)
    wrapped = nonce + key_encryption_key().encrypt(nonce, key, person_id.bytes)
    store.execute("INSERT OR IGNORE INTO person_key VALUES (?, ?)", (str(person_id), wrapped))
    return unwrap(person_id)


def unwrap(person_id: UUID) -> bytes:
    row = connection().execute("SELECT wrapped FROM person_key WHERE person = ?", (str(person_id),)).fetchone()
    if row is None:
        raise KeyGone
    try:
        return key_encryption_key().decrypt(row[0][:NONCE_BYTES], row[0][NONCE_BYTES:], person_id.bytes)
    except InvalidTag:
        raise KeyGone from None


def destroy(person_id: UUID, *, on_day: str) -> None:
    """Erases: the key is overwritten and the erasure written down, so that no restored copy makes a new one."""
    store = connection()
    store.execute("BEGIN IMMEDIATE")
    store.execute("INSERT OR IGNORE INTO erased VALUES (?, ?)", (str(person_id), on_day))
    store.execute("DELETE FROM person_key WHERE person = ?", (str(person_id),))
    store.execute("COMMIT")
    store.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def write_head(chain: str, height: int, digest: bytes) -> None:
    """Anchors how far a chain had come, outside the database that holds it; never backwards."""
    connection().execute(
        "INSERT INTO head VALUES (?, ?, ?) ON CONFLICT(chain) DO UPDATE SET height = excluded.height, "
        "digest = excluded.digest WHERE excluded.height >= head.height",
        (chain, height, digest),
    )


def read_head(chain: str) -> tuple[int, bytes] | None:
    row = connection().execute("SELECT height, digest FROM head WHERE chain = ?", (chain,)).fetchone()
    return (row[0], row[1]) if row else None
