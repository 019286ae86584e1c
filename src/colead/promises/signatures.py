"""The chain of signed records: each link holds the digest of the one before and the server's Ed25519 seal.

Heads are anchored outside the database, in the key store and in each signer's receipt, so that a tail cut is found.
"""

import hashlib
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from colead.foundation import clock, notices
from colead.promises import keystore, trail
from colead.promises.ciphers import canonical
from colead.promises.models import Key, Release, SignedRecord

CHAIN: Final = "signed"
START: Final = "0" * 64


@dataclass(frozen=True)
class Broken:
    """Where the chain of signed records does not hold, and how."""

    height: int
    what: str


def append(release: Release, keys: list[Key]) -> SignedRecord:
    """Adds the release to the chain in the caller's transaction; a receipt for each signer goes to the outbox."""
    trail.lock(CHAIN)
    last = SignedRecord.objects.order_by("-height").first()
    link = SignedRecord(
        height=last.height + 1 if last else 1,
        release_id=release.pk,
        document_hash=release.text_hash,
        signers=[signer(key) for key in sorted(keys, key=lambda key: str(key.person_id))],
        signed_at=clock.now(),
        previous=last.digest if last else START,
    )
    link.digest = digest_of(link)
    link.seal = keystore.seal_key().sign(bytes.fromhex(link.digest)).hex()
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
    moment = key.turned_at.isoformat(timespec="seconds") if key.turned_at else ""
    return {"person": str(key.person_id), "name": key.person.name, "at": moment, "method": key.method}


def digest_of(link: SignedRecord) -> str:
    words = {
        "height": link.height,
        "release": str(link.release_id),
        "document": link.document_hash,
        "signers": link.signers,
        "at": link.signed_at.isoformat(timespec="microseconds"),
        "previous": link.previous,
    }
    return hashlib.sha256(canonical(words)).hexdigest()


def anchor() -> None:
    """Writes down outside the database how far the chain has come; called after commit by the keeper and by verify."""
    last = SignedRecord.objects.order_by("-height").first()
    if last is not None:
        keystore.write_head(CHAIN, last.height, bytes.fromhex(last.digest))


def public_key() -> bytes:
    return keystore.seal_key().public_key().public_bytes_raw()


def verify(public: bytes, head: tuple[int, bytes] | None = None) -> list[Broken]:
    """Every place where the chain was changed, cut, reordered or rebuilt. `head` is an anchored height and digest."""
    checker = Ed25519PublicKey.from_public_bytes(public)
    broken: list[Broken] = []
    height, previous = 0, START
    seen_head = head is None
    for link in SignedRecord.objects.order_by("height").iterator(chunk_size=2000):
        if link.height != height + 1:
            broken.append(Broken(height + 1, "missing"))
        if link.previous != previous:
            broken.append(Broken(link.height, "does not follow the one before"))
        if digest_of(link) != link.digest:
            broken.append(Broken(link.height, "changed"))
        if not is_sealed(checker, link):
            broken.append(Broken(link.height, "not sealed by this installation"))
        if head is not None and link.height == head[0]:
            seen_head = True
            if bytes.fromhex(link.digest) != head[1]:
                broken.append(Broken(link.height, "differs from the anchored head"))
        height, previous = link.height, link.digest
    if not seen_head:
        broken.append(Broken(height + 1, "cut off before the anchored head"))
    return broken


def is_sealed(checker: Ed25519PublicKey, link: SignedRecord) -> bool:
    try:
        checker.verify(bytes.fromhex(link.seal), bytes.fromhex(link.digest))
    except (InvalidSignature, ValueError):
        return False
    return True


def unmatched() -> list[Broken]:
    """Signed releases whose row no longer carries the hash that was signed, and releases missing from the chain."""
    links = {link.release_id: link for link in SignedRecord.objects.all()}
    rows = Release.door._unguarded().filter(is_signed_kind=True, released_at__isnull=False).defer("ciphertext")
    broken = [
        Broken(links[row.pk].height if row.pk in links else 0, "release differs from what was signed")
        for row in rows
        if row.pk not in links or links[row.pk].document_hash != row.text_hash
    ]
    present = {row.pk for row in rows}
    return broken + [Broken(link.height, "release is gone") for key, link in links.items() if key not in present]
