"""What those who signed may still do when their pair is over: take out of view what they signed; they open no word."""

from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet

from colead.foundation.viewer import Hidden, Viewer
from colead.promises import held_back, space, two_key
from colead.promises.models import Key, Release, SpaceItem
from colead.promises.models.releases import ReleaseState

Item = TypeVar("Item", bound=SpaceItem)


def signed_by(viewer: Viewer, kind: str) -> "QuerySet[Release]":
    """What is out and bears this person's signature: its published parts, no sealed text; none while a hold stands."""
    if viewer.is_held:
        return Release.door._unguarded().none()
    mine = Key.door._unguarded().filter(person_id=viewer.person_id, turned_on=F("release__text_hash"))
    rows = Release.door._unguarded().defer("ciphertext").filter(pk__in=mine.values("release"), kind=kind)
    return rows.filter(state=ReleaseState.RELEASED, is_signed_kind=True).select_related("space")


@transaction.atomic
def take_out(*, id: UUID, model: type[Item], kind: str, by: Viewer) -> Item:
    """With what it corrected. Gives back the item that stands for it, locked and without its words."""
    found = signed_by(by, kind).filter(pk=id).first()
    if found is None:
        raise Hidden
    space.hold_still(found.space_id)
    locked = Release.door._unguarded().select_for_update().get(pk=found.pk)
    if locked.state != ReleaseState.RELEASED:
        raise Hidden
    item = held_back.lock(model, model._door_for_keeper().values_list("pk", flat=True).get(release=locked))
    for shown in [locked, *two_key.corrected_by(locked)]:
        two_key.take_out(shown, by)
    return item
