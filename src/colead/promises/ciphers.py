"""AES-256-GCM of one document: a key per item, padded to a few sizes, bound to where it belongs."""

import json
import os
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12
LENGTH_BYTES = 4
CANONICAL: Final = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))
SIZES = (256, 1024, 4096, 16384, 65536, 262144, 1048576)

Document = dict[str, Any]
Stored = bytes | memoryview  # as the database gives it back


class Unreadable(Exception):
    """This ciphertext does not open here: moved, changed, or its key is gone."""


class Overlong(ValueError):
    """More words than the greatest size holds."""


@dataclass(frozen=True)
class Place:
    """Where a ciphertext belongs. Moved to another model, field, item, space or author, it does not open."""

    model: str
    field: str
    item: UUID
    space: UUID
    author: UUID
    key_version: int

    def as_bytes(self) -> bytes:
        words = ("colead", self.model, self.field, self.item, self.space, self.author, self.key_version)
        return "|".join(str(word) for word in words).encode()


def pad(plain: bytes, floor: int = SIZES[0]) -> bytes:
    """Fills up to one of a few sizes, none below the floor, so that a length tells next to nothing."""
    needed = max(len(plain) + LENGTH_BYTES, floor)
    size = next((size for size in SIZES if size >= needed), None)
    if size is None:
        raise Overlong("this text is longer than a space can hold")
    return (len(plain).to_bytes(LENGTH_BYTES, "big") + plain).ljust(size, b"\0")


def unpad(padded: bytes) -> bytes:
    length = int.from_bytes(padded[:LENGTH_BYTES], "big")
    return padded[LENGTH_BYTES : LENGTH_BYTES + length]


def item_key(space_key: bytes, item: UUID) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"colead item " + item.bytes).derive(space_key)


def encrypt(key: bytes, place: Place, document: Document, floor: int = SIZES[0]) -> bytes:
    """Encrypts under the item's key."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, pad(canonical(document), floor), place.as_bytes())


def decrypt(key: bytes, place: Place, ciphertext: Stored | None) -> Document:
    if ciphertext is None:
        raise Unreadable
    sealed = bytes(ciphertext)
    try:
        padded = AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.as_bytes())
    except (InvalidTag, ValueError):
        raise Unreadable from None
    document: Document = json.loads(unpad(padded).decode())
    return document


def wrap_key(under: bytes, key: bytes, bound_to: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(under).encrypt(nonce, key, bound_to)


def unwrap_key(under: bytes, wrapped: Stored, bound_to: bytes) -> bytes:
    sealed = bytes(wrapped)
    try:
        return AESGCM(under).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to)
    except (InvalidTag, ValueError):
        raise Unreadable from None


def canonical(document: Document) -> bytes:
    """The one way a document is written down: sorted keys, UTF-8, no spaces to spare."""
    return CANONICAL.encode(document).encode()
