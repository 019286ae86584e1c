"""Answers that nobody can be traced by: a ticket that is stored nowhere, a sealed answer of one size, keys that go.

Two keys belong to a wave and stand in the key store alone, in no backup of it: one makes the tickets, one opens the
answers. While the wave is open the database holds places, imprints and sealed answers of one size. At the close all are
opened at once, shuffled, and handed over without their tickets; then rows and keys are gone.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from django.db import transaction

from colead.promises import keyfiles
from colead.promises.ciphers import Overlong, pad, unpad
from colead.promises.models.ballots import Ballot

PREFIX: Final = "wave-"  # of files that no backup of the key store takes along
TICKET_BYTES: Final = 16
KEY_BYTES: Final = 32
PLAIN_BYTES: Final = 4096
SEALED_BYTES: Final = 4144
SUITE: Final = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)

Answers = dict[str, Any]


class KeysGone(Exception):
    """The keys of this wave are not in the store: it was closed, or its volume was lost. Nothing of it opens again."""


@dataclass(frozen=True)
class Holder:
    """Somebody who may answer, by whatever names them in the wave, and from where."""

    name: str
    leaf: str
    discipline: str = ""


@dataclass(frozen=True)
class Returned:
    """What came from one place. Whose it is, and when it came, is not known."""

    leaf: str
    discipline: str
    answers: Answers


@dataclass(frozen=True)
class Opened:
    """All that came, in an order of its own, and how many ballots had been moved or changed and do not count."""

    returned: list[Returned]
    n_unreadable: int


@transaction.atomic
def prepare(*, wave: UUID, holders: Iterable[Holder]) -> bytes:
    """Lays out a ballot for each who may answer, in the order of their imprints; returns the key that seals."""
    keyfiles.make(ticket_file(wave), secrets.token_bytes(KEY_BYTES))
    keyfiles.make(seal_file(wave), X25519PrivateKey.generate().private_bytes_raw())
    rows = [
        Ballot(wave=wave, leaf=holder.leaf, discipline=holder.discipline, imprint=imprint(ticket(wave, holder.name)))
        for holder in holders
    ]
    Ballot.door._unguarded().bulk_create(sorted(rows, key=lambda row: bytes(row.imprint)))
    return private_key(wave).public_key().public_bytes_raw()


def ticket(wave: UUID, name: str) -> str:
    """Made anew each time it is asked for; it opens nothing but the one ballot, and only while the wave is open."""
    return hmac.new(key_of(ticket_file(wave)), f"{wave}|{name}".encode(), "sha256").digest()[:TICKET_BYTES].hex()


def imprint(ticket: str) -> bytes:
    return hashlib.sha256(ticket.encode()).digest()


def cast(*, wave: UUID, seal: bytes, ticket: str, answers: Answers) -> None:
    """One write, of one field, of one size. A strange ticket changes nothing and is answered alike."""
    plain = json.dumps(answers, ensure_ascii=False, separators=(",", ":")).encode()
    padded = pad(plain, PLAIN_BYTES)
    if len(padded) != PLAIN_BYTES:
        raise Overlong("these answers are longer than a ballot")
    mine = imprint(ticket)
    sealed = SUITE.encrypt(padded, X25519PublicKey.from_public_bytes(seal), info=wave.bytes + mine)
    Ballot.door._unguarded().filter(wave=wave, imprint=mine).update(sealed=sealed)


def open_all(wave: UUID) -> Opened:
    """Every answer without its ticket. Only the close asks for it, and forgets the ballots in the same breath."""
    key = private_key(wave)
    rows = Ballot.door._unguarded().filter(wave=wave).exclude(sealed=None)
    found = [opened(row, key) for row in rows.iterator()]
    returned = [one for one in found if one is not None]
    secrets.SystemRandom().shuffle(returned)
    return Opened(returned, len(found) - len(returned))


def opened(row: Ballot, key: X25519PrivateKey) -> Returned | None:
    try:
        plain = SUITE.decrypt(bytes(row.sealed or b""), key, info=row.wave.bytes + bytes(row.imprint))
    except (InvalidTag, ValueError):
        return None
    return Returned(row.leaf, row.discipline, json.loads(unpad(plain)))


def invited(wave: UUID) -> list[tuple[str, str]]:
    """The place of each who may answer, whether they did or not."""
    return list(Ballot.door._unguarded().filter(wave=wave).order_by("imprint").values_list("leaf", "discipline"))


def forget_rows(wave: UUID) -> None:
    Ballot.door._unguarded().filter(wave=wave).delete()


def forget_keys(wave: UUID) -> None:
    """After the rows are gone for good. Done twice it does no harm, so a crash in between is made up for."""
    for name in (ticket_file(wave), seal_file(wave)):
        if keyfiles.read(name) is not None:
            keyfiles.remove(name)


def ticket_file(wave: UUID) -> str:
    return f"{PREFIX}{wave}.tickets"


def seal_file(wave: UUID) -> str:
    return f"{PREFIX}{wave}.seal"


def private_key(wave: UUID) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(key_of(seal_file(wave)))


def key_of(name: str) -> bytes:
    key = keyfiles.read(name)
    if key is None:
        raise KeysGone
    return key
