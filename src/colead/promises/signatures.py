"""The chain of signed records: each link holds the digest and seal of the one before and the server's Ed25519 seal.

Since a link binds the seal before it, the last seal stands for all. Heads are anchored outside the database, in the key
store and in each signer's receipt, so that a tail cut, and a chain rebuilt with a stolen seal key, are found.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from colead.foundation import clock, notices
from colead.promises import keystore, trail
from colead.promises.ciphers import Document, canonical
from colead.promises.models import Key, Release, SignedRecord

CHAIN: Final = "signed"
START: Final = "0" * 64
LOOKED_AT: Final = 5
COLUMNS: Final = ("height", "release_id", "document_hash", "signers", "signed_at", "previous", "digest", "seal")
Head = tuple[int, bytes]


@dataclass(frozen=True)
class Broken:
    """Where the chain of signed records does not hold, and how."""

    height: int
    what: str


def append(release: Release, keys: list[Key]) -> SignedRecord:
    """Adds the release to the chain in the caller's transaction; a receipt for each signer goes to the outbox."""
    trail.lock(CHAIN)
    last = SignedRecord.objects.order_by("-height").first()
    seal = keystore.seal_key(is_first=last is None)
    link = SignedRecord(
        height=last.height + 1 if last else 1,
        release_id=release.pk,
        document_hash=release.text_hash,
        signers=[signer(key) for key in sorted(keys, key=lambda key: str(key.person_id))],
        signed_at=clock.now(),
        previous=imprint(last.digest, last.seal) if last else START,
    )
    link.digest = digest_of(link)
    link.seal = seal.sign(bytes.fromhex(link.digest)).hex()
    link.save(force_insert=True)
    for key in keys:
        receipt = f"{link.document_hash} {link.height} {link.digest}"
        notices.put(
            key=f"receipt {link.height} {key.person_id}",
            person_id=key.person_id,
            sentence="receipt",
            extra=receipt,
        )
    return link


def signer(key: Key) -> dict[str, str]:
    moment = key.turned_at.astimezone(UTC).isoformat(timespec="seconds") if key.turned_at else ""
    return {"person": str(key.person_id), "name": key.person.name, "at": moment, "method": key.method}


def imprint(digest: str, seal: str) -> str:
    """What the next link carries of this one."""
    return hashlib.sha256(f"{digest}{seal}".encode()).hexdigest()


def words_of(values: tuple[Any, ...]) -> Document:
    """What a link says, of the columns up to `previous`; the stand-alone verifier reads the same words."""
    height, release_id, document_hash, signers, signed_at, previous = values
    return {
        "height": height,
        "release": str(release_id),
        "document": document_hash,
        "signers": signers,
        "at": signed_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "previous": previous,
    }


def digest_of(link: SignedRecord) -> str:
    return digest_of_values(tuple(getattr(link, name) for name in COLUMNS[:-2]))


def digest_of_values(values: tuple[Any, ...]) -> str:
    return hashlib.sha256(canonical(words_of(values))).hexdigest()


def anchor() -> bool:
    """Writes down outside the database how far the chain has come; the worker calls it before receipts leave.

    A chain that no longer holds from its last anchor on is not anchored, so that the evidence stays.
    """
    known = keystore.read_head(CHAIN)
    last = SignedRecord.objects.order_by("-height").values_list("height", "digest").first()
    if last is None or (known is not None and last[0] <= known[0]):
        return known is None or last == (known[0], known[1].hex())
    if verify(public_key(), known, since=known[0] if known else 0):
        return False
    keystore.write_head(CHAIN, last[0], bytes.fromhex(last[1]))
    return True


def public_key() -> bytes:
    """What anyone checks the seals with; empty as long as nothing was ever signed."""
    if not keystore.has_seal_key() and not SignedRecord.objects.exists():
        return b""
    return keystore.seal_key().public_key().public_bytes_raw()


def is_sealed_here() -> bool:
    """Whether the store's key sealed any of the newest records: one that was changed is no sign of another store."""
    rows = list(SignedRecord.objects.order_by("-height").values_list(*COLUMNS)[:LOOKED_AT])
    if not rows or not keystore.has_seal_key():
        return not rows
    checker = Ed25519PublicKey.from_public_bytes(public_key())
    return any(is_sealed(checker, row) for row in rows)


def verify(
    public: bytes, head: Head | None = None, *, heads: Sequence[Head] = (), since: int = 0, every_seal: bool = False
) -> list[Broken]:
    """Every place where the chain was changed, cut, reordered or rebuilt.

    `head` and `heads` are heights and digests kept elsewhere: anchors, receipts. `since` begins at that height.
    """
    checker = Ed25519PublicKey.from_public_bytes(public) if public else None
    known = [*heads, *([head] if head is not None else [])]
    waiting = {height: {digest for other, digest in known if other == height} for height, _ in known}
    broken: list[Broken] = []
    height, previous, last = since - 1 if since else 0, START, None
    rows = SignedRecord.objects.filter(height__gte=since).order_by("height").values_list(*COLUMNS)
    for row in rows.iterator(chunk_size=2000):
        broken += broken_at(row, height, "" if last is None and since else previous)
        if every_seal and not is_sealed(checker, row):
            broken.append(Broken(row[0], "not sealed by this installation"))
        if waiting.pop(row[0], set()) - {trail.as_bytes(row[-2])}:
            broken.append(Broken(row[0], "differs from the anchored head"))
        height, previous, last = row[0], imprint(row[-2], row[-1]), row
    if last is not None and not every_seal and not is_sealed(checker, last):
        broken.append(Broken(height, "not sealed by this installation"))
    return broken + [Broken(cut, "cut off before the anchored head") for cut in sorted(waiting)]


def broken_at(row: tuple[Any, ...], height: int, previous: str) -> Iterable[Broken]:
    """`previous` is empty where the one before is not looked at."""
    if row[0] != height + 1:
        yield Broken(height + 1, "missing")
    if previous and row[5] != previous:
        yield Broken(row[0], "does not follow the one before")
    if digest_of_values(row[:-2]) != row[-2]:
        yield Broken(row[0], "changed")


def is_sealed(checker: Ed25519PublicKey | None, row: tuple[Any, ...]) -> bool:
    if checker is None:
        return False
    try:
        checker.verify(bytes.fromhex(row[-1]), bytes.fromhex(row[-2]))
    except (InvalidSignature, ValueError):
        return False
    return True


def unmatched() -> list[Broken]:
    """Signed releases whose row no longer carries the hash that was signed, and releases missing from the chain."""
    links = {
        release_id: (height, digest)
        for height, release_id, digest in SignedRecord.objects.values_list("height", "release_id", "document_hash")
    }
    rows = Release.door._unguarded().filter(is_signed_kind=True, released_at__isnull=False)
    signed = dict(rows.values_list("pk", "text_hash"))
    broken = [
        Broken(links.get(key, (0, ""))[0], "release differs from what was signed")
        for key, text_hash in signed.items()
        if links.get(key, (0, ""))[1] != text_hash
    ]
    return broken + [Broken(height, "release is gone") for key, (height, _) in links.items() if key not in signed]
