"""Looks over everything the promises rest on: trail, signed chain, releases, anchors, key store. Changes nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from colead.promises import imprints, keyfiles, keystore, signatures, trail
from colead.promises.models import Membership, Release, SignedRecord, TrailEntry

RECEIPT_PARTS = 3


@dataclass(frozen=True)
class Finding:
    """One thing looked over: how much of it there is, and each place where it does not hold."""

    name: str
    n: int
    faults: tuple[str, ...]


class NotAReceipt(ValueError):
    """A receipt is a document's hash, a height and a head."""


def examine(receipts: Sequence[str] = ()) -> list[Finding]:
    """`receipts` are lines from signers' mails; with them even a chain rebuilt with a stolen seal key is found."""
    return [
        Finding("Entries of the trail", TrailEntry.objects.count(), trail_faults()),
        Finding("Signed records", SignedRecord.objects.count(), chain_faults([head_of(line) for line in receipts])),
        Finding("Releases", Release.door._unguarded().filter(released_at__isnull=False).count(), release_faults()),
        Finding("People with a key", len(holders()), store_faults()),
    ]


def anchor() -> None:
    """After a clean look: writes down how far every chain has come."""
    signatures.anchor()
    trail.anchor()


def head_of(receipt: str) -> signatures.Head:
    parts = receipt.split()
    if len(parts) != RECEIPT_PARTS or not parts[1].isdecimal() or not trail.as_bytes(parts[2]):
        raise NotAReceipt(receipt)
    return int(parts[1]), trail.as_bytes(parts[2])


def trail_faults() -> tuple[str, ...]:
    return found(lambda: [f"chain {fault.chain}, entry {fault.height}: {fault.what}" for fault in trail.faults()])


def chain_faults(receipts: Sequence[signatures.Head]) -> tuple[str, ...]:
    def look() -> list[str]:
        heads = [*keystore.read_heads(signatures.CHAIN), *receipts]
        broken = signatures.verify(signatures.public_key(), heads=heads) + signatures.unmatched()
        return [f"record {link.height}: {link.what}" for link in broken]

    return found(look)


def release_faults() -> tuple[str, ...]:
    return found(lambda: [f"space {fault.chain}: {fault.what}" for fault in imprints.faults()])


def exposed_keys() -> list[str]:
    return [f"{path.name} can be read by others on this machine" for path in keyfiles.exposed()]


def store_faults() -> tuple[str, ...]:
    open_to_others = exposed_keys()
    if keystore.is_empty():
        return (*open_to_others, *(["the key store is empty: is its volume mounted?"] if holders() else []))
    known = keystore.known()
    missing = [f"person {person_id} has no key and was not erased" for person_id in holders() - known]
    return (*open_to_others, *sorted(missing))


def holders() -> set[str]:
    rows = Membership.objects.filter(ended_at=None).values_list("person_id", flat=True).distinct()
    return {str(person_id) for person_id in rows}


def found(look: Callable[[], list[str]]) -> tuple[str, ...]:
    try:
        return tuple(look())
    except keystore.StoreMissing:
        return ("the key store does not hold the keys of this database",)
