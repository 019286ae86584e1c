"""100,000 signed records and 100,000 entries of the trail, verified: promise P11 gives each five seconds."""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from bench.figure import Figure, seconds
from colead.foundation import clock
from colead.promises import keystore, signatures, trail
from colead.promises.models import SignedRecord, TrailEntry

ENTRIES = 100_000
GOAL_SECONDS = 5.0


def figures() -> list[Figure]:
    """Each chain is rolled back afterwards, so that other benchmarks find the site as it was."""
    chain = measured(sign, lambda: signatures.verify(signatures.public_key()))
    entries = measured(walk, lambda: trail.faults({}))
    return [
        Figure("signed_records_verified", chain, GOAL_SECONDS, "seconds", f"{ENTRIES} records"),
        Figure("trail_entries_verified", entries, GOAL_SECONDS, "seconds", f"{ENTRIES} entries"),
    ]


def measured(fill: Callable[[], None], verify: Callable[[], list[object]]) -> float:
    with transaction.atomic():
        fill()
        assert verify() == []
        taken = seconds(verify, rounds=3)
        transaction.set_rollback(True)
    return taken


def sign() -> None:
    """A chain as the product writes it, in one go."""
    seal, previous, links = keystore.seal_key(is_first=True), signatures.START, []
    signers = [
        {"person": str(UUID(int=n)), "name": "Ana Ruiz", "at": "2026-11-23T10:00:00", "method": "tap"} for n in (1, 2)
    ]
    SignedRecord.objects.all().delete()
    for height in range(1, ENTRIES + 1):
        link = SignedRecord(
            height=height,
            release_id=UUID(int=height),
            document_hash=f"{height:064x}",
            signers=signers,
            signed_at=clock.now(),
            previous=previous,
        )
        link.digest = signatures.digest_of(link)
        link.seal = seal.sign(bytes.fromhex(link.digest)).hex()
        previous = signatures.imprint(link.digest, link.seal)
        links.append(link)
    SignedRecord.objects.bulk_create(links, batch_size=2000)


def walk() -> None:
    """One long chain of the trail."""
    key, previous, entries = keystore.trail_key(), trail.START, []
    for height in range(1, ENTRIES + 1):
        entry = TrailEntry(
            chain=str(UUID(int=9)),
            height=height,
            at=clock.now(),
            actor_id=UUID(int=1),
            verb="turned_key",
            subject_kind="promises.release",
            subject_id=str(UUID(int=height)),
            facts={"kind": "agreement", "n": height},
            previous=previous,
        )
        entry.digest = trail.digest_of(key, tuple(getattr(entry, name) for name in trail.COLUMNS[:-1]))
        previous = entry.digest
        entries.append(entry)
    TrailEntry.objects.bulk_create(entries, batch_size=2000)
