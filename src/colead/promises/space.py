"""Spaces: open one, let people in and out, write in it, read in it, find in it."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.people.models import Person
from colead.promises import holds, trail, vault
from colead.promises.ciphers import Document, Overlong
from colead.promises.models import Grant, Membership, Space, SpaceItem, SpaceKey
from colead.promises.models.spaces import SpaceKind
from colead.rules.abilities import Ability

Item = TypeVar("Item", bound=SpaceItem)


class SpaceClosed(Exception):
    """Nothing more is written in a space that was closed."""


class NotJoinable(Exception):
    """A person's own space and a pair's space never gain people: a successor begins a new one."""


class TooLong(ValueError):
    """A word is longer than its field allows, or is none of the item's fields."""


@transaction.atomic
def open_for(*, kind: str, people: Sequence[Person], by: Viewer | None) -> Space:
    """A new space with its own key, held by each of these people."""
    space = Space.objects.create(kind=kind, owner=people[0] if kind == SpaceKind.PERSON else None)
    Membership.objects.bulk_create(Membership(space=space, person=person) for person in people)
    vault.new_key(space, [person.pk for person in people])
    trail.record(verb="opened", subject=space, by=by, space=space)
    return space


@transaction.atomic
def own(person: Person) -> Space:
    """The person's own space, opened at first use; two first uses at once find the same one."""
    found = Space.objects.filter(owner=person, kind=SpaceKind.PERSON).first()
    if found is not None:
        return found
    try:
        return open_for(kind=SpaceKind.PERSON, people=[person], by=None)
    except IntegrityError:
        return Space.objects.get(owner=person, kind=SpaceKind.PERSON)


def belongs(viewer: Viewer, space: Space) -> bool:
    return viewer.may(Ability.READ_SPACE, space)


def members(space: Space) -> list[Person]:
    rows = Membership.objects.filter(space=space, ended_at=None).select_related("person")
    return [row.person for row in rows.order_by("person__name", "person_id")]


def owners(space: Space) -> frozenset[UUID]:
    """Everybody whose words the space may hold: who belongs to it, and who has left it."""
    return frozenset(Membership.objects.filter(space=space).values_list("person_id", flat=True))


@transaction.atomic
def let_in(*, space: Space, person: Person, by: Viewer, reads_earlier: bool = False) -> None:
    """A new member reads what is written from now on; what was written before, only if the one who opens says so."""
    locked = locked_for(by, space)
    if locked.kind in (SpaceKind.PERSON, SpaceKind.PAIR):
        raise NotJoinable
    if Membership.objects.filter(space=locked, person=person, ended_at=None).exists():
        return
    Membership.objects.create(space=locked, person=person)
    if reads_earlier:
        for row in SpaceKey.objects.filter(space=locked, person_id=by.person_id):
            vault.give_key(locked, person.pk, vault.key_to_write(by, locked.pk, row.version), row.version)
    people_changed(locked, by)
    trail.record(verb="let_in", subject=person, by=by, space=locked)


@transaction.atomic
def let_out(*, space: Space, person: Person, by: Viewer | None) -> None:
    """Membership and keys end now; what is written from now on has a new key."""
    locked = Space.objects.select_for_update().get(pk=space.pk)
    if not Membership.objects.filter(space=locked, person=person, ended_at=None).update(ended_at=clock.now()):
        return
    if who_can_open(locked) or not holds.in_force().filter(space=locked).exists():
        SpaceKey.objects.filter(space=locked, person=person).delete()  # the last one, under a hold, would end the words
    people_changed(locked, by)
    trail.record(verb="let_out", subject=person, by=by, space=locked)


def people_changed(locked: Space, by: Viewer | None) -> None:
    """A new key for who belongs now; whatever the earlier people had agreed to show to others ends."""
    locked.key_version += 1
    locked.save(update_fields=["key_version"])
    vault.new_key(locked, who_can_open(locked))
    vault.take_from_ring(by, locked.pk)
    end_grants(space=locked)


def who_can_open(space: Space) -> list[UUID]:
    """Those who belong to it and have a key; who was erased never has one again."""
    return vault.not_erased(member.pk for member in members(space))


def end_grants(**which: Any) -> None:
    Grant.objects.filter(revoked_at=None, **which).update(revoked_at=clock.now(), wrapped_item_key=None)


@transaction.atomic
def close(*, space: Space, by: Viewer | None) -> None:
    """Freezes the space: who still belongs reads it until its items expire."""
    if Space.objects.filter(pk=space.pk, closed_at=None).update(closed_at=clock.now()):
        trail.record(verb="closed", subject=space, by=by, space=space)


def locked_for(by: Viewer, space: Space) -> Space:
    """Locked for a change of its people."""
    return still_open(by.sees(Space.objects.select_for_update(), Ability.READ_SPACE).filter(pk=space.pk).first())


def hold_open(by: Viewer, space: Space) -> Space:
    """The space as it stands now, open; it stays so until the transaction ends."""
    hold_still(space.pk)
    return still_open(by.sees(Space.objects.all(), Ability.READ_SPACE).filter(pk=space.pk).first())


def hold_still(space_id: UUID) -> None:
    """Until the transaction ends nobody closes the space or changes its people.

    Asked for before any row of the space, so that no two wait for each other. SQLite has one writer anyway; PostgreSQL
    shares the row, so that members write at the same time.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM promises_space WHERE id = %s FOR SHARE", [space_id])


def still_open(found: Space | None) -> Space:
    if found is None:
        raise Hidden
    if found.closed_at is not None:
        raise SpaceClosed
    return found


def require_open(by: Viewer, space: Space) -> None:
    by.require(Ability.READ_SPACE, space)
    if space.closed_at is not None:
        raise SpaceClosed


def checked(model: type[SpaceItem], text: Document) -> Document:
    for name, words in text.items():
        if name not in model.TEXT:
            raise TooLong(f"{model.__name__} holds no {name}")
        if isinstance(words, str) and len(words) > model.TEXT[name]:
            raise TooLong(f"{name} holds at most {model.TEXT[name]} characters")
    return {name: words for name, words in text.items() if words not in ("", None)}


@transaction.atomic
def write(
    model: type[Item],
    *,
    space: Space,
    by: Viewer,
    text: Document,
    retain_until: date | None = None,
    **fields: Any,
) -> Item:
    """A new item in the space: its words sealed, its state as given."""
    item = model(space=hold_open(by, space), author=by.person, retain_until=retain_until, **fields)
    close_words(item, text, by)
    item.save(force_insert=True)
    return item


@transaction.atomic
def deliver(
    model: type[Item], *, space_kind: str, people: Sequence[Person], author: Person, text: Document, **fields: Any
) -> Item:
    """The first item of a new space of these people, laid there for them by somebody who has no key to it."""
    made = open_for(kind=space_kind, people=people, by=None)
    item = model(space=made, author=author, **fields)
    vault.close_delivered(item, checked(model, text), held_by=people[0].pk)
    item.save(force_insert=True)
    return item


@transaction.atomic
def rewrite(item: SpaceItem, *, by: Viewer, text: Document, **fields: Any) -> None:
    """Adds or replaces words and state of an item that the caller has locked; only the named fields are written."""
    item.space = hold_open(by, item.space)
    if text:
        close_words(item, {**vault.open_item(item, by), **text}, by)
        if item.space.kind != SpaceKind.PERSON:
            end_grants(item_id=item.pk)  # the others have not agreed to show the new words
    for name, value in fields.items():
        setattr(item, name, value)
    names = [*fields, *(["ciphertext", "key_version"] if text else [])]
    item.save(update_fields=names)


def close_words(item: SpaceItem, text: Document, by: Viewer) -> None:
    try:
        vault.close_item(item, checked(type(item), text), by=by)
    except Overlong as longer:
        raise TooLong(str(longer)) from None


def readable(rows: QuerySet[Item], viewer: Viewer) -> QuerySet[Item]:
    """Those of the visible rows whose key the viewer holds: who joined later sees no earlier ones in a list."""
    mine = SpaceKey.objects.filter(space=OuterRef("space"), person_id=viewer.person_id, version=OuterRef("key_version"))
    return rows.filter(Exists(mine) | Q(key_version=vault.FORGOTTEN))


def read(item: SpaceItem, viewer: Viewer) -> Document:
    """The item's words, every field present."""
    return dict.fromkeys(type(item).TEXT, "") | vault.open_item(item, viewer)


def stamp_of(item: SpaceItem) -> str:
    """Names the words that stand there now: another writing, another stamp. It tells nothing of the words."""
    return hashlib.sha256(bytes(item.ciphertext)).hexdigest()


def read_all(items: Iterable[SpaceItem], viewer: Viewer) -> dict[UUID, Document]:
    return {item.pk: read(item, viewer) for item in items}


def find(items: Iterable[Item], viewer: Viewer, phrase: str) -> list[tuple[Item, Document]]:
    """The items whose words contain the phrase. Opened in memory; no index of private words exists."""
    wanted = phrase.casefold()
    opened = ((item, read(item, viewer)) for item in items)
    return [
        (item, text)
        for item, text in opened
        if any(wanted in words.casefold() for words in text.values() if isinstance(words, str))
    ]
