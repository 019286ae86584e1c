"""Grants: the owner, or every owner, lets one named person read one item until a date; revocable at once."""

from contextlib import suppress
from datetime import date
from uuid import UUID

from django.db import models, transaction

from colead.foundation import clock
from colead.foundation.prepared import Prepared
from colead.foundation.viewer import Hidden, Viewer
from colead.people.models import Person
from colead.promises import ciphers, keystore, space, trail, vault
from colead.promises.ciphers import Document, Unreadable
from colead.promises.models import Grant, SpaceItem
from colead.rules.abilities import Ability


class NotGrantable(ValueError):
    """Not to somebody who belongs to the space anyway, and not until a day that has passed."""


def bound_to(grant: Grant) -> bytes:
    return b"colead grant " + grant.pk.bytes + grant.item_id.bytes + grant.reader_id.bytes


@transaction.atomic
def offer(*, item: SpaceItem, reader: Person, until: date, by: Viewer) -> Grant:
    """The first owner's yes; it opens when everybody whose words the space holds has agreed."""
    present = fetched(item, by)
    if until < clock.today() or reader.pk in space.owners(present.space):
        raise NotGrantable
    grant = Grant.objects.create(
        item_model=present._meta.label_lower,
        item_id=present.pk,
        space=present.space,
        reader=reader,
        offered_by=by.person,
        until=until,
    )
    trail.record(verb="offered_grant", subject=grant, by=by, space=present.space)
    return agree(grant=grant, item=present, by=by)


@transaction.atomic
def agree(*, grant: Grant, item: SpaceItem, by: Viewer) -> Grant:
    """One owner's yes; the last one wraps the item's key for the reader."""
    present = fetched(item, by)
    open_ones = Grant.objects.select_for_update().filter(item_model=present._meta.label_lower, item_id=present.pk)
    locked = open_ones.filter(pk=grant.pk, revoked_at=None).first()
    if locked is None:
        raise Hidden
    locked.agreed_by.add(by.person)
    agreed = set(locked.agreed_by.values_list("pk", flat=True))
    if space.owners(present.space) <= agreed and locked.wrapped_item_key is None:
        key = ciphers.item_key(vault.key_to_write(by, present.space_id, present.key_version), present.pk)
        locked.wrapped_item_key = ciphers.wrap_key(keystore.wrap(locked.reader_id), key, bound_to(locked))
        locked.save(update_fields=["wrapped_item_key"])
        trail.record(verb="granted", subject=locked, by=by, space=present.space)
    return locked


def fetched(item: SpaceItem, by: Viewer) -> SpaceItem:
    """The item as it stands, locked, in a space that stays open while this transaction lasts."""
    held = space.hold_open(by, item.space)
    present: SpaceItem = type(item).door.fetch(by, item.pk, lock=True)
    if present.space_id != held.pk:
        raise Hidden
    present.space = held
    return present


@transaction.atomic
def revoke(*, grant: Grant, by: Viewer) -> None:
    """Any one owner ends it, at once: the wrapped key goes, and so does any other grant of it to this reader."""
    by.require(Ability.READ_SPACE, grant.space)
    space.end_grants(item_id=grant.item_id, reader_id=grant.reader_id, space_id=grant.space_id)
    trail.record(verb="revoked", subject=grant, by=by, space=grant.space)


def granted_to(viewer: Viewer, today: date | None = None) -> models.QuerySet[Grant]:
    """The open grants of this reader: agreed by all, not revoked, not past their date; none while a hold stands."""
    if viewer.is_held:
        return Grant.objects.none()
    return Grant.objects.filter(
        reader_id=viewer.person_id,
        revoked_at=None,
        wrapped_item_key__isnull=False,
        until__gte=today or clock.today(),
    )


@Prepared
def granted_of(viewer: Viewer, kind: str, today: date) -> models.QuerySet[Grant]:
    return granted_to(viewer, today).filter(item_model=kind).select_related("offered_by").order_by("created_at")


def on_item(item: SpaceItem, viewer: Viewer) -> models.QuerySet[Grant]:
    """Who reads this item besides its owners, and who was offered it; for its owners."""
    viewer.require(Ability.READ_SPACE, item)
    rows = Grant.objects.filter(item_model=item._meta.label_lower, item_id=item.pk, revoked_at=None)
    return rows.filter(until__gte=clock.today()).select_related("reader").order_by("until", "pk")


def read(model: type[SpaceItem], item_id: UUID, viewer: Viewer) -> Document:
    """The words of one granted item."""
    grant = granted_to(viewer).filter(item_model=model._meta.label_lower, item_id=item_id).first()
    item = model.door._unguarded().filter(pk=item_id).first() if grant else None
    if grant is None or item is None:
        raise Hidden
    return opened(grant, item, key_of(viewer))


def read_all(model: type[SpaceItem], viewer: Viewer) -> list[tuple[Grant, Document]]:
    """Every granted item of this kind with its words, the earlier grant first; what was erased since is left out."""
    granted = granted_of(viewer, kind=model._meta.label_lower, today=clock.today())
    if not granted:
        return []
    items = model.door._unguarded().in_bulk([grant.item_id for grant in granted])
    found = []
    for grant in granted:
        with suppress(Hidden, KeyError):
            found.append((grant, opened(grant, items[grant.item_id], key_of(viewer))))
    return found


def key_of(viewer: Viewer) -> bytes:
    try:
        return keystore.unwrap(viewer.person_id)
    except Unreadable:
        raise Hidden from None


def opened(grant: Grant, item: SpaceItem, reader_key: bytes) -> Document:
    if grant.wrapped_item_key is None:
        raise Hidden
    try:
        key = ciphers.unwrap_key(reader_key, grant.wrapped_item_key, bound_to(grant))
        return ciphers.decrypt(key, vault.item_place(item), item.ciphertext)
    except Unreadable:
        raise Hidden from None


def clear_spent(*, on: date) -> int:
    """The wrapped keys of grants past their day go."""
    return Grant.objects.filter(until__lt=on, wrapped_item_key__isnull=False).update(wrapped_item_key=None)
