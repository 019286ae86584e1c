"""The sealed round: each participant writes alone; when the last one seals, one transaction opens all to all.

Before that nobody but the author can open an entry, since it is encrypted in the author's own space; not even whether a
draft exists can be told, since every participant's row is there from the start.
"""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.people.models import Person
from colead.promises import ciphers, space, trail, vault
from colead.promises.ciphers import Document, Place, Unreadable
from colead.promises.models import Entry, Round, Space
from colead.promises.models.rounds import RoundState
from colead.rules.abilities import Ability

SALT_BYTES = 16


class NotOpen(Exception):
    """The round no longer takes words: it was revealed or withdrawn."""


class NotRevealed(Exception):
    """Not everybody has sealed; there is nothing to see."""


class NothingWritten(Exception):
    """An empty page cannot be sealed."""


@dataclass(frozen=True)
class Standing:
    """What one participant may know of a round: own seal, who else is ready, and whether it is open to all."""

    is_mine_sealed: bool
    ready_ids: frozenset[UUID]
    is_revealed: bool
    is_open: bool


@transaction.atomic
def open_round(
    *, space: Space, kind: str, participants: Sequence[Person], by: Viewer, retain_until: date | None = None
) -> Round:
    """A round among members of a space, with an entry for each of them at once."""
    by.require(Ability.READ_SPACE, space)
    made = Round(space=space, kind=kind, retain_until=retain_until)
    made.save(force_insert=True)
    for person in participants:
        Entry(round=made, author=person, own_space=own_space_of(person)).save(force_insert=True)
    trail.record(verb="opened_round", subject=made, by=by, space=space, facts={"kind": kind})
    return made


def own_space_of(person: Person) -> Space:
    return space.own(person)


@transaction.atomic
def save_draft(*, round: Round, document: Document, by: Viewer, private: Document | None = None) -> None:
    """Keeps the author's words, for the author alone. `private` never opens to anybody else, not even at the reveal."""
    entry = own_entry(lock_round(by, round), by)
    if entry.is_sealed:
        raise NotOpen
    entry.own_key_version = entry.own_space.key_version
    entry.own_ciphertext = seal_field(entry, "own", document, by)
    if private is not None:
        entry.private_ciphertext = seal_field(entry, "private", private, by)
    entry.save(update_fields=["own_ciphertext", "private_ciphertext", "own_key_version"])


@transaction.atomic
def seal(*, round: Round, by: Viewer) -> Round:
    """Seals the author's words; the last seal reveals all, in this same transaction."""
    locked = lock_round(by, round)
    entry = own_entry(locked, by)
    if entry.is_sealed:
        return locked
    if entry.own_ciphertext is None:
        raise NothingWritten
    salt = os.urandom(SALT_BYTES)
    entry.commitment = salt + commitment_to(salt, open_field(entry, "own", by))
    entry.is_sealed = True
    entry.save(update_fields=["is_sealed", "commitment"])
    trail.record(verb="sealed", subject=locked, by=by, space=entry.own_space)
    waiting = Entry.door._unguarded().filter(round=locked, is_sealed=False).exists()
    return locked if waiting else reveal(locked, by)


@transaction.atomic
def unseal(*, round: Round, by: Viewer) -> None:
    """Takes the seal back, as long as not everybody has sealed; leaves no trace for the others."""
    entry = own_entry(lock_round(by, round), by)
    entry.is_sealed = False
    entry.commitment = None
    entry.save(update_fields=["is_sealed", "commitment"])
    trail.record(verb="unsealed", subject=round, by=by, space=entry.own_space)


@transaction.atomic
def withdraw(*, round: Round, by: Viewer) -> None:
    """Ends the round before the reveal: all words go, unseen."""
    locked = lock_round(by, round)
    wipe(locked)
    locked.state = RoundState.WITHDRAWN
    locked.save(update_fields=["state"])
    trail.record(verb="withdrew", subject=locked, by=by, space=locked.space)


@transaction.atomic
def forget(round: Round) -> None:
    """The retention clock's end: the words go, the fact that there was a round stays."""
    locked = Round.door._unguarded().select_for_update().get(pk=round.pk)
    wipe(locked)
    locked.state = RoundState.FORGOTTEN
    locked.save(update_fields=["state"])


def wipe(locked: Round) -> None:
    Entry.door._unguarded().filter(round=locked).update(
        own_ciphertext=None, private_ciphertext=None, shared_ciphertext=None, commitment=None
    )


def reveal(locked: Round, by: Viewer) -> Round:
    """Opens every entry with its author's key and closes it again under the round's space, all or nothing."""
    shared_version = locked.space.key_version
    shared_key = vault.key_for(by, locked.space_id, shared_version)
    for entry in Entry.door._unguarded().filter(round=locked).select_related("own_space", "author"):
        document = open_as_author(entry)
        salt = bytes(entry.commitment)[:SALT_BYTES]
        if bytes(entry.commitment)[SALT_BYTES:] != commitment_to(salt, document):
            raise Unreadable
        entry.shared_key_version = shared_version
        place = place_of(entry, "shared", locked.space_id, shared_version)
        entry.shared_ciphertext = ciphers.encrypt(ciphers.item_key(shared_key, entry.pk), place, document)
        entry.own_ciphertext = None
        entry.save(update_fields=["shared_ciphertext", "shared_key_version", "own_ciphertext"])
    locked.state = RoundState.REVEALED
    locked.revealed_at = clock.now()
    locked.save(update_fields=["state", "revealed_at"])
    trail.record(verb="revealed", subject=locked, by=None, space=locked.space)
    return locked


def standing(round: Round, viewer: Viewer) -> Standing:
    found = standings([round], viewer)
    if round.pk not in found:
        raise Hidden
    return found[round.pk]


def standings(rounds: Sequence[Round], viewer: Viewer) -> dict[UUID, Standing]:
    """The standing of each of these rounds in which the viewer takes part, for lists, by one look."""
    seals: dict[UUID, dict[UUID, bool]] = {}
    entries = Entry.door._unguarded().filter(round__in=rounds)
    for round_id, author_id, is_sealed in entries.values_list("round_id", "author_id", "is_sealed"):
        seals.setdefault(round_id, {})[author_id] = is_sealed
    return {
        round.pk: Standing(
            is_mine_sealed=seals[round.pk][viewer.person_id],
            ready_ids=frozenset(id for id, sealed in seals[round.pk].items() if sealed and id != viewer.person_id),
            is_revealed=round.state == RoundState.REVEALED,
            is_open=round.state == RoundState.OPEN,
        )
        for round in rounds
        if viewer.person_id in seals.get(round.pk, {})
    }


def my_document(round: Round, viewer: Viewer) -> Document:
    """What the viewer has written in this round, sealed or not."""
    entry = own_entry(round, viewer)
    if entry.shared_ciphertext is not None:
        return documents(round, viewer)[viewer.person_id]
    return open_field(entry, "own", viewer) if entry.own_ciphertext is not None else {}


def my_private(round: Round, viewer: Viewer) -> Document:
    entry = own_entry(round, viewer)
    return open_field(entry, "private", viewer) if entry.private_ciphertext is not None else {}


def documents(round: Round, viewer: Viewer) -> dict[UUID, Document]:
    """Everybody's words, once all have sealed; for those who belong to the round's space."""
    viewer.require(Ability.READ_SPACE, round.space)
    if round.state != RoundState.REVEALED:
        raise NotRevealed
    found = {}
    for entry in Entry.door._unguarded().filter(round=round):
        key = vault.key_for(viewer, round.space_id, entry.shared_key_version)
        place = place_of(entry, "shared", round.space_id, entry.shared_key_version)
        found[entry.author_id] = ciphers.decrypt(ciphers.item_key(key, entry.pk), place, entry.shared_ciphertext)
    return found


def lock_round(by: Viewer, round: Round) -> Round:
    locked: Round = Round.door.fetch(by, round.pk, lock=True)
    if locked.state != RoundState.OPEN:
        raise NotOpen
    return locked


def own_entry(round: Round, viewer: Viewer) -> Entry:
    entries = Entry.door._unguarded().filter(round=round, author_id=viewer.person_id)
    entry = entries.select_related("own_space").first()
    if entry is None:
        raise Hidden
    return entry  # type: ignore[no-any-return]


def commitment_to(salt: bytes, document: Document) -> bytes:
    return hashlib.sha256(salt + ciphers.canonical(document)).digest()


def place_of(entry: Entry, field: str, space_id: UUID, version: int) -> Place:
    return vault.place_of(entry, field=field, space_id=space_id, author_id=entry.author_id, version=version)


def seal_field(entry: Entry, field: str, document: Document, by: Viewer) -> bytes:
    version = entry.own_space.key_version
    key = ciphers.item_key(vault.key_for(by, entry.own_space_id, version), entry.pk)
    return ciphers.encrypt(key, place_of(entry, field, entry.own_space_id, version), document)


def open_field(entry: Entry, field: str, viewer: Viewer) -> Document:
    key = vault.key_for(viewer, entry.own_space_id, entry.own_key_version)
    place = place_of(entry, field, entry.own_space_id, entry.own_key_version)
    return ciphers.decrypt(ciphers.item_key(key, entry.pk), place, getattr(entry, f"{field}_ciphertext"))


def open_as_author(entry: Entry) -> Document:
    key = vault.key_held_by(entry.author_id, entry.own_space_id, entry.own_key_version)
    place = place_of(entry, "own", entry.own_space_id, entry.own_key_version)
    return ciphers.decrypt(ciphers.item_key(key, entry.pk), place, entry.own_ciphertext or b"")
