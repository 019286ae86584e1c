"""Legal holds: two persons stop the retention clock for one item or a whole space; the people of the space see it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.promises import trail
from colead.promises.models import Hold, Space, SpaceItem
from colead.rules.abilities import Ability


class NeedsAnother(Exception):
    """Who placed a hold does not confirm it."""


@transaction.atomic
def place(*, space: Space, by: Viewer, item_id: UUID | None = None) -> Hold:
    """The first person's word; nothing is held until a second one confirms. The caller has asked who may."""
    hold = Hold.objects.create(space=space, item_id=item_id, placed_by=by.person)
    trail.record(verb="placed_hold", subject=hold, by=by)
    return hold


@transaction.atomic
def confirm(*, hold: Hold, by: Viewer) -> Hold:
    locked = locked_open(hold)
    if locked.placed_by_id == by.person_id:
        raise NeedsAnother
    if locked.confirmed_by_id is None:
        locked.confirmed_by = by.person
        locked.save(update_fields=["confirmed_by"])
        trail.record(verb="confirmed_hold", subject=locked, by=by, space=locked.space)
    return locked


@transaction.atomic
def lift(*, hold: Hold, by: Viewer) -> None:
    """The clock goes on; what is due goes at the next sweep."""
    locked = locked_open(hold)
    locked.lifted_at = clock.now()
    locked.save(update_fields=["lifted_at"])
    trail.record(verb="lifted_hold", subject=locked, by=by, space=locked.space)


def locked_open(hold: Hold) -> Hold:
    locked = Hold.objects.select_for_update().filter(pk=hold.pk, lifted_at=None).first()
    if locked is None:
        raise Hidden
    return locked


def in_force() -> "QuerySet[Hold]":
    return Hold.objects.filter(lifted_at=None, confirmed_by__isnull=False)


def on_space(space: Space, viewer: Viewer) -> "QuerySet[Hold]":
    """The holds that the people of a space see on it."""
    viewer.require(Ability.READ_SPACE, space)
    return in_force().filter(space=space)


def stands_on(item: SpaceItem) -> bool:
    return in_force().filter(Q(item_id=None) | Q(item_id=item.pk), space=item.space_id).exists()


def without_held(rows: "QuerySet[Any]", *, spaces: Sequence[str] = ("space_id",)) -> "QuerySet[Any]":
    """Leaves out what stands under a hold; `spaces` names the columns by which a row belongs to one."""
    return rows.exclude(is_held(spaces))


def is_held(spaces: Sequence[str] = ("space_id",)) -> Q:
    whole = in_force().filter(item_id=None).values("space_id")
    held = Q(pk__in=in_force().filter(item_id__isnull=False).values("item_id"))
    for name in spaces:
        held |= Q(**{f"{name}__in": whole})
    return held
