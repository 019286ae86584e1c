"""Two-key release: a text leaves its space when every key has turned on the identical text; an edit voids the keys."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.people.models import Person
from colead.promises import ciphers, signatures, space, trail, vault
from colead.promises.ciphers import Document, Place
from colead.promises.models import Key, Release, Space
from colead.promises.models.releases import ReleaseState
from colead.rules.abilities import Ability
from colead.rules.audiences import Audience


class StaleText(Exception):
    """The text on the screen is not the text that stands there now: look again before you turn a key."""


class AlreadyOut(Exception):
    """What was released is not edited; a correction is a new version."""


@dataclass(frozen=True)
class KeyStanding:
    """Whose key has turned on the present text."""

    is_mine_turned: bool
    turned_ids: frozenset[UUID]
    holder_ids: tuple[UUID, ...]
    is_released: bool


@transaction.atomic
def propose(
    *,
    space: Space,
    kind: str,
    audience: Audience,
    text: Document,
    by: Viewer,
    publishes: Sequence[str] | None = None,
    is_signed: bool = False,
    holders: Sequence[Person] | None = None,
    supersedes: Release | None = None,
) -> Release:
    """A draft on its way out. `publishes` names the parts that the audience will read: all, if not given."""
    holders = holders if holders is not None else members_of(space)
    by.require(Ability.READ_SPACE, space)
    release = Release(
        space=space,
        author=by.person,
        kind=kind,
        audience=audience.value,
        publishes=list(publishes) if publishes is not None else sorted(text),
        is_signed_kind=is_signed,
        supersedes=supersedes,
        version=supersedes.version + 1 if supersedes else 1,
    )
    close_text(release, text, by)
    release.save(force_insert=True)
    Key.door._unguarded().bulk_create(Key(release=release, person=person) for person in holders)
    trail.record(verb="proposed", subject=release, by=by, space=space, facts={"kind": kind})
    return release


def members_of(of: Space) -> list[Person]:
    return space.members(of)


@transaction.atomic
def edit(*, release: Release, text: Document, by: Viewer, publishes: Sequence[str] | None = None) -> Release:
    """Changes the text; every key that had turned is void."""
    locked = lock_draft(by, release)
    if publishes is not None:
        locked.publishes = list(publishes)
    before = locked.text_hash
    close_text(locked, text, by)
    locked.save(update_fields=["publishes", "ciphertext", "key_version", "text_hash"])
    if locked.text_hash != before:
        Key.door._unguarded().filter(release=locked).update(turned_on="", turned_at=None, method="")
        trail.record(verb="edited", subject=locked, by=by, space=locked.space)
    return locked


@transaction.atomic
def turn(*, release: Release, seen: str, by: Viewer, method: str = "tap") -> Release:
    """Turns the viewer's key on the text that was on the screen; the last key releases it."""
    locked = lock_draft(by, release)
    if seen != locked.text_hash:
        raise StaleText
    keys = Key.door._unguarded().filter(release=locked)
    mine = keys.filter(person_id=by.person_id).first()
    if mine is None:
        raise StaleText
    if mine.turned_on != seen:
        mine.turned_on, mine.turned_at, mine.method = seen, clock.now(), method
        mine.save(update_fields=["turned_on", "turned_at", "method"])
        trail.record(verb="turned_key", subject=locked, by=by, space=locked.space)
    if not keys.exclude(turned_on=seen).exists():
        let_go(locked, by)
    return locked


@transaction.atomic
def take_back(*, release: Release, by: Viewer) -> None:
    """Turns the viewer's key back, before the release."""
    locked = lock_draft(by, release)
    Key.door._unguarded().filter(release=locked, person_id=by.person_id).update(turned_on="", turned_at=None, method="")
    trail.record(verb="took_key_back", subject=locked, by=by, space=locked.space)


@transaction.atomic
def drop(*, release: Release, by: Viewer) -> None:
    """Ends a draft; its text stays in the space and nothing goes out."""
    locked = lock_draft(by, release)
    locked.state = ReleaseState.DROPPED
    locked.save(update_fields=["state"])
    trail.record(verb="dropped", subject=locked, by=by, space=locked.space)


@transaction.atomic
def unpublish(*, release: Release, by: Viewer) -> None:
    """Either holder takes it out of view; that it was out, and when, stays on record."""
    locked: Release = Release.door.fetch(by, release.pk, lock=True)
    locked.state, locked.published = ReleaseState.UNPUBLISHED, None
    locked.save(update_fields=["state", "published"])
    trail.record(verb="unpublished", subject=locked, by=by, space=locked.space)


def let_go(locked: Release, by: Viewer) -> None:
    document = text_of(locked, by)
    locked.state = ReleaseState.RELEASED
    locked.released_at = clock.now()
    if locked.audience != Audience.PAIR:
        locked.published = {part: document[part] for part in locked.publishes if part in document}
    locked.save(update_fields=["state", "released_at", "published"])
    if locked.supersedes_id:
        Release.door._unguarded().filter(pk=locked.supersedes_id).update(state=ReleaseState.CORRECTED)
    if locked.is_signed_kind:
        signatures.append(locked, list(Key.door._unguarded().filter(release=locked).select_related("person")))
    trail.record(verb="released", subject=locked, by=by, space=locked.space, facts={"audience": locked.audience})


def lock_draft(by: Viewer, release: Release) -> Release:
    locked: Release = Release.door.fetch(by, release.pk, lock=True)
    if locked.state != ReleaseState.DRAFT:
        raise AlreadyOut
    return locked


def text_of(release: Release, viewer: Viewer) -> Document:
    """The whole text, for those who belong to its space."""
    viewer.require(Ability.READ_SPACE, release.space)
    key = ciphers.item_key(vault.key_for(viewer, release.space_id, release.key_version), release.pk)
    document: Document = ciphers.decrypt(key, place_of(release), release.ciphertext)["text"]
    return document


def released_to(viewer: Viewer, kind: str = "") -> "QuerySet[Release]":
    """What is out for this viewer as its audience: `published` and when; the sealed text stays behind."""
    rows = viewer.sees(Release.door._unguarded().defer("ciphertext"), Ability.READ_RELEASED)
    return rows.filter(kind=kind) if kind else rows


def standing(release: Release, viewer: Viewer) -> KeyStanding:
    viewer.require(Ability.READ_SPACE, release.space)
    rows = list(Key.door._unguarded().filter(release=release).order_by("person_id"))
    turned = frozenset(row.person_id for row in rows if row.turned_on == release.text_hash)
    return KeyStanding(
        is_mine_turned=viewer.person_id in turned,
        turned_ids=turned,
        holder_ids=tuple(row.person_id for row in rows),
        is_released=release.state in (ReleaseState.RELEASED, ReleaseState.CORRECTED),
    )


def close_text(release: Release, text: Document, by: Viewer) -> None:
    """Seals the text with a salt of its own, so that its hash tells nothing even when the text could be guessed."""
    release.key_version = release.space.key_version
    key = ciphers.item_key(vault.key_for(by, release.space_id, release.key_version), release.pk)
    salt = salt_from(key)
    sealed: Document = {"text": text, "salt": salt}
    release.text_hash = hash_of(text, release.publishes, release.audience, salt)
    release.ciphertext = ciphers.encrypt(key, place_of(release), sealed)


def salt_from(key: bytes) -> str:
    return hashlib.sha256(b"colead release salt " + key).hexdigest()


def hash_of(text: Document, publishes: Sequence[str], audience: str, salt: str) -> str:
    """Binds the words, the parts that go out and to whom."""
    words = {"text": text, "publishes": list(publishes), "audience": audience, "salt": salt}
    return hashlib.sha256(ciphers.canonical(words)).hexdigest()


def place_of(release: Release) -> Place:
    return vault.place_of(
        release,
        field="text",
        space_id=release.space_id,
        author_id=release.author_id,
        version=release.key_version,
    )
