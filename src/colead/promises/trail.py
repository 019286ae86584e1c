"""The trail: one entry for each act, chained, in the chain of the space it happened in or of the site."""

import hashlib
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import connection, models

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.promises.ciphers import canonical
from colead.promises.models import Space, TrailEntry
from colead.rules.abilities import Ability

SITE: Final = "site"
START: Final = "0" * 64


@dataclass(frozen=True)
class Fault:
    """Where a chain does not hold, and how."""

    chain: str
    height: int
    what: str


def record(
    *,
    verb: str,
    subject: models.Model,
    by: Viewer | None,
    space: Space | None = None,
    facts: dict[str, Any] | None = None,
) -> TrailEntry:
    """Appends one entry inside the caller's transaction. `facts` holds states and ids, never words."""
    chain = str(space.pk) if space is not None else SITE
    lock(chain)
    last = TrailEntry.objects.filter(chain=chain).order_by("-height").first()
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
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)
    return entry


def lock(chain: str) -> None:
    """One writer at a time for a chain; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"colead {chain}"])


def digest_of(entry: TrailEntry) -> str:
    words = {
        "chain": entry.chain,
        "height": entry.height,
        "at": entry.at.isoformat(timespec="microseconds"),
        "actor": str(entry.actor_id),
        "verb": entry.verb,
        "subject": [entry.subject_kind, entry.subject_id],
        "facts": entry.facts,
        "previous": entry.previous,
    }
    return hashlib.sha256(canonical(words)).hexdigest()


def faults() -> list[Fault]:
    """Every place where any chain was changed, cut out of or reordered."""
    found: list[Fault] = []
    chain, height, previous = "", 0, START
    for entry in TrailEntry.objects.order_by("chain", "height").iterator(chunk_size=2000):
        if entry.chain != chain:
            chain, height, previous = entry.chain, 0, START
        if entry.height != height + 1:
            found.append(Fault(chain, height + 1, "missing"))
        elif entry.previous != previous:
            found.append(Fault(chain, entry.height, "does not follow the one before"))
        if digest_of(entry) != entry.digest:
            found.append(Fault(chain, entry.height, "changed"))
        height, previous = entry.height, entry.digest
    return found


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
