"""Two-key release: a text leaves its space when every key has turned on the identical text; an edit voids the keys."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, OuterRef, QuerySet

from colead.foundation import clock
from colead.foundation.prepared import Prepared
from colead.foundation.viewer import Hidden, Viewer
from colead.people.models import Person
from colead.promises import ciphers, imprints, signatures, space, trail, vault
from colead.promises.ciphers import Document, Overlong, Place
from colead.promises.models import Key, Release, Space
from colead.promises.models.releases import ReleaseState
from colead.promises.models.spaces import NAMED_HOLDERS, SpaceKind
from colead.promises.space import TooLong
from colead.rules.abilities import Ability
from colead.rules.audiences import Audience
from colead.rules.retention import let_go_until

OUT = (ReleaseState.RELEASED, ReleaseState.CORRECTED)


class StaleText(Exception):
    """The text on the screen is not the text that stands there now: look again before you turn a key."""


class AlreadyOut(Exception):
    """What was released is not edited; a correction is a new version."""


class NotOut(Exception):
    """Only what is out can be corrected or taken out of view."""


class WrongHolders(ValueError):
    """Keys go to people who belong to the space, and in a pair's space to both."""


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
    retain_until: date | None = None,
) -> Release:
    """A draft on its way out. `publishes` names the parts that the audience will read: all, if not given."""
    present = hold_open(by, space)
    correctable(present, supersedes, by)
    release = Release(
        space=present,
        author=by.person,
        kind=kind,
        audience=audience.value,
        publishes=list(publishes) if publishes is not None else sorted(text),
        is_signed_kind=is_signed,
        supersedes=supersedes,
        version=supersedes.version + 1 if supersedes else 1,
        retain_until=retain_until,
    )
    close_text(release, text, by)
    release.save(force_insert=True)
    deal_keys(release, holder_ids(present, holders))
    trail.record(verb="proposed", subject=release, by=by, space=present, facts={"kind": kind})
    return release


def holder_ids(of: Space, holders: Sequence[Person] | None) -> set[UUID]:
    members = {member.pk for member in members_of(of)}
    chosen = {person.pk for person in holders} if holders is not None else members
    if not chosen or not chosen <= members or (of.kind == SpaceKind.PAIR and chosen != members):
        raise WrongHolders
    return chosen


def correctable(of: Space, earlier: Release | None, by: Viewer) -> None:
    if earlier is not None and not (
        Release.door.visible_to(by).filter(pk=earlier.pk, space=of, state=ReleaseState.RELEASED).exists()
    ):
        raise NotOut


def deal_keys(release: Release, person_ids: set[UUID]) -> None:
    keys = [Key(release=release, person_id=person_id) for person_id in sorted(person_ids)]
    Key.door._unguarded().bulk_create(keys)


def members_of(of: Space) -> list[Person]:
    return space.members(of)


def hold_open(by: Viewer, of: Space) -> Space:
    return space.hold_open(by, of)


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
        void_keys(locked)
        trail.record(verb="edited", subject=locked, by=by, space=locked.space)
    return locked


def void_keys(locked: Release) -> None:
    Key.door._unguarded().filter(release=locked).update(turned_on="", turned_at=None, method="")


@transaction.atomic
def turn(*, release: Release, seen: str, by: Viewer, method: str = "tap", is_held_back: bool = False) -> Release:
    """Turns the viewer's key on the text on the screen; the last one releases it, now or at its hour. Twice is once."""
    locked = lock_open(by, release)
    keys = Key.door._unguarded().filter(release=locked)
    mine = keys.filter(person_id=by.person_id).first()
    if mine is None:
        raise Hidden
    if locked.state in OUT and seen == mine.turned_on == locked.text_hash:
        return locked
    require_draft(locked)
    if seen != locked.text_hash:
        raise StaleText
    earlier = lock_corrected(locked)
    if mine.turned_on != seen:
        mine.turned_on, mine.turned_at, mine.method = seen, clock.now(), method
        mine.save(update_fields=["turned_on", "turned_at", "method"])
        trail.record(verb="turned_key", subject=locked, by=by, space=locked.space)
    newcomers = {member.pk for member in members_of(locked.space)} - set(keys.values_list("person_id", flat=True))
    deal_keys(locked, newcomers if locked.space.kind not in NAMED_HOLDERS else set())
    if not is_held_back and not keys.exclude(turned_on=seen).exists():
        let_go(locked, earlier, by, text_of(locked, by))
    return locked


@transaction.atomic
def take_back(*, release: Release, by: Viewer) -> None:
    """Turns the viewer's key back, before the release."""
    locked = lock_draft(by, release)
    mine = Key.door._unguarded().filter(release=locked, person_id=by.person_id).exclude(turned_on="")
    if mine.update(turned_on="", turned_at=None, method=""):
        trail.record(verb="took_key_back", subject=locked, by=by, space=locked.space)


@transaction.atomic
def drop(*, release: Release, by: Viewer) -> None:
    """Ends a draft; nothing goes out, and its text stays in the space for a while, or until the day it has already."""
    locked = lock(by, release)
    require_draft(locked)
    void_keys(locked)
    locked.state, locked.retain_until = ReleaseState.DROPPED, let_go_until(clock.today(), locked.retain_until)
    locked.save(update_fields=["state", "retain_until"])
    trail.record(verb="dropped", subject=locked, by=by, space=locked.space)


@transaction.atomic
def unpublish(*, release: Release, by: Viewer) -> None:
    """Either holder takes it and what it corrected out of view; that it was out, and when, stays on record."""
    locked = lock(by, release)
    if locked.state == ReleaseState.UNPUBLISHED:
        return
    if locked.state not in OUT:
        raise NotOut
    for shown in [locked, *corrected_by(locked)]:
        take_out(shown, by)


def take_out(locked: Release, by: Viewer) -> None:
    locked.state, locked.published = ReleaseState.UNPUBLISHED, None
    locked.save(update_fields=["state", "published"])
    trail.record(verb="unpublished", subject=locked, by=by, space=locked.space)


def corrected_by(locked: Release) -> Iterator[Release]:
    """The versions before, each of which still says that it was corrected."""
    id = locked.supersedes_id
    while id is not None:
        earlier = Release.door._unguarded().select_for_update().get(pk=id)
        if earlier.state == ReleaseState.CORRECTED:
            yield earlier
        id = earlier.supersedes_id


@transaction.atomic
def keep_until(*, release: Release, day: date | None, by: Viewer) -> None:
    """Sets the day on which the text goes, for kinds that are not kept for good."""
    locked = lock(by, release)
    locked.retain_until = day
    locked.save(update_fields=["retain_until"])


@transaction.atomic
def forget(release: Release) -> None:
    """The retention clock's end: the text goes; that it was, and the link of the chain, stay."""
    locked = Release.door._unguarded().select_for_update().get(pk=release.pk)
    locked.state, locked.published = ReleaseState.FORGOTTEN, None
    locked.ciphertext, locked.key_version = b"", vault.FORGOTTEN
    locked.save(update_fields=["state", "published", "ciphertext", "key_version"])
    trail.record(verb="forgot", subject=locked, by=None, space=locked.space)


def lock_corrected(locked: Release) -> Release | None:
    """What this one corrects, if anything: the newer row before the older one, and both before the trail."""
    earlier = Release.door._unguarded().select_for_update(of=("self",)).filter(pk=locked.supersedes_id)
    return earlier.first() if locked.supersedes_id else None


def let_go(locked: Release, earlier: Release | None, by: Viewer | None, document: Document) -> None:
    locked.state = ReleaseState.RELEASED
    locked.released_at = clock.now()
    if locked.audience != Audience.PAIR:
        locked.published = {part: document[part] for part in locked.publishes if part in document}
    locked.save(update_fields=["state", "released_at", "published"])
    if earlier is not None:
        correct(earlier, locked.space, by)
    if locked.is_signed_kind:
        signatures.append(locked, list(Key.door._unguarded().filter(release=locked).select_related("person")))
    facts = {"audience": locked.audience, **imprints.of(locked)}
    trail.record(verb="released", subject=locked, by=by, space=locked.space, facts=facts)


def correct(earlier: Release, of: Space, by: Viewer | None) -> None:
    """The one before gives way: nobody but the space reads it any more. A second correction comes too late."""
    if earlier.state == ReleaseState.RELEASED:
        earlier.state, earlier.published = ReleaseState.CORRECTED, None
        earlier.save(update_fields=["state", "published"])
        trail.record(verb="corrected", subject=earlier, by=by, space=of)
    elif earlier.state == ReleaseState.CORRECTED:
        raise AlreadyOut


def lock_draft(by: Viewer, release: Release) -> Release:
    locked = lock_open(by, release)
    require_draft(locked)
    return locked


def lock_open(by: Viewer, release: Release) -> Release:
    """The release, in a space that stays open while this transaction lasts; the space is locked before the row."""
    present = hold_open(by, release.space)
    locked: Release = Release.door.fetch(by, release.pk, lock=True)
    locked.space = present
    return locked


def lock(by: Viewer, release: Release) -> Release:
    """The release, in a space open or closed: what only takes back is always let through."""
    space.hold_still(release.space_id)
    locked: Release = Release.door.fetch(by, release.pk, lock=True)
    return locked


def require_draft(locked: Release) -> None:
    if locked.state != ReleaseState.DRAFT:
        raise AlreadyOut


def text_of(release: Release, viewer: Viewer) -> Document:
    """The whole text, for those who belong to its space."""
    document: Document = sealed_text(release, viewer)["text"]
    return document


@Prepared
def latest_out(viewer: Viewer, space: UUID, kind: str) -> "QuerySet[Release]":
    rows = Release.door.visible_to(viewer).filter(space=space, kind=kind, state=ReleaseState.RELEASED)
    return rows.order_by("-released_at")[:1]


def text_in_force(viewer: Viewer, space: Space, kind: str) -> Document:
    """The whole text of this kind that the keys released last and that stands; nothing if none does."""
    for release in latest_out(viewer, space=space.pk, kind=kind):
        document: Document = opened(release, viewer)["text"]
        return document
    return {}


@Prepared
def turned_in(viewer: Viewer, space: UUID) -> "QuerySet[Key, tuple[UUID, UUID, datetime]]":
    """The keys that have turned on the present text of each draft of a space, the earlier first: whose, and when."""
    keys = Key.door.visible_to(viewer).filter(release__space=space, release__state=ReleaseState.DRAFT)
    keys = keys.filter(turned_on=F("release__text_hash")).order_by("turned_at")
    return keys.values_list("release_id", "person_id", "turned_at")


def sealed_text(release: Release, viewer: Viewer) -> Document:
    """The text and the salt of its hash."""
    viewer.require(Ability.READ_SPACE, release)
    return opened(release, viewer)


def texts_of(releases: Sequence[Release], viewer: Viewer) -> dict[UUID, Document]:
    """The whole texts of many, for those who belong to their spaces; asked once for all of them."""
    seen = Release.door.visible_to(viewer).filter(pk__in=[release.pk for release in releases])
    allowed = set(seen.values_list("pk", flat=True))
    return {one.pk: opened(one, viewer)["text"] if one.pk in allowed else {} for one in releases}


def opened(release: Release, viewer: Viewer) -> Document:
    if release.key_version == vault.FORGOTTEN:
        return {"text": {}, "salt": ""}
    return opened_with(vault.key_for(viewer, release.space_id, release.key_version), release)


def opened_with(space_key: bytes, release: Release) -> Document:
    return ciphers.decrypt(ciphers.item_key(space_key, release.pk), place_of(release), release.ciphertext)


def turned_before(moment: OuterRef, release: OuterRef | UUID) -> "QuerySet[Key]":
    """Keys of a release that had turned before somebody's moment: whoever came later was not on that screen."""
    return Key.door._unguarded().filter(release=release, turned_at__lt=moment)


def released_to(viewer: Viewer, kind: str = "") -> "QuerySet[Release]":
    """What is out for this viewer as its audience: `published` and when; the sealed text stays behind."""
    rows = viewer.sees(Release.door._unguarded().defer("ciphertext"), Ability.READ_RELEASED)
    return rows.filter(kind=kind) if kind else rows


def standing(release: Release, viewer: Viewer) -> KeyStanding:
    viewer.require(Ability.READ_SPACE, release)
    rows = list(Key.door._unguarded().filter(release=release).order_by("person_id"))
    turned = frozenset(row.person_id for row in rows if row.turned_on == release.text_hash)
    return KeyStanding(
        is_mine_turned=viewer.person_id in turned,
        turned_ids=turned,
        holder_ids=tuple(row.person_id for row in rows),
        is_released=release.state in OUT,
    )


def close_text(release: Release, text: Document, by: Viewer) -> None:
    """Seals the text with a salt of its own, so that its hash tells nothing even when the text could be guessed."""
    release.key_version = release.space.key_version
    key = ciphers.item_key(vault.key_to_write(by, release.space_id, release.key_version), release.pk)
    salt = salt_from(key)
    release.text_hash = hash_of(signed_words(release, text, salt))
    try:
        release.ciphertext = ciphers.encrypt(key, place_of(release), {"text": text, "salt": salt})
    except Overlong as longer:
        raise TooLong(str(longer)) from None


def salt_from(key: bytes) -> str:
    return hashlib.sha256(b"colead release salt " + key).hexdigest()


def signed_words(release: Release, text: Document, salt: str) -> Document:
    """What a key turns on: the words, the parts that go out and to whom, and which version of what this is."""
    return {
        "release": str(release.pk),
        "kind": release.kind,
        "version": release.version,
        "supersedes": str(release.supersedes_id or ""),
        "is_signed": release.is_signed_kind,
        "audience": release.audience,
        "publishes": list(release.publishes),
        "text": text,
        "salt": salt,
    }


def hash_of(words: Document) -> str:
    return hashlib.sha256(ciphers.canonical(words)).hexdigest()


def place_of(release: Release) -> Place:
    return vault.place_of(
        release,
        field="text",
        space_id=release.space_id,
        author_id=release.author_id,
        version=release.key_version,
    )
