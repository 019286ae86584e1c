"""One step of a thing of this room: the space held open, the row locked, the trail written."""

from datetime import date
from uuid import UUID

from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.queries import Pair
from colead.practice.visibility.models import Appearance
from colead.promises import space
from colead.rules import retention


def last_day(on: date) -> date | None:
    return retention.retain_until(retention.Kind.APPEARANCE, on)


def lock(by: Viewer, pair: Pair, id: UUID) -> Appearance:
    """The row of this pair, locked for a change in a space that stays open meanwhile."""
    space.hold_open(by, pair.space)
    found: Appearance = Appearance.door.fetch(by, id, lock=True)
    if found.space_id != pair.space.pk:
        raise Hidden
    return found
