"""Looks over everything the promises rest on: trail, signed chain, releases, anchors, key store. Changes nothing."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from allauth.mfa.models import Authenticator
from cryptography.exceptions import InvalidTag
from django.db import DatabaseError, transaction
from django.db.models import Max

from colead.people import secrets
from colead.promises import imprints, keyfiles, keystore, signatures, trail, vault
from colead.promises.ciphers import Unreadable
from colead.promises.models import Membership, Release, SignedRecord, TrailEntry

RECEIPT_PARTS = 3
SIGN_IN_KEY: Final = "the key of second steps at sign-in"


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
        Finding("People whose words have a key", len(holders()), store_faults()),
    ]


def anchor() -> None:
    """After a clean look: writes down how far every chain has come."""
    signatures.anchor()
    trail.anchor()


@transaction.atomic
def accept_restore() -> int:
    """After a restored backup that ends before its anchors: goes on from what is there, and leaves a line in the trail.

    Only chains that simply end earlier are accepted; one that was changed stays at fault. Gives how many were.
    """
    tops = dict(TrailEntry.objects.values("chain").annotate(top=Max("height")).values_list("chain", "top"))
    tops[signatures.CHAIN] = SignedRecord.objects.aggregate(top=Max("height"))["top"] or 0
    shorter = {chain: tops.get(chain, 0) for chain, (height, _) in keystore.last_heads().items()}
    cut = {chain: top for chain, top in shorter.items() if keystore.last_heads()[chain][0] > top}
    last = TrailEntry.objects.order_by("pk").last()
    if cut and last is not None:
        trail.record(verb="accepted_restore", subject=last, by=None, facts={"chains": len(cut)})
    for chain, top in cut.items():
        keystore.drop_heads_above(chain, top)
    return len(cut)


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


def store_lacks() -> list[str]:
    """Which keys this database needs and the store does not hold; one of each is asked for, so that it costs little."""
    held = {
        keystore.PERSON_KEYS: vault.knows_the_newest,
        keystore.TRAIL_KEY: trail.is_keyed_here,
        keystore.SEAL_KEY: signatures.is_sealed_here,
        SIGN_IN_KEY: has_sign_in_key,
    }
    return [name for name, is_held in held.items() if not is_held()]


def require_store() -> None:
    lacking = store_lacks()
    if lacking:
        raise keystore.StoreMissing(*lacking)


def want_of_keys(fault: BaseException) -> str:
    """What to tell the operator when a request failed for a key store that is away; empty when it failed otherwise."""
    try:
        if isinstance(fault, Unreadable | InvalidTag | OSError | sqlite3.Error):
            require_store()
    except OSError as unread:
        return f"The key store at {keystore.folder()} cannot be read: {type(unread).__name__}."
    except keystore.StoreMissing as missing:
        return str(missing)
    except DatabaseError:
        return ""
    return str(fault) if isinstance(fault, keystore.StoreMissing) else ""


def has_sign_in_key() -> bool:
    return (keyfiles.folder() / secrets.FILE).is_file() or not Authenticator.objects.exists()


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
    except keystore.StoreMissing as missing:
        return (str(missing),)
