"""The sealed round: each participant writes alone; when the last one seals, one transaction opens all to all.

Before that nobody but the author can open an entry, since it is encrypted in the author's own space. Every entry is
there from the start, holds an encrypted blank page and keeps its size, so that a row tells nothing of a draft.
"""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db import models, transaction

from colead.foundation import clock
from colead.foundation.prepared import Prepared
from colead.foundation.viewer import Hidden, Viewer
from colead.people.models import Person
from colead.promises import ciphers, space, trail, vault
from colead.promises.ciphers import Document, Overlong, Place, Unreadable
from colead.promises.models import Entry, Round, Space
from colead.promises.models.rounds import RoundState
from colead.promises.space import TooLong
from colead.rules.abilities import Ability

PAGE_BYTES: Final = 4096  # a blank page and a full one look alike
COMMITMENT: Final = b"colead commitment"


class NotOpen(Exception):
    """The round no longer takes words: it was revealed or withdrawn."""


class NotRevealed(Exception):
    """Not everybody has sealed; there is nothing to see."""


class NothingWritten(Exception):
    """An empty page cannot be sealed."""


class SomebodyLeft(NotOpen):
    """Somebody who took part no longer belongs to the space: the round can be withdrawn, and never revealed."""


class NotAMember(ValueError):
    """Only people who belong to a space take part in its rounds."""


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
    present = hold_open(by, space)
    people = {person.pk: person for person in participants}
    if not people or not set(people) <= {member.pk for member in members_of(present)}:
        raise NotAMember
    made = Round(space=present, kind=kind, retain_until=retain_until)
    made.save(force_insert=True)
    # In the order of ids, so that two rounds begun at once ask for the same locks in the same order.
    for person_id in sorted(people):
        lay_page(made, people[person_id])
    # Nobody's act: where the first word opens it, whose act it was would tell the other who began.
    trail.record(verb="opened_round", subject=made, by=None, space=present, facts={"kind": kind})
    return made


def lay_page(round: Round, person: Person) -> None:
    """One participant's blank page, closed in that person's own space."""
    own = own_space_of(person)
    entry = Entry(round=round, author=person, own_space=own, own_key_version=own.key_version)
    entry.created_at = round.created_at
    key = ciphers.item_key(vault.key_held_by(person.pk, own.pk, own.key_version), entry.pk)
    entry.own_ciphertext = page(entry, "own", {}, key)
    entry.private_ciphertext = page(entry, "private", {}, key)
    entry.save(force_insert=True)


def own_space_of(person: Person) -> Space:
    return space.own(person)


def members_of(of: Space) -> list[Person]:
    return space.members(of)


def hold_open(by: Viewer, of: Space) -> Space:
    return space.hold_open(by, of)


@transaction.atomic
def save_draft(*, round: Round, document: Document, by: Viewer, private: Document | None = None) -> None:
    """Keeps the author's words, for the author alone. `private` never opens to anybody else, not even at the reveal."""
    entry = own_entry(lock_round(by, round), by)
    if entry.is_sealed:
        raise NotOpen
    key = own_key(entry, by)
    entry.own_ciphertext = page(entry, "own", document, key)
    if private is not None:
        entry.private_ciphertext = page(entry, "private", private, key)
    entry.save(update_fields=["own_ciphertext", "private_ciphertext"])


@transaction.atomic
def seal(*, round: Round, by: Viewer) -> Round:
    """Seals the author's words; the last seal reveals all, in this same transaction. Sealing twice changes nothing."""
    locked = lock_round(by, round, may_be_revealed=True)
    entry = own_entry(locked, by)
    if entry.is_sealed:
        return locked
    document = open_field(entry, "own", by)
    if not document:
        raise NothingWritten
    entry.commitment = commitment_to(own_key(entry, by), document)
    entry.is_sealed = True
    entry.save(update_fields=["is_sealed", "commitment"])
    trail.record(verb="sealed", subject=locked, by=by, space=entry.own_space)
    waiting = Entry.door._unguarded().filter(round=locked, is_sealed=False).exists()
    return locked if waiting else reveal(locked, by)


@transaction.atomic
def unseal(*, round: Round, by: Viewer) -> None:
    """Takes the seal back, as long as not everybody has sealed; leaves no trace for the others."""
    locked = lock_round(by, round)
    entry = own_entry(locked, by)
    if not entry.is_sealed:
        return
    entry.is_sealed = False
    entry.commitment = None
    entry.save(update_fields=["is_sealed", "commitment"])
    trail.record(verb="unsealed", subject=locked, by=by, space=entry.own_space)


@transaction.atomic
def withdraw(*, round: Round, by: Viewer) -> None:
    """Ends the round before the reveal: all words go, unseen."""
    space.hold_still(round.space_id)
    locked: Round = Round.door.fetch(by, round.pk, lock=True)
    if locked.state != RoundState.OPEN:
        raise NotOpen
    own_entry(locked, by)
    wipe(locked)
    locked.state = RoundState.WITHDRAWN
    locked.save(update_fields=["state"])
    trail.record(verb="withdrew", subject=locked, by=by, space=locked.space)


@transaction.atomic
def keep_until(*, round: Round, day: date | None, by: Viewer) -> None:
    """Sets the day on which the round's words go, once it is known."""
    space.hold_still(round.space_id)
    locked: Round = Round.door.fetch(by, round.pk, lock=True)
    locked.retain_until = day
    locked.save(update_fields=["retain_until"])


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
    entries = list(Entry.door._unguarded().filter(round=locked))
    if not {entry.author_id for entry in entries} <= {member.pk for member in members_of(locked.space)}:
        raise SomebodyLeft
    shared_version = locked.space.key_version
    shared_key = vault.key_to_write(by, locked.space_id, shared_version)
    for entry in entries:
        document = open_as_author(entry)
        entry.shared_key_version = shared_version
        place = place_of(entry, "shared", locked.space_id, shared_version)
        entry.shared_ciphertext = ciphers.encrypt(ciphers.item_key(shared_key, entry.pk), place, document, PAGE_BYTES)
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
    entries = viewer.sees(Entry.door._unguarded(), Ability.READ_SPACE).filter(round__in=rounds)
    for round_id, author_id, is_sealed in entries.values_list("round_id", "author_id", "is_sealed"):
        seals.setdefault(round_id, {})[author_id] = is_sealed
    return {
        round.pk: standing_by(seals[round.pk], viewer, round.state)
        for round in rounds
        if viewer.person_id in seals.get(round.pk, {})
    }


@Prepared
def open_entries(viewer: Viewer, space: UUID) -> "models.QuerySet[Entry, tuple[UUID, str, UUID, bool]]":
    """Who has sealed in each open round of a space, without anybody's words."""
    entries = viewer.sees(Entry.door._unguarded(), Ability.READ_SPACE)
    entries = entries.filter(round__space=space, round__state=RoundState.OPEN).order_by("round_id")
    return entries.values_list("round_id", "round__kind", "author_id", "is_sealed")


def open_standings(viewer: Viewer, space: Space) -> dict[tuple[UUID, str], Standing]:
    """The standing, by id and kind, of each open round of this space in which the viewer takes part; by one look."""
    seals: dict[tuple[UUID, str], dict[UUID, bool]] = {}
    for round_id, kind, author_id, is_sealed in open_entries(viewer, space=space.pk):
        seals.setdefault((round_id, kind), {})[author_id] = is_sealed
    mine = {key: sealed for key, sealed in seals.items() if viewer.person_id in sealed}
    return {key: standing_by(sealed, viewer, RoundState.OPEN) for key, sealed in mine.items()}


def standing_by(sealed: dict[UUID, bool], viewer: Viewer, state: str) -> Standing:
    return Standing(
        is_mine_sealed=sealed[viewer.person_id],
        ready_ids=frozenset(id for id, is_sealed in sealed.items() if is_sealed and id != viewer.person_id),
        is_revealed=state == RoundState.REVEALED,
        is_open=state == RoundState.OPEN,
    )


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
    found = documents_of([round], viewer)
    if round.pk not in found:
        viewer.require(Ability.READ_SPACE, round)
        raise NotRevealed
    return found[round.pk]


def documents_of(rounds: Sequence[Round], viewer: Viewer) -> dict[UUID, dict[UUID, Document]]:
    """The words of each of these rounds that is open to all; for lists and searches, by one look."""
    spaces = {round.pk: round.space_id for round in rounds}
    found: dict[UUID, dict[UUID, Document]] = {}
    for entry in viewer.sees(revealed_entries(), Ability.READ_SPACE).filter(round__in=list(spaces)):
        space_id, version = spaces[entry.round_id], entry.shared_key_version
        key = ciphers.item_key(vault.key_for(viewer, space_id, version), entry.pk)
        document = ciphers.decrypt(key, place_of(entry, "shared", space_id, version), entry.shared_ciphertext)
        found.setdefault(entry.round_id, {})[entry.author_id] = document
    return found


def revealed_entries() -> "models.QuerySet[Entry]":
    return Entry.door._unguarded().filter(round__state=RoundState.REVEALED, shared_ciphertext__isnull=False)


def lock_round(by: Viewer, round: Round, *, may_be_revealed: bool = False) -> Round:
    """The round, still taking words, in a space that stays open while this transaction lasts.

    The space comes before the row, here as everywhere in the promises, so that no two wait for each other.
    """
    present = hold_open(by, round.space)
    locked: Round = Round.door.fetch(by, round.pk, lock=True)
    if locked.state != RoundState.OPEN and not (may_be_revealed and locked.state == RoundState.REVEALED):
        raise NotOpen
    locked.space = present
    return locked


def own_entry(round: Round, viewer: Viewer) -> Entry:
    entries = Entry.door._unguarded().filter(round=round, author_id=viewer.person_id)
    entry = entries.select_related("own_space").first()
    if entry is None:
        raise Hidden
    return entry  # type: ignore[no-any-return]


def own_key(entry: Entry, viewer: Viewer) -> bytes:
    return ciphers.item_key(vault.key_for(viewer, entry.own_space_id, entry.own_key_version), entry.pk)


def commitment_to(key: bytes, document: Document) -> bytes:
    """Binds the author to these words. Keyed, so that the database alone cannot guess a short answer from it."""
    return hmac.digest(key, COMMITMENT + ciphers.canonical(document), "sha256")


def place_of(entry: Entry, field: str, space_id: UUID, version: int) -> Place:
    return vault.place_of(entry, field=field, space_id=space_id, author_id=entry.author_id, version=version)


def own_place(entry: Entry, field: str) -> Place:
    return place_of(entry, field, entry.own_space_id, entry.own_key_version)


def page(entry: Entry, field: str, document: Document, key: bytes) -> bytes:
    try:
        return ciphers.encrypt(key, own_place(entry, field), document, PAGE_BYTES)
    except Overlong as longer:
        raise TooLong(str(longer)) from None


def open_field(entry: Entry, field: str, viewer: Viewer) -> Document:
    return ciphers.decrypt(own_key(entry, viewer), own_place(entry, field), getattr(entry, f"{field}_ciphertext"))


def open_as_author(entry: Entry) -> Document:
    """The words as they were sealed; anything else is refused, with no word of anybody shown."""
    key = ciphers.item_key(vault.key_held_by(entry.author_id, entry.own_space_id, entry.own_key_version), entry.pk)
    document = ciphers.decrypt(key, own_place(entry, "own"), entry.own_ciphertext)
    if not hmac.compare_digest(bytes(entry.commitment or b""), commitment_to(key, document)):
        raise Unreadable
    return document
