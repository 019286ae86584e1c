"""Everything that changes the tree: adding, editing, moving and retiring units, their objectives and sponsors."""

from typing import Any
from uuid import UUID

from django.db import transaction

from colead.foundation import clock
from colead.foundation.viewer import Hidden, Viewer
from colead.people.models import Person
from colead.promises import trail
from colead.rules.abilities import Ability
from colead.units import queries
from colead.units.models import Objective, Unit, UnitSponsor

EDITED = ("name", "level", "setting", "mission", "north_star")


class Refused(Exception):
    """A rule stands against it; the text says which, in words for the screen."""


@transaction.atomic
def add(*, parent: Unit | None, by: Viewer, **fields: Any) -> Unit:
    require_keeper(by)
    if parent is not None and parent.retired_on is not None:
        raise Refused("The unit above is retired. Bring it back first.")
    unit = Unit.objects.create(parent=parent, **{name: fields[name] for name in EDITED if name in fields})
    trail.record(verb="added_unit", subject=unit, by=by)
    return unit


@transaction.atomic
def edit(*, unit: Unit, by: Viewer, **fields: Any) -> Unit:
    locked = locked_for_keeper(by, unit.pk)
    changed = [name for name in EDITED if name in fields and getattr(locked, name) != fields[name]]
    for name in changed:
        setattr(locked, name, fields[name])
    if changed:
        locked.save(update_fields=changed)
        trail.record(verb="edited_unit", subject=locked, by=by, facts={"fields": changed})
    return locked


@transaction.atomic
def move(*, unit: Unit, parent: Unit | None, by: Viewer) -> Unit:
    """Gives a unit another place in the tree; its dyads and everything below go with it."""
    require_keeper(by)
    # Two moves at once could each be harmless and close a circle together.
    trail.lock("units")
    locked = locked_for_keeper(by, unit.pk)
    if parent is not None and parent.pk in queries.branch_ids(locked):
        raise Refused("A unit cannot belong to itself or to a unit below it.")
    if parent is not None and parent.retired_on is not None:
        raise Refused("That unit is retired. Bring it back first.")
    locked.parent = parent
    locked.save(update_fields=["parent"])
    trail.record(verb="moved_unit", subject=locked, by=by, facts={"parent": str(parent.pk) if parent else ""})
    return locked


@transaction.atomic
def retire(*, unit: Unit, by: Viewer) -> Unit:
    """Takes it out of lists and choices; what points to it keeps pointing."""
    locked = locked_for_keeper(by, unit.pk)
    if locked.children.filter(retired_on=None).exists():
        raise Refused("Units below this one are still in use. Move or retire them first.")
    locked.retired_on = clock.today()
    locked.save(update_fields=["retired_on"])
    trail.record(verb="retired_unit", subject=locked, by=by)
    return locked


@transaction.atomic
def bring_back(*, unit: Unit, by: Viewer) -> Unit:
    locked = locked_for_keeper(by, unit.pk)
    locked.retired_on = None
    locked.save(update_fields=["retired_on"])
    trail.record(verb="brought_back_unit", subject=locked, by=by)
    return locked


@transaction.atomic
def add_objective(*, unit: Unit, text: str, by: Viewer) -> Objective:
    locked = locked_for_keeper(by, unit.pk)
    objective = Objective.objects.create(unit=locked, text=text, order=locked.objectives.count())
    trail.record(verb="added_objective", subject=objective, by=by)
    return objective


@transaction.atomic
def edit_objective(*, objective: Objective, text: str, by: Viewer) -> Objective:
    locked = locked_objective(by, objective.pk)
    locked.text = text
    locked.save(update_fields=["text"])
    trail.record(verb="edited_objective", subject=locked, by=by)
    return locked


@transaction.atomic
def retire_objective(*, objective: Objective, by: Viewer) -> Objective:
    """Goals that point to it keep doing so; new ones cannot."""
    locked = locked_objective(by, objective.pk)
    locked.retired_on = clock.today()
    locked.save(update_fields=["retired_on"])
    trail.record(verb="retired_objective", subject=locked, by=by)
    return locked


@transaction.atomic
def add_sponsor(*, unit: Unit, person: Person, by: Viewer) -> UnitSponsor:
    locked = locked_for_keeper(by, unit.pk)
    sponsor, is_new = UnitSponsor.objects.get_or_create(unit=locked, person=person, ended_on=None)
    if is_new:
        trail.record(verb="named_unit_sponsor", subject=sponsor, by=by)
    return sponsor


@transaction.atomic
def end_sponsor(*, sponsor: UnitSponsor, by: Viewer) -> None:
    locked_for_keeper(by, sponsor.unit_id)
    UnitSponsor.objects.filter(pk=sponsor.pk, ended_on=None).update(ended_on=clock.today())
    trail.record(verb="ended_unit_sponsor", subject=sponsor, by=by)


def require_keeper(by: Viewer) -> None:
    if not by.has(Ability.KEEP_UNITS):
        raise Hidden


def locked_for_keeper(by: Viewer, id: UUID) -> Unit:
    require_keeper(by)
    locked = Unit.objects.select_for_update().filter(pk=id).first()
    if locked is None:
        raise Hidden
    return locked


def locked_objective(by: Viewer, id: UUID) -> Objective:
    require_keeper(by)
    locked = Objective.objects.select_for_update().filter(pk=id, retired_on=None).first()
    if locked is None:
        raise Hidden
    return locked
