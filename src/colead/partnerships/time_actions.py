"""Keeps the line in calendars true: placed, moved, resized, lifted; its id stays while the time moves."""

from datetime import date, time
from typing import Any
from uuid import UUID

from django.db import transaction

from colead.foundation import clock
from colead.foundation.viewer import Hidden
from colead.partnerships.models import Partnership, TimeHold
from colead.promises.models import Space


@transaction.atomic
def place(
    *, partnership: Partnership, space: Space, on_day: date, starts_at: time | None, minutes: int, thing_id: UUID | None
) -> TimeHold:
    """The one line that a pair has ahead; whatever stood there moves with it."""
    found = open_holds(space).select_for_update().first()
    fields = {"on_day": on_day, "starts_at": starts_at, "minutes": minutes, "thing_id": thing_id}
    if found is not None:
        return write(found, **fields)
    return TimeHold.objects.create(partnership=partnership, space=space, **fields)


@transaction.atomic
def shift(*, id: UUID, **fields: Any) -> TimeHold:
    """Another day, hour or length of a line that is still open."""
    found = TimeHold.objects.select_for_update().filter(pk=id, lifted_on=None).first()
    if found is None:
        raise Hidden
    return write(found, **fields)


@transaction.atomic
def resize(*, thing_id: UUID, minutes: int) -> None:
    for found in TimeHold.objects.select_for_update().filter(thing_id=thing_id, lifted_on=None):
        write(found, minutes=minutes)


@transaction.atomic
def lift(*, space: Space) -> None:
    """The time is over, or will not be; a day that has passed stays as it was for whoever looks back a week."""
    for found in open_holds(space).select_for_update():
        write(found, lifted_on=clock.today())


@transaction.atomic
def revive(*, space: Space, thing_id: UUID, minutes: int) -> None:
    """It was not over after all: the line of what came after it goes, and its own stands again, as long as it is."""
    lift(space=space)
    for found in TimeHold.objects.select_for_update().filter(space=space, thing_id=thing_id):
        write(found, lifted_on=None, minutes=minutes)


def open_holds(space: Space) -> Any:
    return TimeHold.objects.filter(space=space, lifted_on=None)


def write(hold: TimeHold, **fields: Any) -> TimeHold:
    """Each change counts one on, so that calendars know which of two is the newer."""
    fields |= {"sequence": hold.sequence + 1, "changed_at": clock.now()}
    for name, value in fields.items():
        setattr(hold, name, value)
    hold.save(update_fields=list(fields))
    return hold
