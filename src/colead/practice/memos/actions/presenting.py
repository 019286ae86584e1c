"""The plan of a presentation: either begins it, either changes it, either lets it go."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.partnerships.queries import Pair
from colead.practice.memos.models import Presentation
from colead.promises import holds, space, trail, two_key
from colead.rules import retention


def last_day(held_on: date | None) -> date | None:
    """A year after the day it is held, or after it was written."""
    return retention.retain_until(retention.Kind.PRESENTATION, max(held_on or clock.today(), clock.today()))


def lock(by: Viewer, pair: Pair, id: UUID) -> Presentation:
    space.hold_open(by, pair.space)
    found: Presentation = Presentation.door.fetch(by, id, lock=True)
    if found.space_id != pair.space.pk:
        raise Hidden
    return found


@transaction.atomic
def plan(*, pair: Pair, text: dict[str, Any], held_on: date | None, by: Viewer) -> Presentation:
    made = space.write(
        Presentation, space=pair.space, by=by, text=text, retain_until=last_day(held_on), held_on=held_on
    )
    trail.record(verb="planned_presentation", subject=made, by=by, space=pair.space)
    return made


@transaction.atomic
def replan(*, pair: Pair, id: UUID, text: dict[str, Any], held_on: date | None, seen: str, by: Viewer) -> Presentation:
    """Other words; refused when the partner wrote others meanwhile than those on the screen."""
    plan = lock(by, pair, id)
    if seen != space.stamp_of(plan):
        raise two_key.StaleText
    space.rewrite(plan, by=by, text=text, held_on=held_on, retain_until=last_day(held_on))
    trail.record(verb="planned_presentation", subject=plan, by=by, space=plan.space)
    return plan


@transaction.atomic
def remove(*, pair: Pair, id: UUID, by: Viewer) -> None:
    """Either lets the plan go; under a legal hold it only leaves the screen."""
    plan = lock(by, pair, id)
    trail.record(verb="removed", subject=plan, by=by, space=plan.space)
    gone, _each = holds.without_held(Presentation.door.visible_to(by).filter(pk=plan.pk)).delete()
    if not gone:
        space.rewrite(plan, by=by, text={}, retain_until=clock.today() - timedelta(days=1))
