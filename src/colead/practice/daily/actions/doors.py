"""The door: set with one tap, gone by itself. It leaves no trail entry, because an entry would be its history."""

from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from colead.foundation import clock
from colead.foundation.viewer import Viewer
from colead.partnerships.queries import Pair
from colead.practice.daily.models import BalanceWish, Door
from colead.promises import space, trail
from colead.promises.models import SpaceItem
from colead.rules import doors

Own = TypeVar("Own", bound=SpaceItem)


@transaction.atomic
def set_door(*, pair: Pair, says: str, by: Viewer, hours: int | None = None) -> Door:
    """Writes over what the door said before, in this pair's space alone."""
    until = doors.expires_at(doors.Door(says), set_at=clock.now(), hours=hours)
    return write_over(pair, says=says, until=until, by=by)


@transaction.atomic
def clear(*, pair: Pair, by: Viewer) -> Door:
    return write_over(pair, says="", until=None, by=by)


def write_over(pair: Pair, *, says: str, until: datetime | None, by: Viewer) -> Door:
    space.locked_for(by, pair.space)
    last_day = timezone.localtime(until).date() if until else clock.today()
    row = mine(Door, pair, by)
    if row is None:
        text = {"says": says}
        return space.write(Door, space=pair.space, by=by, text=text, retain_until=last_day, until=until)
    space.rewrite(row, by=by, text={"says": says}, until=until, retain_until=last_day)
    return row


def mine(model: type[Own], pair: Pair, by: Viewer) -> Own | None:
    """The viewer's one row, also when its day is over: it is written over, never beside."""
    rows = model.door.visible_to(by).filter(space=pair.space, author_id=by.person_id)
    found: Own | None = rows.select_related("space").first()
    return found


@transaction.atomic
def wish_balance(*, pair: Pair, is_wished: bool, by: Viewer) -> BalanceWish:
    """Each partner's own switch; it speaks only when both are on, and nobody sees the other's."""
    space.locked_for(by, pair.space)
    row = mine(BalanceWish, pair, by)
    text = {"wish": "yes" if is_wished else ""}
    if row is None:
        row = space.write(BalanceWish, space=pair.space, by=by, text=text)
    else:
        space.rewrite(row, by=by, text=text)
    trail.record(verb="set_balance", subject=row, by=by, space=pair.space)
    return row
