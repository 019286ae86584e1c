"""Grants: the owner, or both owners, let one named person read one item until a date; revocable at once."""

from datetime import date
from uuid import UUID

from django.db import models, transaction

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.people.models import Person
from colead.promises import ciphers, keystore, space, trail, vault
from colead.promises.ciphers import Document
from colead.promises.models import Grant, SpaceItem
from colead.rules.abilities import Ability


def bound_to(grant: Grant) -> bytes:
    return b"colead grant " + grant.pk.bytes + grant.item_id.bytes + grant.reader_id.bytes


@transaction.atomic
def offer(*, item: SpaceItem, reader: Person, until: date, by: Viewer) -> Grant:
    """The first owner's yes; it opens when every member of the item's space has agreed."""
    by.require(Ability.READ_SPACE, item.space)
    grant = Grant.objects.create(
        item_model=item._meta.label_lower,
        item_id=item.pk,
        space=item.space,
        reader=reader,
        offered_by=by.person,
        until=until,
    )
    trail.record(verb="offered_grant", subject=grant, by=by, space=item.space)
    return agree(grant=grant, item=item, by=by)


@transaction.atomic
def agree(*, grant: Grant, item: SpaceItem, by: Viewer) -> Grant:
    """One owner's yes; the last one wraps the item's key for the reader."""
    by.require(Ability.READ_SPACE, item.space)
    locked = Grant.objects.select_for_update().filter(pk=grant.pk, item_id=item.pk, revoked_at=None).first()
    if locked is None:
        raise Hidden
    locked.agreed_by.add(by.person)
    owners = {member.pk for member in space.members(item.space)}
    if owners <= set(locked.agreed_by.values_list("pk", flat=True)) and locked.wrapped_item_key is None:
        key = ciphers.item_key(vault.key_for(by, item.space_id, item.key_version), item.pk)
        locked.wrapped_item_key = ciphers.wrap_key(keystore.wrap(locked.reader_id), key, bound_to(locked))
        locked.save(update_fields=["wrapped_item_key"])
        trail.record(verb="granted", subject=locked, by=by, space=item.space)
    return locked


@transaction.atomic
def revoke(*, grant: Grant, by: Viewer) -> None:
    """Any one owner ends it, at once; the wrapped key goes with it."""
    by.require(Ability.READ_SPACE, grant.space)
    Grant.objects.filter(pk=grant.pk, revoked_at=None).update(revoked_at=clock.now(), wrapped_item_key=None)
    trail.record(verb="revoked", subject=grant, by=by, space=grant.space)


def granted_to(viewer: Viewer) -> models.QuerySet[Grant]:
    """The open grants of this reader: agreed by all, not revoked, not past their date."""
    return Grant.objects.filter(
        reader_id=viewer.person_id, revoked_at=None, wrapped_item_key__isnull=False, until__gte=clock.today()
    )


def read(model: type[SpaceItem], item_id: UUID, viewer: Viewer) -> Document:
    """The words of one granted item."""
    grant = granted_to(viewer).filter(item_model=model._meta.label_lower, item_id=item_id).first()
    item = model.door._unguarded().filter(pk=item_id).first() if grant else None
    if grant is None or item is None or grant.wrapped_item_key is None:
        raise Hidden
    key = ciphers.unwrap_key(keystore.wrap(viewer.person_id), grant.wrapped_item_key, bound_to(grant))
    return ciphers.decrypt(key, vault.item_place(item), item.ciphertext)
