"""One step of a thing of this room: the space held open, the row locked, the legal move asked, the trail written."""

from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.queries import Pair
from colead.practice.meetings.models import Meeting, Point
from colead.promises import space, trail
from colead.promises.models import SpaceItem
from colead.promises.retention import removable
from colead.rules import meetings as rules
from colead.rules import retention
from colead.rules.retention import Kind

Item = TypeVar("Item", bound=SpaceItem)


def last_day(kind: Kind, on: date | None = None) -> date | None:
    return retention.retain_until(kind, on or clock.today())


def lock(model: type[Item], by: Viewer, pair: Pair, id: UUID) -> Item:
    """The row of this pair, locked for a change in a space that stays open meanwhile."""
    space.hold_open(by, pair.space)
    item: Item = model.door.fetch(by, id, lock=True)
    if item.space_id != pair.space.pk:
        raise Hidden
    return item


def lock_alone(model: type[Item], by: Viewer, pair: Pair, id: UUID) -> Item:
    """The same, with nobody else writing in this space: for what there is only one of."""
    space.locked_for(by, pair.space)
    return lock(model, by, pair, id)


def move(meeting: Meeting, verb: str, *, by: Viewer, says: str, **fields: Any) -> Meeting:
    """Takes one legal step of a partner time. The trail says alike of each end that it was closed."""
    state = rules.MACHINE.next_state(space.read(meeting, by)["state"], verb)
    is_ahead = state == rules.State.PLANNED
    closed_on = "" if is_ahead else clock.today().isoformat()
    text = {"state": state.value, "closed_on": closed_on}
    space.rewrite(meeting, by=by, text=text, is_ahead=is_ahead, **fields)
    trail.record(verb=says, subject=meeting, by=by, space=meeting.space)
    return meeting


def move_point(point: Point, verb: str, *, by: Viewer, **fields: Any) -> Point:
    state = rules.POINT.next_state(point.state, verb)
    space.rewrite(point, by=by, text={}, state=state.value, **fields)
    return point


def remove(model: type[Item], item: Item, by: Viewer) -> None:
    """Gone for both; if it, or what it would take along, is under a legal hold, it only leaves the screen."""
    trail.record(verb="removed", subject=item, by=by, space=item.space)
    gone, _each = removable(model.door.visible_to(by).filter(pk=item.pk)).delete()
    if not gone:
        space.rewrite(item, by=by, text={}, retain_until=clock.today() - timedelta(days=1))
