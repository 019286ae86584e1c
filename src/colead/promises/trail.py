"""The trail: one entry for each act, chained, in the chain of the space it happened in or of the site.

Every digest is keyed from the key store, so that who holds the database alone cannot write a chain anew; how far each
chain had come is anchored there too, so that a cut tail is found.
"""

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection, models, transaction

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.promises import keystore
from colead.promises.ciphers import canonical
from colead.promises.models import Space, TrailEntry
from colead.rules.abilities import Ability

SITE: Final = "site"
START: Final = "0" * 64
LONGEST_FACT: Final = 80
LOOKED_AT: Final = 5
COLUMNS: Final = (
    "chain",
    "height",
    "at",
    "actor_id",
    "verb",
    "subject_kind",
    "subject_id",
    "facts",
    "previous",
    "digest",
)
Heads = Mapping[str, tuple[int, bytes]]


class NotAFact(ValueError):
    """The trail holds states, ids, numbers and truths; never a sentence of anybody, never a fraction."""


@dataclass(frozen=True)
class Fault:
    """Where a chain does not hold, and how."""

    chain: str
    height: int
    what: str


@transaction.atomic(savepoint=False)
def record(
    *,
    verb: str,
    subject: models.Model,
    by: Viewer | None,
    space: Space | None = None,
    facts: dict[str, Any] | None = None,
) -> TrailEntry:
    """Appends one entry, inside the caller's transaction if there is one. `facts` holds states and ids, never words."""
    require_facts(facts or {})
    chain = str(space.pk) if space is not None else SITE
    lock(chain)
    last = TrailEntry.objects.filter(chain=chain).order_by("-height").first()
    key = keystore.trail_key(is_first=last is None and not TrailEntry.objects.exists())
    entry = TrailEntry(
        chain=chain,
        height=last.height + 1 if last else 1,
        at=clock.now(),
        actor_id=by.person_id if by is not None else None,
        verb=verb,
        subject_kind=subject._meta.label_lower,
        subject_id=str(subject.pk),
        facts=facts or {},
        previous=last.digest if last else START,
    )
    entry.digest = digest_of(key, tuple(getattr(entry, name) for name in COLUMNS[:-1]))
    entry.save(force_insert=True)
    return entry


def require_facts(value: Any) -> None:
    """What comes back from any database exactly as it went in, and is too short for a sentence."""
    if isinstance(value, dict):
        for name, inner in value.items():
            require_facts(str(name))
            require_facts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            require_facts(inner)
    elif not (value is None or isinstance(value, bool | int) or is_short(value)):
        raise NotAFact


def is_short(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_FACT and "\0" not in value


def lock(chain: str) -> None:
    """One writer at a time for a chain; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"colead {chain}"])


def digest_of(key: bytes, values: tuple[Any, ...]) -> str:
    """Of every column but the digest itself, in the order of `COLUMNS`."""
    chain, height, at, actor_id, verb, kind, subject_id, facts, previous = values
    words = {
        "chain": chain,
        "height": height,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": str(actor_id),
        "verb": verb,
        "subject": [kind, subject_id],
        "facts": facts,
        "previous": previous,
    }
    return hmac.digest(key, canonical(words), "sha256").hex()


def faults(heads: Heads | None = None) -> list[Fault]:
    """Every place where any chain was changed, cut, reordered or written anew. `heads` are those anchored outside."""
    found: list[Fault] = []
    left = dict(keystore.last_heads() if heads is None else heads)
    if not TrailEntry.objects.exists():
        return missing(left)
    key = keystore.trail_key()
    chain, height, previous = "", 0, START
    rows = TrailEntry.objects.order_by("chain", "height").values_list(*COLUMNS)
    for row in rows.iterator(chunk_size=2000):
        if row[0] != chain:
            chain, height, previous = row[0], 0, START
        found += faults_of(key, row, height, previous)
        height, previous = row[1], row[-1]
        if chain in left and left[chain][0] == height and not same(previous, left.pop(chain)[1]):
            found.append(Fault(chain, height, "differs from its anchor"))
    return found + missing(left)


def faults_of(key: bytes, row: tuple[Any, ...], height: int, previous: str) -> Iterable[Fault]:
    if row[1] != height + 1:
        yield Fault(row[0], height + 1, "missing")
    elif row[-2] != previous:
        yield Fault(row[0], row[1], "does not follow the one before")
    if digest_of(key, row[:-1]) != row[-1]:
        yield Fault(row[0], row[1], "changed")


def same(digest: str, anchored: bytes) -> bool:
    return hmac.compare_digest(digest.encode(), anchored.hex().encode())


def missing(left: Heads) -> list[Fault]:
    """Anchored heights that no chain reaches any more."""
    return [
        Fault(chain, height, "cut off before its anchor") for chain, (height, _) in left.items() if is_a_trail(chain)
    ]


def is_a_trail(chain: str) -> bool:
    """Other chains are anchored in the same store."""
    return chain == SITE or len(chain) == len(str(UUID(int=0)))


def anchor() -> None:
    """Writes down outside the database how far each chain has come; a chain that left its anchor stays where it was."""
    anchored = keystore.last_heads()
    tops = TrailEntry.objects.values("chain").annotate(top=models.Max("height")).values_list("chain", "top")
    grown = {chain: top for chain, top in tops if top > anchored.get(chain, (0, b""))[0]}
    heads = [
        (chain, top, as_bytes(digest_at(chain, top)))
        for chain, top in grown.items()
        if chain not in anchored or same(digest_at(chain, anchored[chain][0]), anchored[chain][1])
    ]
    if heads:
        keystore.write_heads(heads)


def as_bytes(digest: str) -> bytes:
    """A digest as it is anchored; a spoilt one is none."""
    try:
        return bytes.fromhex(digest)
    except ValueError:
        return b""


def digest_at(chain: str, height: int) -> str:
    return TrailEntry.objects.filter(chain=chain, height=height).values_list("digest", flat=True).first() or ""


def began_at() -> datetime | None:
    """When this site was first used."""
    return TrailEntry.objects.order_by("pk").values_list("at", flat=True).first()


def is_keyed_here() -> bool:
    """Whether the store's key made any of the newest entries: one that was changed is no sign of another store."""
    rows = list(TrailEntry.objects.order_by("-pk").values_list(*COLUMNS)[:LOOKED_AT])
    if not rows or not keystore.has_trail_key():
        return not rows
    key = keystore.trail_key()
    return any(digest_of(key, row[:-1]) == row[-1] for row in rows)


def of_space(space: Space, viewer: Viewer) -> models.QuerySet[TrailEntry]:
    """What happened in a space, for those who belong to it."""
    viewer.require(Ability.READ_SPACE, space)
    return TrailEntry.objects.filter(chain=str(space.pk)).order_by("-height")


def of_site(viewer: Viewer) -> models.QuerySet[TrailEntry]:
    """What happened to the installation: accounts, roles, seats, imports. For the privacy officer."""
    if not viewer.has(Ability.READ_SITE_TRAIL):
        raise Hidden
    return TrailEntry.objects.filter(chain=SITE).order_by("-height")


def of_person(person_id: UUID, space: Space, viewer: Viewer) -> models.QuerySet[TrailEntry]:
    return of_space(space, viewer).filter(actor_id=person_id)
